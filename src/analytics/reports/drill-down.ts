import type { Reach } from './reach.js';

type Filters = Record<string, string | undefined>;

/** The list of deals behind a figure, within what the report is about. */
export function opportunitiesBehind({ query }: Reach, filters: Filters): string {
  const { ownerId, teamId, pipelineId } = query;
  return path('/opportunities', { ...filters, ownerId, teamId, pipelineId, ...given(filters) });
}

/** The list of visits behind a figure. */
export function visitsBehind({ query }: Reach, filters: Filters): string {
  return path('/visits', { ...filters, agentId: query.ownerId, teamId: query.teamId, ...given(filters) });
}

function path(base: string, filters: Filters): string {
  return `${base}?${new URLSearchParams(given(filters)).toString()}`;
}

function given(filters: Filters): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
