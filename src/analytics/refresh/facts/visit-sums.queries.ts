import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { STAY_TABLE, VISIT_TABLE } from '../../sums/sum-tables.js';
import { noteMoved } from './move-sums.queries.js';

const { sql } = Prisma;
const count = (condition: Prisma.Sql): Prisma.Sql => sql`coalesce(sum(sign) FILTER (WHERE ${condition}), 0)`;

/** @param changes the facts of visits that go and come; days worked are left to {@link noteWorkedDays} */
export async function noteVisits(tx: Tx, changes: Prisma.Sql): Promise<void> {
  await noteMoved(
    tx,
    VISIT_TABLE,
    sql`
      SELECT e.day, f.owner_id, ${count(sql`e.status IS NOT NULL`)} AS planned, ${count(sql`e.status = 'CONFIRMED'`)} AS confirmed,
        ${count(sql`e.status = 'COMPLETED'`)} AS completed, ${count(sql`e.status = 'CANCELLED'`)} AS cancelled,
        ${count(sql`e.status = 'NO_SHOW'`)} AS no_show, ${count(sql`e.status = 'SKIPPED'`)} AS skipped,
        ${count(sql`e.with_order`)} AS with_order, coalesce(sum(sign * e.order_amount), 0) AS order_amount, 0 AS worked,
        ${count(sql`e.store_seconds IS NOT NULL`)} AS timed, coalesce(sum(sign * e.store_seconds), 0) AS store_seconds,
        ${count(sql`e.route_meters IS NOT NULL`)} AS routed, coalesce(sum(sign * e.route_meters), 0) AS route_meters,
        ${count(sql`NOT e.client_cancelled`)} AS due, ${count(sql`e.kept_plan`)} AS kept, ${count(sql`e.client_cancelled`)} AS client_cancelled
      FROM ${changes} f
      CROSS JOIN LATERAL (VALUES
        (f.day, f.status, f.with_order, f.order_amount, f.store_seconds, f.route_meters, NULL, NULL),
        (f.plan_day, NULL, NULL, NULL, NULL, NULL, f.kept_plan, f.client_cancelled)
      ) e (day, status, with_order, order_amount, store_seconds, route_meters, kept_plan, client_cancelled)
      GROUP BY e.day, f.owner_id`,
  );
  await noteMoved(
    tx,
    STAY_TABLE,
    sql`
      SELECT day, owner_id, store_seconds / 60 AS minutes, sum(sign) AS visits
      FROM ${changes} f
      WHERE store_seconds IS NOT NULL GROUP BY 1, 2, 3`,
  );
}

/** An agent has worked on a day when a visit of it was completed: no sum over the visits, but one over days. */
export async function noteWorkedDays(tx: Tx): Promise<void> {
  await noteMoved(
    tx,
    VISIT_TABLE,
    sql`
      SELECT m.day, m.owner_id, (coalesce(d.completed, 0) + m.completed > 0)::int - (coalesce(d.completed, 0) > 0)::int AS worked,
        0 AS planned, 0 AS confirmed, 0 AS completed, 0 AS cancelled, 0 AS no_show, 0 AS skipped, 0 AS with_order,
        0 AS order_amount, 0 AS timed, 0 AS store_seconds, 0 AS routed, 0 AS route_meters, 0 AS due, 0 AS kept,
        0 AS client_cancelled
      FROM (SELECT day, owner_id, sum(completed) AS completed FROM kpi_moved_visit GROUP BY 1, 2) m
      LEFT JOIN kpi_visit_day d USING (day, owner_id)
      WHERE m.completed <> 0`,
  );
}
