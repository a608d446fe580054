import { Prisma } from '../../platform/prisma/generated/client.js';
import type { PrismaService, Tx } from '../../platform/prisma/prisma.service.js';

/** How long a deal has been silent. */
export interface Freshness {
  lastActivityAt: Date;
  /** Since when it rots; null: it doesn't. */
  rottenSince: Date | null;
}

/**
 * The stage that has waited too long for a sign of life of an open deal, with the hours that it waits. A visit that
 * is booked for later pauses it: one of the deal, or one of its client that names no deal.
 */
function impatientStage(deal: Prisma.Sql, now: Date): Prisma.Sql {
  const booked = Prisma.sql`v.deleted_at IS NULL AND v.status IN ('PLANNED', 'CONFIRMED') AND v.scheduled_at > ${now}`;
  return Prisma.sql`
    FROM pipeline_stages s
    WHERE s.id = ${deal}.stage_id AND ${deal}.status = 'OPEN'
      AND ${deal}.last_activity_at < ${now}::timestamptz - make_interval(hours => 24 * s.rotten_after_days)
      AND NOT EXISTS (SELECT FROM visits v WHERE v.opportunity_id = ${deal}.id AND ${booked})
      AND NOT EXISTS (SELECT FROM visits v WHERE v.client_id = ${deal}.client_id AND v.opportunity_id IS NULL AND ${booked})`;
}

/** @param deal the name of a row of `opportunities` */
export function rottenSince(deal: Prisma.Sql, now: Date): Prisma.Sql {
  return Prisma.sql`(SELECT ${deal}.last_activity_at + make_interval(hours => 24 * s.rotten_after_days) ${impatientStage(deal, now)})`;
}

/** The condition of the deals that rot. */
export function isRotting(deal: Prisma.Sql, now: Date): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT ${impatientStage(deal, now)})`;
}

/** Read after a write, for the database keeps the signs of life itself. */
export async function freshnessOf(tx: PrismaService | Tx, id: string, now: Date): Promise<Freshness> {
  const [row] = await tx.$queryRaw<[Freshness]>`
    SELECT o.last_activity_at AS "lastActivityAt", ${rottenSince(Prisma.sql`o`, now)} AS "rottenSince"
    FROM opportunities o WHERE o.id = ${id}::uuid`;
  return row;
}
