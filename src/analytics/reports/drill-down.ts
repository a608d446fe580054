import { startOfBusinessDate } from '../../platform/time/rome.js';
import type { Period } from './arithmetic/period.js';
import type { Reach } from './reach.js';

type Filters = Record<string, string | undefined>;

/** The list of deals behind a figure, within what the report is about. */
export function opportunitiesBehind({ query }: Reach, filters: Filters): string {
  const { ownerId, teamId, pipelineId } = query;
  return path('/opportunities', { ...filters, ownerId, teamId, pipelineId });
}

/** The list of visits behind a figure; none for a team, by which that list has no filter. */
export function visitsBehind(
  { query }: Reach,
  { from, to }: Pick<Period, 'from' | 'to'>,
  filters: Filters = {},
): string | undefined {
  if (query.teamId !== undefined) return undefined;
  const [start, end] = [from, to].map((date) => startOfBusinessDate(date).toISOString());
  return path('/visits', { ...filters, from: start, to: end, agentId: query.ownerId });
}

function path(base: string, filters: Filters): string {
  return `${base}?${new URLSearchParams(given(filters)).toString()}`;
}

function given(filters: Filters): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
