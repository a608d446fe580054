import { Prisma } from '../../platform/prisma/generated/client.js';
import type { PrismaService, Tx } from '../../platform/prisma/prisma.service.js';

/** How long a deal has been silent. */
export interface Freshness {
  lastActivityAt: Date;
  /** Since when it rots; null: it doesn't. */
  rottenSince: Date | null;
}

const isBooked = (now: Date): Prisma.Sql =>
  Prisma.sql`v.deleted_at IS NULL AND v.status IN ('PLANNED', 'CONFIRMED') AND v.scheduled_at > ${now}`;

/** Nothing is booked for later: neither a visit of the deal, nor one of its client that names no deal. */
const nothingBooked = (deal: Prisma.Sql, now: Date): Prisma.Sql => Prisma.sql`
  NOT EXISTS (SELECT FROM visits v WHERE v.opportunity_id = ${deal}.id AND ${isBooked(now)})
  AND NOT EXISTS (SELECT FROM visits v WHERE v.client_id = ${deal}.client_id AND v.opportunity_id IS NULL AND ${isBooked(now)})`;

/** How long a stage waits for a sign of life; all stages are read once for a query, and not for each of its rows. */
const patienceOf = (deal: Prisma.Sql): Prisma.Sql => Prisma.sql`
  make_interval(hours => 24 * ((SELECT jsonb_object_agg(s.id, s.rotten_after_days) FROM pipeline_stages s
    WHERE s.rotten_after_days IS NOT NULL) ->> ${deal}.stage_id::text)::int)`;

/**
 * Since when an open deal rots. Visits are looked for only where the stage has lost its patience.
 * @param deal the name of a row of `opportunities`
 */
export function rottenSince(deal: Prisma.Sql, now: Date): Prisma.Sql {
  return Prisma.sql`(
    SELECT CASE WHEN ${deal}.status = 'OPEN' AND ${deal}.last_activity_at + stage.patience < ${now}::timestamptz
      THEN CASE WHEN ${nothingBooked(deal, now)} THEN ${deal}.last_activity_at + stage.patience END END
    FROM (SELECT ${patienceOf(deal)} AS patience OFFSET 0) stage)`;
}

/** The condition of the deals that rot. */
export function isRotting(deal: Prisma.Sql, now: Date): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM pipeline_stages s
    WHERE s.id = ${deal}.stage_id AND ${deal}.status = 'OPEN'
      AND ${deal}.last_activity_at < ${now}::timestamptz - make_interval(hours => 24 * s.rotten_after_days)
      AND ${nothingBooked(deal, now)})`;
}

/** Read after a write, for the database keeps the signs of life itself. */
export async function freshnessOf(tx: PrismaService | Tx, id: string, now: Date): Promise<Freshness> {
  const [row] = await tx.$queryRaw<[Freshness]>`
    SELECT o.last_activity_at AS "lastActivityAt", ${rottenSince(Prisma.sql`o`, now)} AS "rottenSince"
    FROM opportunities o WHERE o.id = ${id}::uuid`;
  return row;
}
