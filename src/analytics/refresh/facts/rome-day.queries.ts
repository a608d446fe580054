import { Prisma } from '../../../platform/prisma/generated/client.js';

/** The business day of an instant; null of none. */
export function romeDay(instant: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${instant} AT TIME ZONE 'Europe/Rome')::date`;
}
