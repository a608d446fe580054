import type { Tx } from '../../../platform/prisma/prisma.service.js';

/** Adds the keys under which the touched visits count at this moment. */
export async function noteStaleVisitKeys(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO kpi_stale_visit_day
    SELECT day, owner_id FROM kpi_visit_fact JOIN kpi_touched_visit USING (visit_id)
    UNION
    SELECT plan_day, owner_id FROM kpi_visit_fact JOIN kpi_touched_visit USING (visit_id)
    ON CONFLICT DO NOTHING`;
}

/**
 * The facts of the touched visits as they are now. Of the committed routes of its day and agent the last one that leads
 * to a visit says how far the way to it was, and the last of all how far it was home from its last stop.
 */
export async function replaceVisitFacts(tx: Tx): Promise<void> {
  await tx.$executeRaw`DELETE FROM kpi_visit_fact f USING kpi_touched_visit t WHERE f.visit_id = t.visit_id`;
  await tx.$executeRaw`
    INSERT INTO kpi_visit_fact (visit_id, day, owner_id, status, plan_day, kept_plan, client_cancelled, with_order, order_amount,
      store_seconds, route_meters)
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
}

/** Under the stale days and agents. */
export async function sumVisitDays(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO kpi_visit_day (day, owner_id, planned, confirmed, completed, cancelled, no_show, skipped, with_order, order_amount,
      worked, timed, store_seconds, routed, route_meters, due, kept, client_cancelled)
    SELECT day, owner_id, count(status), count(*) FILTER (WHERE status = 'CONFIRMED'),
      count(*) FILTER (WHERE status = 'COMPLETED'), count(*) FILTER (WHERE status = 'CANCELLED'),
      count(*) FILTER (WHERE status = 'NO_SHOW'), count(*) FILTER (WHERE status = 'SKIPPED'),
      count(*) FILTER (WHERE with_order), coalesce(sum(order_amount), 0),
      (count(*) FILTER (WHERE status = 'COMPLETED') > 0)::int, count(store_seconds), coalesce(sum(store_seconds), 0),
      count(route_meters), coalesce(sum(route_meters), 0),
      count(*) FILTER (WHERE NOT client_cancelled), count(*) FILTER (WHERE kept_plan), count(*) FILTER (WHERE client_cancelled)
    FROM (
      SELECT s.day, s.owner_id, f.status, f.with_order, f.order_amount, f.store_seconds, f.route_meters,
        NULL::boolean AS kept_plan, NULL::boolean AS client_cancelled
      FROM kpi_stale_visit_day s JOIN kpi_visit_fact f ON f.day = s.day AND f.owner_id = s.owner_id
      UNION ALL
      SELECT s.day, s.owner_id, NULL, NULL, NULL, NULL, NULL, f.kept_plan, f.client_cancelled
      FROM kpi_stale_visit_day s JOIN kpi_visit_fact f ON f.plan_day = s.day AND f.owner_id = s.owner_id
    ) events
    GROUP BY day, owner_id`;
}

/** Under the stale days and agents. */
export async function sumVisitStays(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO kpi_visit_stay (day, owner_id, minutes, visits)
    SELECT f.day, f.owner_id, f.store_seconds / 60, count(*)
    FROM kpi_stale_visit_day s JOIN kpi_visit_fact f ON f.day = s.day AND f.owner_id = s.owner_id
    WHERE f.store_seconds IS NOT NULL
    GROUP BY 1, 2, 3`;
}
