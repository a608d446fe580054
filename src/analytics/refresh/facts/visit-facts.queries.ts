import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { FactTable } from './fact-table.js';

const { sql } = Prisma;

export const VISIT_FACTS: FactTable = {
  facts: sql`kpi_visit_fact`,
  touched: sql`kpi_touched_visit`,
  changed: sql`kpi_changed_visit`,
  row: sql`visit_id`,
  columns: [
    sql`day`,
    sql`owner_id`,
    sql`status`,
    sql`plan_day`,
    sql`kept_plan`,
    sql`client_cancelled`,
    sql`with_order`,
    sql`order_amount`,
    sql`store_seconds`,
    sql`route_meters`,
  ],
  present: () => PRESENT_VISITS,
};

/**
 * The facts of the touched visits as they are now. Of the committed routes of its day and agent the last one that leads
 * to a visit says how far the way to it was, and the last of all how far it was home from its last stop.
 */
const PRESENT_VISITS = sql`
  SELECT v.id, d.day, v.agent_id, v.status, v.planned_on, v.kept_plan,
    v.status = 'CANCELLED' AND v.cancelled_by IS NOT DISTINCT FROM 'CLIENT',
    d.completed AND v.outcome IS NOT DISTINCT FROM 'ORDER',
    CASE WHEN d.completed THEN coalesce(v.order_amount, 0) ELSE 0 END,
    CASE WHEN d.completed AND v.checked_out_at - v.checked_in_at IS NOT NULL THEN
      greatest(extract(epoch FROM v.checked_out_at - v.checked_in_at), 0)::bigint END,
    way.meters
  FROM kpi_touched_visit t
  JOIN visits v ON v.id = t.visit_id AND v.deleted_at IS NULL
  CROSS JOIN LATERAL (
    SELECT (v.scheduled_at AT TIME ZONE 'Europe/Rome')::date AS day, v.status = 'COMPLETED' AS completed) d
  LEFT JOIN LATERAL (
    SELECT s.travel_meters + CASE
        WHEN EXISTS (SELECT FROM route_stops o WHERE o.route_id = r.id AND o.sequence > s.sequence) THEN 0
        WHEN EXISTS (
          SELECT FROM routes o WHERE o.agent_id = r.agent_id AND o.date = r.date AND o.committed
            AND (o.created_at, o.id) > (r.created_at, r.id)) THEN 0
        ELSE coalesce((r.totals ->> 'returnMeters')::int, 0) END AS meters
    FROM route_stops s JOIN routes r ON r.id = s.route_id AND r.committed AND r.agent_id = v.agent_id AND r.date = d.day
    WHERE s.visit_id = v.id AND d.completed
    ORDER BY r.created_at DESC, r.id DESC LIMIT 1) way ON TRUE`;
