import { startOfBusinessDate } from '../../platform/time/rome.js';
import type { Period } from './arithmetic/period.js';
import type { ListPermission, People, Reach } from './reach.js';

type Filters = Record<string, string | undefined>;

/** What a figure counted, and who owned it then. */
export type DealEvent = 'Creation' | 'Closing' | 'Entry';

/** Where the rows behind a figure are. */
export interface Behind {
  /** Absent for who may list no deals. */
  drillDown?: string;
  /** How many of the rows the list does not show; null: not known. */
  notListed?: number | null;
}

/** Without a list there is nothing that it could lack. */
export function behind(drillDown: string | undefined, notListed: number | null): Behind {
  return drillDown === undefined ? {} : { drillDown, notListed };
}

/** The list behind a figure that counts rows for their present owner: it lacks none that the reader may list. */
function behindPresent(reach: Reach, list: ListPermission, drillDown: string | undefined): Behind {
  return drillDown === undefined ? {} : { drillDown, notListed: reach.listsLess(list) ? null : 0 };
}

/** The list of the open deals that a figure of now counts. */
export function openBehind(reach: Reach, filters: Filters = {}): Behind {
  return behindPresent(reach, 'opportunity:read', presentDeals(reach, { status: 'OPEN', ...filters }));
}

function presentDeals(reach: Reach, filters: Filters): string | undefined {
  const { ownerId, teamId } = reach.query;
  if (reach.listsAsFar) return deals(reach, filters, { ownerId, teamId });
  const people = reach.people();
  return deals(reach, people ? filters : NOTHING, { ...people });
}

/** The list of the deals to which something happened, for who owned them then, whoever has them now. */
export function opportunitiesOnceOf(reach: Reach, event: DealEvent, filters: Filters): string | undefined {
  const people = reach.people();
  if (!people) return deals(reach, NOTHING, {});
  return deals(reach, filters, { [`ownerAt${event}`]: people.ownerId, [`teamAt${event}`]: people.teamId });
}

/** An empty period lists nothing: there is nobody whose rows the figure could count. */
const NO_DAY = '2000-01-01';
const NOTHING: Filters = { createdFrom: NO_DAY, createdTo: NO_DAY };

function deals({ query, listed }: Reach, filters: Filters, people: Filters | People): string | undefined {
  if (!listed) return undefined;
  return path('/opportunities', { ...filters, ...people, pipelineId: query.pipelineId });
}

/** The lists of visits behind the figures of a period, within what the report is about. */
export function visitsBehind(
  reach: Reach,
  { from, to }: Pick<Period, 'from' | 'to'>,
): (filters?: Filters) => Behind {
  const [start, end] = [from, to].map((date) => startOfBusinessDate(date).toISOString());
  const listed = visits(reach);
  return (filters = {}) => listed({ ...filters, from: start, to: end });
}

/** The list of visits by the days for which they were planned. */
export function plannedVisitsBehind(
  reach: Reach,
  { from, to }: Pick<Period, 'from' | 'to'>,
  filters: Filters,
): Behind {
  return visits(reach)({ ...filters, plannedFrom: from, plannedTo: to });
}

function visits(reach: Reach): (filters: Filters) => Behind {
  const people = reach.peopleOf('visit:read');
  if (people === undefined) return () => ({});
  const notListed = reach.listsLess('visit:read') ? null : 0;
  return (filters) => {
    const wanted = people
      ? { ...filters, agentId: people.ownerId, teamId: people.teamId }
      : { plannedFrom: NO_DAY, plannedTo: NO_DAY };
    return { drillDown: path('/visits', wanted), notListed };
  };
}

/** The list of the clients that a figure of now counts. */
export function clientsBehind(reach: Reach, filters: Filters): Behind {
  return behindPresent(reach, 'client:read', clients(reach, filters));
}

/** The list of clients to whom something happened: counted for who owned them then, listed for who has them now. */
export function clientsOnceBehind(reach: Reach, filters: Filters): Behind {
  const drillDown = clients(reach, filters);
  if (drillDown === undefined) return {};
  return { drillDown, notListed: reach.listsWhoeverHasThemNow('client:read') ? 0 : null };
}

function clients(reach: Reach, filters: Filters): string | undefined {
  const people = reach.peopleOf('client:read');
  return people === undefined ? undefined : path('/clients', people ? { ...filters, ...people } : NOTHING);
}

/** What stands in an address as it is: dates, ids, names of states. */
const PLAIN = /^[\w.-]+$/;

/** A table of two hundred people has more than a thousand addresses, and URLSearchParams takes a third of its time. */
function path(base: string, filters: Filters): string {
  let query = '';
  for (const [name, value] of Object.entries(filters)) {
    if (value === undefined) continue;
    const pair = PLAIN.test(value) ? `${name}=${value}` : new URLSearchParams({ [name]: value }).toString();
    query += query === '' ? pair : `&${pair}`;
  }
  return `${base}?${query}`;
}
