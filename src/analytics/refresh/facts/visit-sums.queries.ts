import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { STAY_TABLE, VISIT_TABLE } from '../../sums/sum-tables.js';
import { noteMoved } from './move-sums.queries.js';

/** What the touched visits contribute at this moment, added or taken off; days worked are left to {@link noteWorkedDays}. */
export async function noteVisits(tx: Tx, sign: 1 | -1): Promise<void> {
  await noteMoved(
    tx,
    VISIT_TABLE,
    sign,
    Prisma.sql`
      SELECT e.day, f.owner_id, count(e.status) AS planned, count(*) FILTER (WHERE e.status = 'CONFIRMED') AS confirmed,
        count(*) FILTER (WHERE e.status = 'COMPLETED') AS completed, count(*) FILTER (WHERE e.status = 'CANCELLED') AS cancelled,
        count(*) FILTER (WHERE e.status = 'NO_SHOW') AS no_show, count(*) FILTER (WHERE e.status = 'SKIPPED') AS skipped,
        count(*) FILTER (WHERE e.with_order) AS with_order, coalesce(sum(e.order_amount), 0) AS order_amount, 0 AS worked,
        count(e.store_seconds) AS timed, coalesce(sum(e.store_seconds), 0) AS store_seconds,
        count(e.route_meters) AS routed, coalesce(sum(e.route_meters), 0) AS route_meters,
        count(*) FILTER (WHERE NOT e.client_cancelled) AS due, count(*) FILTER (WHERE e.kept_plan) AS kept,
        count(*) FILTER (WHERE e.client_cancelled) AS client_cancelled
      FROM kpi_touched_visit t JOIN kpi_visit_fact f USING (visit_id)
      CROSS JOIN LATERAL (VALUES
        (f.day, f.status, f.with_order, f.order_amount, f.store_seconds, f.route_meters, NULL, NULL),
        (f.plan_day, NULL, NULL, NULL, NULL, NULL, f.kept_plan, f.client_cancelled)
      ) e (day, status, with_order, order_amount, store_seconds, route_meters, kept_plan, client_cancelled)
      GROUP BY e.day, f.owner_id`,
  );
  await noteMoved(
    tx,
    STAY_TABLE,
    sign,
    Prisma.sql`
      SELECT day, owner_id, store_seconds / 60 AS minutes, count(*) AS visits
      FROM kpi_touched_visit JOIN kpi_visit_fact USING (visit_id)
      WHERE store_seconds IS NOT NULL GROUP BY 1, 2, 3`,
  );
}

/** An agent has worked on a day when a visit of it was completed: no sum over the visits, but one over days. */
export async function noteWorkedDays(tx: Tx): Promise<void> {
  await noteMoved(
    tx,
    VISIT_TABLE,
    1,
    Prisma.sql`
      SELECT m.day, m.owner_id, (coalesce(d.completed, 0) + m.completed > 0)::int - (coalesce(d.completed, 0) > 0)::int AS worked,
        0 AS planned, 0 AS confirmed, 0 AS completed, 0 AS cancelled, 0 AS no_show, 0 AS skipped, 0 AS with_order,
        0 AS order_amount, 0 AS timed, 0 AS store_seconds, 0 AS routed, 0 AS route_meters, 0 AS due, 0 AS kept,
        0 AS client_cancelled
      FROM (SELECT day, owner_id, sum(completed) AS completed FROM kpi_moved_visit GROUP BY 1, 2) m
      LEFT JOIN kpi_visit_day d USING (day, owner_id)
      WHERE m.completed <> 0`,
  );
}
