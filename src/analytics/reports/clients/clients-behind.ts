import type { Reach } from '../reach.js';

/** The list of clients behind a figure, by their present owner: path and query below `/api/v1`. */
export function clientsBehind({ query }: Reach, filters: Record<string, string | undefined>): string {
  const { ownerId, teamId } = query;
  const given = Object.entries({ ...filters, ownerId, teamId }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return `/clients?${new URLSearchParams(given).toString()}`;
}
