import type { PrismaService, Tx } from '../../platform/prisma/prisma.service.js';

/** The number goes up whenever the KPI tables are to hold something else: the next refresh rebuilds them. */
export const WATERMARK = 'kpi:10';

/** The marks of this version: its watermark, and what stands beside it. */
export const OF_THIS_VERSION = { OR: [{ name: WATERMARK }, { name: { startsWith: `${WATERMARK} ` } }] };

/** Whether this version has refreshed last: one that takes over takes the marks of the others away. */
export async function areOfThisVersion(tx: Tx): Promise<boolean> {
  const mark = await tx.kpiWatermark.findUnique({ where: { name: WATERMARK } });
  return mark !== null && (await tx.kpiWatermark.count({ where: { NOT: OF_THIS_VERSION } })) === 0;
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
