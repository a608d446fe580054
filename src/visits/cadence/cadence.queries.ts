import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
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

/** Holds the intervals still for one who changes them; nobody who reads them waits. */
export async function lockClassIntervals(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT FROM class_intervals ORDER BY id FOR NO KEY UPDATE`;
}
