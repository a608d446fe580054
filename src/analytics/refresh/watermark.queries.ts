import type { PrismaService } from '../../platform/prisma/prisma.service.js';

/** The number goes up whenever the KPI tables are to hold something else: the next refresh rebuilds them. */
export const WATERMARK = 'kpi:10';

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
