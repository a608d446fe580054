import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { FactTable } from './fact-table.js';

const { sql } = Prisma;

export const DEAL_FACTS: FactTable = {
  facts: sql`kpi_deal_fact`,
  touched: sql`kpi_touched_deal`,
  changed: sql`kpi_changed_deal`,
  row: sql`opportunity_id`,
  columns: [
    sql`pipeline_id`,
    sql`status`,
    sql`amount`,
    sql`created_day`,
    sql`created_owner_id`,
    sql`closed_day`,
    sql`closed_owner_id`,
    sql`cycle_seconds`,
    sql`open_owner_id`,
    sql`expected_day`,
    sql`weighted`,
    sql`owner_id`,
    sql`lost_reason`,
    sql`lost_stage_id`,
  ],
  present: () => PRESENT_DEALS,
};

/**
 * The facts of the touched deals as they are now. The first stay tells who created a deal and the last who closed it;
 * a reopened deal has no closing until it is closed again, and a deleted one no facts.
 */
const PRESENT_DEALS = sql`
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
