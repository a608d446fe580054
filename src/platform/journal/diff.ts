import type { Prisma } from '../prisma/generated/client.js';

/** `{ field: { from, to } }` of the fields that an edit really changes. */
export function diff(before: object, changes: object): Prisma.InputJsonObject {
  const old = before as Record<string, unknown>;
  const entries = Object.entries(changes as Record<string, unknown>)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => [field, { from: plain(old[field]), to: plain(value) }] as const)
    .filter(([, { from, to }]) => JSON.stringify(from) !== JSON.stringify(to));
  return Object.fromEntries(entries) as Prisma.InputJsonObject;
}

/** Dates, decimals and the like as they stand in JSON. */
function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  return JSON.parse(JSON.stringify(value)) as unknown;
}
