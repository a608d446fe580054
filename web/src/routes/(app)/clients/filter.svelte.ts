import { goto } from '$app/navigation';
import { page } from '$app/state';
import type { Schemas } from '#lib/api/client.ts';
import type { ClientQuery } from '#lib/clients/list.svelte.ts';

type Values = Readonly<Record<string, string>>;

const NUMBERS: readonly string[] = ['admExpiresWithinDays', 'radiusKm'];
const FLAGS: readonly string[] = ['withoutSource', 'lead', 'contacted', 'becameCustomer', 'admExpired'];
/** The filters that the list takes, under the names that stand in the address too. */
export const FILTERS = [
  'q',
  'lifecycle',
  'pointOfSaleType',
  'ownerId',
  'teamId',
  'province',
  'city',
  'tag',
  'admExpired',
  'admExpiresWithinDays',
  'source',
  'withoutSource',
  'lead',
  'contacted',
  'becameCustomer',
  'createdFrom',
  'createdTo',
  'customerFrom',
  'customerTo',
  'firstContactFrom',
  'firstContactTo',
  'lostFrom',
  'lostTo',
  'updatedSince',
  'near',
  'radiusKm',
] as const satisfies readonly (keyof Schemas['ClientViewFilterDto'])[];
export type FilterName = (typeof FILTERS)[number];

const isFilter = (name: string): boolean =>
  (FILTERS as readonly string[]).includes(name) || name.startsWith('custom.');

/** What the list is narrowed to, and its order. Both stand in the address. */
class ClientFilter {
  /** By name; custom fields as `custom.<key>`. */
  readonly values = $derived.by((): Values =>
    Object.fromEntries([...page.url.searchParams].filter(([name, value]) => isFilter(name) && value !== '')),
  );
  readonly sort = $derived(page.url.searchParams.get('sort') ?? '');
  /** The saved view that the address began with. */
  readonly viewId = $derived(page.url.searchParams.get('view') ?? '');

  readonly query = $derived({ ...asFilter(this.values), ...(this.sort && { sort: this.sort }) });
  /** As text, for the file and for telling one question from another. */
  readonly search = $derived(
    new URLSearchParams({ ...this.values, ...(this.sort && { sort: this.sort }) }).toString(),
  );

  get(name: FilterName | `custom.${string}`): string {
    return this.values[name] ?? '';
  }

  /** Empty values leave the address. @param typing goes on: the way back leads past it */
  change(values: Values, typing = false): void {
    const url = new URL(page.url.href);
    for (const [name, value] of Object.entries(values))
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    this.open(url, typing);
  }

  /** Nothing but a view, or nothing at all. */
  replace(view?: Schemas['ViewResponse']): void {
    const url = new URL(page.url.pathname, page.url.origin);
    if (view) {
      url.searchParams.set('view', view.id);
      for (const [name, value] of asValues(view.filter)) url.searchParams.set(name, value);
      if (view.sort) url.searchParams.set('sort', view.sort);
    }
    this.open(url);
  }

  private open(url: URL, replace = false): void {
    scrollTo({ top: 0 });
    void goto(url, { replace, reset: false });
  }
}

/** Values of the address as a call or a view has them. */
function asFilter(values: Values): ClientQuery & Schemas['ClientViewFilterDto'] {
  const filter: Record<string, unknown> = {};
  const custom: Record<string, string> = {};
  for (const [name, value] of Object.entries(values))
    if (name.startsWith('custom.')) custom[name.slice('custom.'.length)] = value;
    else if (NUMBERS.includes(name)) filter[name] = Number(value);
    else if (FLAGS.includes(name)) filter[name] = value === 'true';
    else filter[name] = value;
  return { ...filter, ...(Object.keys(custom).length > 0 && { custom }) };
}

/** The other way round. */
export function asValues(filter: object): [string, string][] {
  return Object.entries(filter).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([key, one]): [string, string] => [`${name}.${key}`, String(one)])
      : [[name, String(value)] as [string, string]],
  );
}

/** Whether a view still says what the address says. */
export function isSame(view: Schemas['ViewResponse'], values: Values, sort: string): boolean {
  const theirs = new Map(asValues(view.filter));
  const same = Object.entries(values).every(([name, value]) => theirs.get(name) === value);
  return same && theirs.size === Object.keys(values).length && (view.sort ?? '') === sort;
}

export const filter = new ClientFilter();
