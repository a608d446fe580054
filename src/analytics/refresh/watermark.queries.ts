import type { PrismaService, Tx } from '../../platform/prisma/prisma.service.js';

/** The name of the one watermark that there is so far. */
export const WATERMARK = 'kpi';

export interface JournalHorizon {
  /** Every transaction before this one has ended: what it wrote can be seen, and nothing more will come from it. */
  settled: bigint;
  /** The next transaction that this database will begin. */
  next: bigint;
}

export async function readHorizon(tx: Tx): Promise<JournalHorizon> {
  const [row] = await tx.$queryRaw<JournalHorizon[]>`
    SELECT pg_snapshot_xmin(s)::text::bigint AS settled, pg_snapshot_xmax(s)::text::bigint AS next
    FROM (SELECT pg_current_snapshot() AS s) snapshot`;
  if (!row) throw new Error('PostgreSQL has no snapshot.');
  return row;
}

/** Changes that the figures don't know yet; stops counting at `most`. */
export async function countJournalBehind(
  prisma: PrismaService,
  since: bigint,
  most: number,
): Promise<number> {
  const [row] = await prisma.$queryRaw<{ behind: number }[]>`
    SELECT count(*)::int AS behind FROM (SELECT 1 FROM journal WHERE transaction >= ${String(since)}::xid8 LIMIT ${most}) waiting`;
  return row?.behind ?? 0;
}
