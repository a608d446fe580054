import type { Tx } from '../../platform/prisma/prisma.service.js';

/** What one refresh has in hand: the rows that were touched, and the keys whose sums are stale. Gone with the transaction. */
export async function createWorkTables(tx: Tx): Promise<void> {
  await tx.$executeRaw`CREATE TEMP TABLE kpi_touched_deal (opportunity_id uuid PRIMARY KEY) ON COMMIT DROP`;
  await tx.$executeRaw`CREATE TEMP TABLE kpi_touched_visit (visit_id uuid PRIMARY KEY) ON COMMIT DROP`;
  await tx.$executeRaw`
    CREATE TEMP TABLE kpi_stale_deal_day (day date, owner_id uuid, PRIMARY KEY (day, owner_id)) ON COMMIT DROP`;
  await tx.$executeRaw`
    CREATE TEMP TABLE kpi_stale_stage_day (day date, owner_id uuid, PRIMARY KEY (day, owner_id)) ON COMMIT DROP`;
  await tx.$executeRaw`
    CREATE TEMP TABLE kpi_stale_open (owner_id uuid, expected_day date, PRIMARY KEY (owner_id, expected_day)) ON COMMIT DROP`;
  await tx.$executeRaw`
    CREATE TEMP TABLE kpi_stale_visit_day (day date, owner_id uuid, PRIMARY KEY (day, owner_id)) ON COMMIT DROP`;
}

/** A full rebuild: nothing of the old figures stays, every row is touched. */
export async function touchEverything(tx: Tx): Promise<void> {
  await tx.$executeRaw`DELETE FROM kpi_deal_fact`;
  await tx.$executeRaw`DELETE FROM kpi_stage_fact`;
  await tx.$executeRaw`DELETE FROM kpi_visit_fact`;
  await tx.$executeRaw`DELETE FROM kpi_opportunity_day`;
  await tx.$executeRaw`DELETE FROM kpi_stage_day`;
  await tx.$executeRaw`DELETE FROM kpi_open_pipeline`;
  await tx.$executeRaw`DELETE FROM kpi_visit_day`;
  await tx.$executeRaw`INSERT INTO kpi_touched_deal SELECT id FROM opportunities WHERE deleted_at IS NULL`;
  await tx.$executeRaw`INSERT INTO kpi_touched_visit SELECT id FROM visits WHERE deleted_at IS NULL`;
}

/**
 * Takes from the journal which deals and visits changed in the transactions [since, upTo). A change to many at once
 * is recorded on what they have in common: their client, their stage, their import.
 */
export async function touchWhatTheJournalNames(tx: Tx, since: bigint, upTo: bigint): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMP TABLE kpi_news ON COMMIT DROP AS
    SELECT DISTINCT entity, entity_id FROM journal
    WHERE transaction >= ${String(since)}::xid8 AND transaction < ${String(upTo)}::xid8
      AND (entity IN ('opportunity', 'visit', 'stage', 'pipeline', 'import')
           OR action IN ('client.deleted', 'client.restored', 'client.merged', 'client.assigned'))`;
  await tx.$executeRaw`ANALYZE kpi_news`;
  await tx.$executeRaw`
    INSERT INTO kpi_touched_deal
    SELECT entity_id FROM kpi_news WHERE entity = 'opportunity'
    UNION
    SELECT o.id FROM kpi_news n JOIN opportunities o ON o.client_id = n.entity_id WHERE n.entity = 'client'
    UNION
    SELECT e.opportunity_id FROM kpi_news n JOIN opportunity_stage_entries e ON e.stage_id = n.entity_id WHERE n.entity = 'stage'
    UNION
    SELECT e.opportunity_id FROM kpi_news n JOIN pipeline_stages s ON s.pipeline_id = n.entity_id
      JOIN opportunity_stage_entries e ON e.stage_id = s.id WHERE n.entity = 'pipeline'
    UNION
    SELECT r.entity_id FROM kpi_news n JOIN import_rows r ON r.import_id = n.entity_id
      WHERE n.entity = 'import' AND r.entity_id IS NOT NULL`;
  await tx.$executeRaw`
    INSERT INTO kpi_touched_visit
    SELECT entity_id FROM kpi_news WHERE entity = 'visit'
    UNION
    SELECT v.id FROM kpi_news n JOIN visits v ON v.client_id = n.entity_id WHERE n.entity = 'client'`;
}

/** How much there is to do; the planner learns it too. */
export async function countTouched(tx: Tx): Promise<{ deals: number; visits: number }> {
  await tx.$executeRaw`ANALYZE kpi_touched_deal`;
  await tx.$executeRaw`ANALYZE kpi_touched_visit`;
  const [row] = await tx.$queryRaw<{ deals: number; visits: number }[]>`
    SELECT (SELECT count(*)::int FROM kpi_touched_deal) AS deals, (SELECT count(*)::int FROM kpi_touched_visit) AS visits`;
  return row ?? { deals: 0, visits: 0 };
}

/** After a rebuild the planner still believes the fact tables to be what they were, often empty. */
export async function learnFactSizes(tx: Tx): Promise<void> {
  await tx.$executeRaw`ANALYZE kpi_deal_fact, kpi_stage_fact, kpi_visit_fact`;
}
