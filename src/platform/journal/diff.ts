import { isDeepStrictEqual } from 'node:util';
import { Prisma } from '../prisma/generated/client.js';

/** `{ field: { from, to } }` of the fields that an edit really changes. */
export function diff(before: object, changes: object): Prisma.InputJsonObject {
  const old = before as Record<string, unknown>;
  const entries = Object.entries(changes as Record<string, unknown>)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => [field, { from: plain(old[field]), to: plain(value) }] as const)
    // Deep, because jsonb gives the keys of an object back in an order of its own.
    .filter(([, { from, to }]) => !isDeepStrictEqual(from, to));
  return Object.fromEntries(entries) as Prisma.InputJsonObject;
}

/** Dates, decimals and the like as they stand in JSON; the null of a JSON column is null. */
function plain(value: unknown): unknown {
  if (value === undefined || value === null || value === Prisma.DbNull || value === Prisma.JsonNull)
    return null;
  return JSON.parse(JSON.stringify(value)) as unknown;
}
