import { api, ask, type Schemas } from '#lib/api/client.ts';
import { Problem } from '#lib/api/problem.ts';
import { Remote } from '#lib/state/remote.svelte.ts';
import { vatNumberFault } from '#lib/clients/vat-number.ts';
import type { Draft } from './draft.ts';

type Body = Schemas['DraftClientDto'];
/** What a duplicate is known by. */
const LOOKED_AT = [
  'name',
  'vatNumber',
  'taxCode',
  'pecEmail',
  'email',
  'phone',
  'street',
  'postalCode',
  'city',
  'country',
] as const satisfies readonly (keyof Body)[];

/** What was found, for the P.IVA that stood there then. */
export type Found = Schemas['DuplicatesResponse'] & { vatNumber: string };

const WAIT_MS = 400;
/** Nobody waits longer for a warning. */
const LONGEST_MS = 2_000;

/** Looks while somebody types whether the client is there already. */
export class Duplicates {
  private readonly remote = new Remote<Found>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What is looked for when the typing pauses. */
  private due: Body | undefined;
  private asked: Promise<void> | undefined;

  /** @param exceptId the client that is being edited */
  constructor(private readonly exceptId: string | undefined) {}

  get found(): Found | undefined {
    return this.remote.data;
  }

  look(draft: Draft): void {
    clearTimeout(this.timer);
    this.due = this.bodyOf(draft);
    this.timer = setTimeout(() => this.ask(), WAIT_MS);
  }

  /**
   * Waits for the look that is due or under way; one that fails or takes too long holds nobody back.
   * @returns whether it found somebody who was not in sight before
   */
  async settled(): Promise<boolean> {
    const seen = new Set(this.found?.items.map(({ client }) => client.id));
    clearTimeout(this.timer);
    if (this.due) this.ask();
    let bell: ReturnType<typeof setTimeout> | undefined;
    const enough = new Promise<void>((resolve) => (bell = setTimeout(resolve, LONGEST_MS)));
    await Promise.race([this.asked, enough]);
    clearTimeout(bell);
    return this.found?.items.some(({ client }) => !seen.has(client.id)) ?? false;
  }

  private ask(): void {
    const body = this.due ?? {};
    this.due = undefined;
    this.asked = this.remote.load(async (signal) => ({
      ...(await find(body, signal)),
      vatNumber: body.vatNumber ?? '',
    }));
  }

  private bodyOf(draft: Draft): Body {
    const filled = LOOKED_AT.filter((name) => draft[name].trim() !== '').filter(
      (name) => name !== 'vatNumber' || draft.country !== 'IT' || !vatNumberFault(draft.vatNumber),
    );
    return {
      ...Object.fromEntries(filled.map((name) => [name, draft[name].trim()])),
      ...(this.exceptId !== undefined && { exceptId: this.exceptId }),
    };
  }
}

/** What is only half typed is no telephone yet: then the rest alone is looked at. */
async function find(body: Body, signal: AbortSignal): Promise<Schemas['DuplicatesResponse']> {
  try {
    return await ask(api.POST('/api/v1/clients/duplicates', { body, signal }));
  } catch (error) {
    const refused = error instanceof Problem && error.status === 400 ? error.document.errors : undefined;
    if (!refused) throw error;
    const names = refused.map(({ pointer }) => pointer.slice(1));
    const rest = Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
    return ask(api.POST('/api/v1/clients/duplicates', { body: rest, signal }));
  }
}
