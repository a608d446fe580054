import { startOfBusinessDate } from '../../platform/time/rome.js';
import type { Period } from './arithmetic/period.js';
import type { People, Reach } from './reach.js';

type Filters = Record<string, string | undefined>;

/** What a figure counted, and who owned it then. */
export type DealEvent = 'Creation' | 'Closing' | 'Entry';

/** Where the rows behind a figure are. */
export interface Behind {
  /** Absent for who may list no deals. */
  drillDown?: string;
  /** Of the rows, those that belong to somebody out of the reader's reach by now. */
  notListed?: number | null;
}

/** The list of the deals that a figure of now counts: for their present owner. */
export function opportunitiesBehind(reach: Reach, filters: Filters): string | undefined {
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
const NOTHING: Filters = { createdFrom: '2000-01-01', createdTo: '2000-01-01' };

function deals({ query, listed }: Reach, filters: Filters, people: Filters | People): string | undefined {
  if (!listed) return undefined;
  return path('/opportunities', { ...filters, ...people, pipelineId: query.pipelineId });
}

/** The list of visits behind a figure, within what the report is about. */
export function visitsBehind(
  { query }: Reach,
  { from, to }: Pick<Period, 'from' | 'to'>,
  filters: Filters = {},
): string {
  const [start, end] = [from, to].map((date) => startOfBusinessDate(date).toISOString());
  return path('/visits', { ...filters, from: start, to: end, agentId: query.ownerId, teamId: query.teamId });
}

/** The list of visits by the days for which they were planned. */
export function plannedVisitsBehind(
  { query }: Reach,
  { from, to }: Pick<Period, 'from' | 'to'>,
  filters: Filters,
): string {
  const planned = { plannedFrom: from, plannedTo: to };
  return path('/visits', { ...filters, ...planned, agentId: query.ownerId, teamId: query.teamId });
}

function path(base: string, filters: Filters): string {
  return `${base}?${new URLSearchParams(given(filters)).toString()}`;
}

function given(filters: Filters): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
