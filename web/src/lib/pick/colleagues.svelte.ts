import { api, ask, type Schemas } from '#lib/api/client.ts';
import type { Problem } from '#lib/api/problem.ts';
import { Remote } from '#lib/state/remote.svelte.ts';

export type Colleague = Schemas['ColleagueResponse'];

/** Everybody whose name one may know: for owners' names, and for whom something may be given to. */
export class Colleagues {
  private readonly remote = new Remote<readonly Colleague[]>();
  private readonly byId = $derived(new Map(this.remote.data?.map((one) => [one.id, one])));

  constructor() {
    void this.load();
  }

  load(): Promise<void> {
    return this.remote.load((signal) => allColleagues(signal));
  }

  get problem(): Problem | undefined {
    return this.remote.problem;
  }

  get everybody(): readonly Colleague[] {
    return this.remote.data ?? [];
  }

  /** Those who are at work. */
  get active(): readonly Colleague[] {
    return this.remote.data?.filter(({ active }) => active) ?? [];
  }

  nameOf(id: string | null | undefined): string | undefined {
    return id == null ? undefined : this.byId.get(id)?.fullName;
  }
}

/** @param teamId left out: of all teams */
export async function allColleagues(signal: AbortSignal, teamId?: string): Promise<Colleague[]> {
  const people: Colleague[] = [];
  let cursor: string | null = null;
  do {
    const query: { limit: number; teamId?: string; cursor?: string } = {
      limit: 100,
      ...(teamId && { teamId }),
      ...(cursor !== null && { cursor }),
    };
    const page: { items: Colleague[]; nextCursor: string | null } = await ask(
      api.GET('/api/v1/colleagues', { params: { query }, signal }),
    );
    people.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return people;
}
