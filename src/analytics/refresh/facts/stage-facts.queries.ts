import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { STAGE_TABLE } from '../../sums/sum-tables.js';
import { noteMoved } from './move-sums.queries.js';

/**
 * The stays of the touched deals as they are now. `advanced` and `dropped` look at what came after in the order of the
 * moves; `previous_day` at what came before in the order of time, so that days never decrease.
 */
export async function replaceStageFacts(tx: Tx): Promise<void> {
  await tx.$executeRaw`DELETE FROM kpi_stage_fact f USING kpi_touched_deal t WHERE f.opportunity_id = t.opportunity_id`;
  await tx.$executeRaw`
    INSERT INTO kpi_stage_fact (opportunity_id, sequence, day, owner_id, pipeline_id, stage_id, previous_day,
      advanced, dropped, amount, stay_seconds, waiting_since, deal_owner_id)
    SELECT opportunity_id, sequence, day, owner_id, pipeline_id, stage_id,
      coalesce(lag(day) OVER (PARTITION BY opportunity_id, stage_id ORDER BY entered_at, sequence), '0001-01-01'),
      advanced, kind = 'OPEN' AND NOT advanced AND status = 'LOST', amount, stay_seconds,
      CASE WHEN kind = 'OPEN' AND left_at IS NULL THEN entered_at END, deal_owner_id
    FROM (
      SELECT *, kind = 'OPEN' AND (coalesce(won_later, false) OR coalesce(furthest_later > position, false)) AS advanced
      FROM (
        SELECT e.opportunity_id, e.sequence, e.entered_at, e.left_at, o.owner_id AS deal_owner_id, (e.entered_at AT TIME ZONE 'Europe/Rome')::date AS day, e.owner_id,
          s.pipeline_id, e.stage_id, s.kind, s.position, o.status, e.amount,
          CASE WHEN e.left_at IS NOT NULL THEN greatest(extract(epoch FROM e.left_at - e.entered_at), 0)::bigint END AS stay_seconds,
          bool_or(s.kind = 'WON') OVER later AS won_later,
          max(CASE WHEN s.kind = 'OPEN' THEN s.position END) OVER later_in_pipeline AS furthest_later
        FROM kpi_touched_deal t
        JOIN opportunities o ON o.id = t.opportunity_id AND o.deleted_at IS NULL
        JOIN opportunity_stage_entries e ON e.opportunity_id = o.id
        JOIN pipeline_stages s ON s.id = e.stage_id
        WINDOW
          later AS (PARTITION BY e.opportunity_id ORDER BY e.sequence ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING),
          later_in_pipeline AS (
            PARTITION BY e.opportunity_id, s.pipeline_id ORDER BY e.sequence ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
      ) stays
    ) stays_and_fates`;
}

/** What the stays of the touched deals contribute at this moment, added or taken off. */
export async function noteStays(tx: Tx, sign: 1 | -1): Promise<void> {
  await noteMoved(
    tx,
    STAGE_TABLE,
    sign,
    Prisma.sql`
      SELECT day, owner_id, pipeline_id, stage_id, previous_day, count(*) AS entered,
        count(*) FILTER (WHERE advanced) AS advanced, count(*) FILTER (WHERE dropped) AS dropped, sum(amount) AS amount,
        count(stay_seconds) AS left_count, coalesce(sum(stay_seconds), 0) AS left_seconds
      FROM kpi_stage_fact JOIN kpi_touched_deal USING (opportunity_id)
      GROUP BY day, owner_id, pipeline_id, stage_id, previous_day`,
  );
}
