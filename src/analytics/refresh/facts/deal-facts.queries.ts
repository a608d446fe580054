import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { DEAL_TABLE, OPEN_TABLE } from '../../sums/sum-tables.js';
import { noteMoved } from './move-sums.queries.js';

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

/** What the touched deals contribute at this moment, added or taken off. */
export async function noteDeals(tx: Tx, sign: 1 | -1): Promise<void> {
  await noteMoved(
    tx,
    DEAL_TABLE,
    sign,
    Prisma.sql`
      SELECT day, owner_id, pipeline_id,
        count(*) FILTER (WHERE event = 'CREATED') AS created_count, coalesce(sum(amount) FILTER (WHERE event = 'CREATED'), 0) AS created_amount,
        count(*) FILTER (WHERE event = 'WON') AS won_count, coalesce(sum(amount) FILTER (WHERE event = 'WON'), 0) AS won_amount,
        count(*) FILTER (WHERE event = 'LOST') AS lost_count, coalesce(sum(amount) FILTER (WHERE event = 'LOST'), 0) AS lost_amount,
        coalesce(sum(cycle_seconds) FILTER (WHERE event = 'WON'), 0) AS won_cycle_seconds,
        count(*) FILTER (WHERE event = 'CREATED' AND status = 'WON') AS created_won_count,
        count(*) FILTER (WHERE event = 'CREATED' AND status = 'OPEN') AS created_open_count
      FROM (
        SELECT created_day AS day, created_owner_id AS owner_id, pipeline_id, 'CREATED' AS event, status, amount, NULL::bigint AS cycle_seconds
        FROM kpi_deal_fact JOIN kpi_touched_deal USING (opportunity_id)
        UNION ALL
        SELECT closed_day, closed_owner_id, pipeline_id, status::text, status, amount, cycle_seconds
        FROM kpi_deal_fact JOIN kpi_touched_deal USING (opportunity_id) WHERE closed_day IS NOT NULL
      ) events
      GROUP BY day, owner_id, pipeline_id`,
  );
  await noteMoved(
    tx,
    OPEN_TABLE,
    sign,
    Prisma.sql`
      SELECT open_owner_id AS owner_id, expected_day, pipeline_id, count(*) AS open_count, sum(amount) AS open_amount, sum(weighted) AS weighted
      FROM kpi_deal_fact JOIN kpi_touched_deal USING (opportunity_id) WHERE open_owner_id IS NOT NULL
      GROUP BY open_owner_id, expected_day, pipeline_id`,
  );
}
