import { api, ask, type Schemas } from '#lib/api/client.ts';
import { Problem } from '#lib/api/problem.ts';
import type { paths } from '#lib/api/schema.gen.ts';
import { session } from '#lib/session/session.svelte.ts';

export type Client = Schemas['ClientResponse'];
export type ClientQuery = NonNullable<paths['/api/v1/clients']['get']['parameters']['query']>;

const SHOWN = [
  'id',
  'name',
  'lifecycle',
  'pointOfSaleType',
  'ownerId',
  'street',
  'postalCode',
  'city',
  'province',
  'latitude',
  'longitude',
  'phone',
  'admWarning',
  'admExpiresOn',
] as const satisfies readonly (keyof Client)[];
/** What a row shows of a client; a hundred thousand whole ones would fill a telephone. */
export type ClientRow = Readonly<Pick<Client, (typeof SHOWN)[number]>>;

const PAGE = 100;

/** The clients of one question, read page after page as far as somebody scrolled. */
export class ClientList {
  rows = $state.raw<readonly ClientRow[]>([]);
  /** How many there are; undefined: more than the API counts. */
  total = $state<number>();
  problem = $state.raw<Problem>();
  loading = $state(false);
  /** The first answer is here. */
  known = $state(false);
  /** Another question was asked than the one that the rows answer. */
  isAsking = $state(false);
  private query: ClientQuery = {};
  private cursor: string | null = null;
  private latest: AbortController | undefined;

  /** Asks anew; what was there stays until the answer comes. */
  ask(query: ClientQuery): Promise<void> {
    this.query = query;
    this.isAsking = true;
    return this.read({ ...query, limit: PAGE, count: 'estimate' }, (rows) => rows);
  }

  /** Reads on where the last page ended. */
  async more(): Promise<void> {
    if (this.loading || this.problem || this.cursor === null) return;
    await this.readOn();
  }

  /** Tries again what failed. */
  async retry(): Promise<void> {
    await (this.isAsking ? this.ask(this.query) : this.readOn());
  }

  /** Somebody edited this one on another page. */
  put(client: Client): void {
    this.rows = this.rows.map((row) => (row.id === client.id ? rowOf(client) : row));
  }

  remove(id: string): void {
    const rows = this.rows.filter((row) => row.id !== id);
    if (this.total !== undefined) this.total -= this.rows.length - rows.length;
    this.rows = rows;
  }

  private readOn(): Promise<void> {
    const query = { ...this.query, limit: PAGE, cursor: this.cursor ?? '' };
    return this.read(query, (rows) => [...this.rows, ...rows]);
  }

  private async read(
    query: ClientQuery,
    place: (rows: readonly ClientRow[]) => readonly ClientRow[],
  ): Promise<void> {
    this.latest?.abort();
    const mine = (this.latest = new AbortController());
    this.loading = true;
    try {
      const { signal } = mine;
      const page = await ask(api.GET('/api/v1/clients', { params: { query }, signal }));
      if (signal.aborted) return;
      this.rows = place(page.items.map(rowOf));
      this.cursor = page.nextCursor;
      if (query.count !== undefined) this.total = countOf(page.total);
      if (page.nextCursor === null) this.total = this.rows.length;
      this.problem = undefined;
      this.known = true;
      this.isAsking = false;
    } catch (error) {
      if (mine.signal.aborted) return;
      if (!(error instanceof Problem)) throw error;
      this.problem = error;
    } finally {
      if (this.latest === mine) this.loading = false;
    }
  }
}

/** The estimate ends there. */
const COUNTED = 10_000;
const countOf = (total: number | undefined): number | undefined =>
  total !== undefined && total <= COUNTED ? total : undefined;

const rowOf = (client: Client): ClientRow =>
  Object.fromEntries(SHOWN.map((name) => [name, client[name]])) as unknown as ClientRow;

interface Kept {
  address: string;
  at: number;
  list: ClientList;
}
/** Whoever comes back from a client finds the list as it was; with its reader it is forgotten. */
const kept = new WeakMap<object, Kept>();
const FRESH_MS = 5 * 60_000;

/** The list of this address, as it was left or a new one that still has to be asked. */
export function listAt(address: string): { list: ClientList; isKept: boolean } {
  const before = session.me && kept.get(session.me);
  if (before?.address === address && Date.now() - before.at < FRESH_MS)
    return { list: before.list, isKept: true };
  return { list: new ClientList(), isKept: false };
}

export function keep(address: string, list: ClientList): void {
  if (session.me && list.known && !list.isAsking) kept.set(session.me, { address, at: Date.now(), list });
}

/** The list that one would come back to. */
export function keptList(): ClientList | undefined {
  return session.me && kept.get(session.me)?.list;
}

/** Nobody knows where in the list something new belongs. */
export function forgetList(): void {
  if (session.me) kept.delete(session.me);
}
