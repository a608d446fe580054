import { api, ask, type Schemas } from '#lib/api/client.ts';
import type { Problem } from '#lib/api/problem.ts';
import { Remote } from '#lib/state/remote.svelte.ts';

export type Colleague = Schemas['ColleagueResponse'];

/** Everybody whose name one may know: for owners' names, and for whom something may be given to. */
export class Colleagues {
  private readonly remote = new Remote<readonly Colleague[]>();
  private readonly byId = $derived(new Map(this.remote.data?.map((one) => [one.id, one])));

  constructor() {
    void this.remote.load(all);
  }

  get problem(): Problem | undefined {
    return this.remote.problem;
  }

  /** Those who are at work. */
  get active(): readonly Colleague[] {
    return this.remote.data?.filter(({ active }) => active) ?? [];
  }

  nameOf(id: string | null | undefined): string | undefined {
    return id == null ? undefined : this.byId.get(id)?.fullName;
  }
}

async function all(signal: AbortSignal): Promise<Colleague[]> {
  const people: Colleague[] = [];
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor?: string } = { limit: 100, ...(cursor !== null && { cursor }) };
    const page: { items: Colleague[]; nextCursor: string | null } = await ask(
      api.GET('/api/v1/colleagues', { params: { query }, signal }),
    );
    people.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return people;
}
