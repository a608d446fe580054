import type { FeedPosition } from '../../platform/journal/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Whether anything that a board shows was changed between two places in the journal. */
export async function hasBoardNews(tx: Tx, after: FeedPosition, settled: bigint): Promise<boolean> {
  const [row] = await tx.$queryRaw<[{ news: boolean }]>`
    SELECT EXISTS (
      SELECT FROM journal j
      WHERE (j.transaction, j.id) > (${String(after.transaction)}::xid8, ${after.id}::bigint)
        AND j.transaction < ${String(settled)}::xid8
        AND (j.entity IN ('opportunity', 'stage', 'pipeline') OR j.action IN ('client.merged', 'client.merge-undone', 'privacy.erased'))
    ) AS news`;
  return row.news;
}
