import type { Tx } from '../../platform/prisma/prisma.service.js';

/**
 * Takes from the journal which rows changed in the transactions [since, upTo). A change to many at once is recorded on
 * what they have in common: their client, their stage, their import.
 */
export async function readJournalNews(tx: Tx, since: bigint, upTo: bigint): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMP TABLE kpi_news ON COMMIT DROP AS
    SELECT DISTINCT entity, entity_id FROM journal
    WHERE transaction >= ${String(since)}::xid8 AND transaction < ${String(upTo)}::xid8
      AND (entity IN ('opportunity', 'visit', 'stage', 'pipeline', 'import')
           OR action IN ('client.deleted', 'client.restored', 'client.merged', 'client.assigned'))`;
  await tx.$executeRaw`ANALYZE kpi_news`;
}
