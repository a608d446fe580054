import type { Stage } from './stage.ts';

/** A pipeline with one stage, straight into the database. */
export async function openPipeline(stage: Stage): Promise<void> {
  await stage.rows(`
    WITH made AS (INSERT INTO sales_pipelines (name) VALUES ('Drill') RETURNING id)
    INSERT INTO pipeline_stages (pipeline_id, name, position, probability) SELECT id, 'Nuova', 1, 10 FROM made`);
}

/** A deal of Aldo's for each of these moments, with its first stay and its journal row, as an import writes them. */
export async function addDeals(stage: Stage, moments: readonly Date[]): Promise<void> {
  await stage.rows(
    `WITH made AS (
       INSERT INTO opportunities (title, pipeline_id, stage_id, amount, probability, owner_id, created_at)
       SELECT 'Trattativa', s.pipeline_id, s.id, 10, 10, $1::uuid, at
       FROM unnest($2::timestamptz[]) at, pipeline_stages s JOIN sales_pipelines p ON p.id = s.pipeline_id WHERE p.name = 'Drill'
       RETURNING *
     ), begun AS (
       INSERT INTO opportunity_stage_entries (opportunity_id, sequence, stage_id, entered_at, owner_id, amount, probability)
       SELECT id, 1, stage_id, created_at, owner_id, amount, probability FROM made)
     INSERT INTO journal (action, entity, entity_id, owner_id)
     SELECT 'opportunity.imported', 'opportunity', id, owner_id FROM made`,
    stage.people.aldo.id,
    moments,
  );
}

/** Days, owners and pipelines for which the figures say another number of new deals than a count of the deals. */
export function daysThatDiffer(stage: Stage): Promise<number> {
  return stage.count(`
    WITH counted AS (
      SELECT (o.created_at AT TIME ZONE 'Europe/Rome')::date AS day, e.owner_id, o.pipeline_id, count(*)::int AS deals
      FROM opportunities o JOIN opportunity_stage_entries e ON e.opportunity_id = o.id AND e.sequence = 1
      WHERE o.deleted_at IS NULL GROUP BY 1, 2, 3),
    tabled AS (
      SELECT day, owner_id, pipeline_id, sum(created_count)::int FROM (
        SELECT day, owner_id, pipeline_id, created_count FROM kpi_opportunity_day
        UNION ALL
        SELECT day, owner_id, pipeline_id, created_count FROM kpi_opportunity_fresh) both
      GROUP BY 1, 2, 3 HAVING sum(created_count) <> 0)
    SELECT count(*) FROM (
      (TABLE counted EXCEPT TABLE tabled) UNION ALL (TABLE tabled EXCEPT TABLE counted)) differing`);
}
