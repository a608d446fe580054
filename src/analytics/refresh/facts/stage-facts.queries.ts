import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { FactTable } from './fact-table.js';

const { sql } = Prisma;

export const STAGE_FACTS: FactTable = {
  facts: sql`kpi_stage_fact`,
  touched: sql`kpi_touched_deal`,
  changed: sql`kpi_changed_stay`,
  row: sql`opportunity_id`,
  part: sql`sequence`,
  columns: [
    sql`day`,
    sql`owner_id`,
    sql`pipeline_id`,
    sql`stage_id`,
    sql`previous_day`,
    sql`advanced`,
    sql`dropped`,
    sql`amount`,
    sql`stay_seconds`,
    sql`waiting_since`,
    sql`deal_owner_id`,
  ],
  present: () => PRESENT_STAYS,
};

/**
 * The stays of the touched deals as they are now. `advanced` and `dropped` look at what came after in the order of the
 * moves; `previous_day` at what came before in the order of time, so that days never decrease.
 */
const PRESENT_STAYS = sql`
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
