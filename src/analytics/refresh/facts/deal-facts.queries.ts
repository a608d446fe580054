import type { Tx } from '../../../platform/prisma/prisma.service.js';

/** Adds the keys under which the touched deals count at this moment: called before and after their facts are replaced. */
export async function noteStaleDealKeys(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO kpi_stale_deal_day
    SELECT created_day, created_owner_id FROM kpi_deal_fact JOIN kpi_touched_deal USING (opportunity_id)
    UNION
    SELECT closed_day, closed_owner_id FROM kpi_deal_fact JOIN kpi_touched_deal USING (opportunity_id) WHERE closed_day IS NOT NULL
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO kpi_stale_open
    SELECT DISTINCT open_owner_id, expected_day FROM kpi_deal_fact JOIN kpi_touched_deal USING (opportunity_id)
    WHERE open_owner_id IS NOT NULL
    ON CONFLICT DO NOTHING`;
}

/**
 * The facts of the touched deals as they are now. The first stay tells who created a deal and the last who closed it;
 * a reopened deal has no closing until it is closed again, and a deleted one no facts.
 */
export async function replaceDealFacts(tx: Tx): Promise<void> {
  await tx.$executeRaw`DELETE FROM kpi_deal_fact f USING kpi_touched_deal t WHERE f.opportunity_id = t.opportunity_id`;
  await tx.$executeRaw`
    INSERT INTO kpi_deal_fact (opportunity_id, pipeline_id, status, amount, created_day, created_owner_id,
      closed_day, closed_owner_id, cycle_seconds, open_owner_id, expected_day, weighted, owner_id, lost_reason, lost_stage_id)
    SELECT o.id, o.pipeline_id, o.status, o.amount,
      (o.created_at AT TIME ZONE 'Europe/Rome')::date,
      coalesce(first.owner_id, o.owner_id),
      CASE WHEN o.status <> 'OPEN' THEN (o.closed_at AT TIME ZONE 'Europe/Rome')::date END,
      CASE WHEN o.status <> 'OPEN' THEN coalesce(last.owner_id, o.owner_id) END,
      CASE WHEN o.status = 'WON' THEN extract(epoch FROM o.closed_at - o.created_at)::bigint END,
      CASE WHEN o.status = 'OPEN' THEN o.owner_id END,
      CASE WHEN o.status = 'OPEN' THEN coalesce(o.expected_close_date, '0001-01-01') END,
      CASE WHEN o.status = 'OPEN' THEN o.amount * o.probability / 100 END,
      o.owner_id,
      CASE WHEN o.status = 'LOST' THEN o.lost_reason END,
      CASE WHEN o.status = 'LOST' THEN last.from_stage_id END
    FROM kpi_touched_deal t
    JOIN opportunities o ON o.id = t.opportunity_id AND o.deleted_at IS NULL
    LEFT JOIN LATERAL (
      SELECT e.owner_id FROM opportunity_stage_entries e WHERE e.opportunity_id = o.id ORDER BY e.sequence LIMIT 1) first ON TRUE
    LEFT JOIN LATERAL (
      SELECT e.owner_id, e.from_stage_id FROM opportunity_stage_entries e WHERE e.opportunity_id = o.id ORDER BY e.sequence DESC LIMIT 1) last ON TRUE`;
}

/** Under the stale days and owners. */
export async function sumDealDays(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO kpi_opportunity_day (day, owner_id, pipeline_id, created_count, created_amount,
      won_count, won_amount, lost_count, lost_amount, won_cycle_seconds, created_won_count, created_open_count)
    SELECT day, owner_id, pipeline_id,
      count(*) FILTER (WHERE event = 'CREATED'), coalesce(sum(amount) FILTER (WHERE event = 'CREATED'), 0),
      count(*) FILTER (WHERE event = 'WON'), coalesce(sum(amount) FILTER (WHERE event = 'WON'), 0),
      count(*) FILTER (WHERE event = 'LOST'), coalesce(sum(amount) FILTER (WHERE event = 'LOST'), 0),
      coalesce(sum(cycle_seconds) FILTER (WHERE event = 'WON'), 0),
      count(*) FILTER (WHERE event = 'CREATED' AND status = 'WON'), count(*) FILTER (WHERE event = 'CREATED' AND status = 'OPEN')
    FROM (
      SELECT s.day, s.owner_id, f.pipeline_id, 'CREATED' AS event, f.status, f.amount, NULL::bigint AS cycle_seconds
      FROM kpi_stale_deal_day s JOIN kpi_deal_fact f ON f.created_day = s.day AND f.created_owner_id = s.owner_id
      UNION ALL
      SELECT s.day, s.owner_id, f.pipeline_id, f.status::text, f.status, f.amount, f.cycle_seconds
      FROM kpi_stale_deal_day s JOIN kpi_deal_fact f ON f.closed_day = s.day AND f.closed_owner_id = s.owner_id
    ) events
    GROUP BY day, owner_id, pipeline_id`;
}

/** Under the stale owners and expected days. */
export async function sumOpenPipeline(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO kpi_open_pipeline (owner_id, expected_day, pipeline_id, open_count, open_amount, weighted)
    SELECT s.owner_id, s.expected_day, f.pipeline_id, count(*), sum(f.amount), sum(f.weighted)
    FROM kpi_stale_open s JOIN kpi_deal_fact f ON f.open_owner_id = s.owner_id AND f.expected_day = s.expected_day
    GROUP BY s.owner_id, s.expected_day, f.pipeline_id`;
}
