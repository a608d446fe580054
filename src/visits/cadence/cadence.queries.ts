import { type AccessScope, withinSql } from '../../platform/access/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { type BusinessDate, startOfBusinessDate } from '../../platform/time/rome.js';
import type { CadenceFacts } from './domain/cadence.js';

/** The days of a pace: a number of them, or those that its class has now. */
export function intervalOf(pace: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce((SELECT i.interval_days FROM class_intervals i WHERE i.point_of_sale_type::text = ${pace}), ${pace}::int)`;
}

/** What the database keeps of these clients' cadence; it is the source of the due list too. */
export function readCadences(
  tx: Tx,
  clientIds: readonly string[],
): Promise<(CadenceFacts & { clientId: string })[]> {
  return tx.$queryRaw<(CadenceFacts & { clientId: string })[]>`
    SELECT k.client_id AS "clientId", k.visited, to_char(k.since_on, 'YYYY-MM-DD') AS "sinceOn",
      ${intervalOf(Prisma.sql`k.pace`)} AS "intervalDays"
    FROM client_cadences k WHERE k.client_id = ANY (${[...clientIds]}::uuid[])`;
}

/** Days from `from` up to `to`, without it. */
export interface BookedSpan {
  readonly scope: AccessScope;
  readonly agentId: string;
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  /** The last day on which the client may be due again. */
  readonly until: BusinessDate;
}

/** An agent's clients whose last booked visit lies within these days, as if it had taken place; the first due first. */
export function readCadencesAfterBooking(
  tx: Tx,
  { scope, agentId, from, to, until }: BookedSpan,
  take: number,
): Promise<(CadenceFacts & { clientId: string })[]> {
  return tx.$queryRaw<(CadenceFacts & { clientId: string })[]>`
    SELECT k.client_id AS "clientId", TRUE AS visited, to_char(p.since_on, 'YYYY-MM-DD') AS "sinceOn", p.days AS "intervalDays"
    FROM client_cadences k
    CROSS JOIN LATERAL (
      SELECT business_day(k.booked_until) AS since_on, ${intervalOf(Prisma.sql`k.pace`)} AS days) p
    WHERE k.visitable AND k.owner_id = ${agentId}::uuid AND ${withinSql(scope, Prisma.sql`${agentId}::uuid`)}
      AND k.booked_until >= ${startOfBusinessDate(from)} AND k.booked_until < ${startOfBusinessDate(to)}
      AND p.since_on + p.days <= ${until}::date
    ORDER BY p.since_on + p.days, k.client_id LIMIT ${take}`;
}

/** Holds the intervals still for one who changes them; nobody who reads them waits. */
export async function lockClassIntervals(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT FROM class_intervals ORDER BY id FOR NO KEY UPDATE`;
}
