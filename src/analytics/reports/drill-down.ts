import { startOfBusinessDate } from '../../platform/time/rome.js';
import type { Period } from './arithmetic/period.js';
import type { Reach } from './reach.js';

type Filters = Record<string, string | undefined>;

/**
 * The list of deals behind a figure, within what the report is about. It lists them for their present owner, while
 * a figure of what happened counts for the owner of then: the two part where a deal was handed on since.
 */
export function opportunitiesBehind({ query }: Reach, filters: Filters): string {
  const { ownerId, teamId, pipelineId } = query;
  return path('/opportunities', { ...filters, ownerId, teamId, pipelineId });
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

function path(base: string, filters: Filters): string {
  return `${base}?${new URLSearchParams(given(filters)).toString()}`;
}

function given(filters: Filters): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
