import { Prisma } from '../../../platform/prisma/generated/client.js';
import { VISIT_TABLE } from '../../sums/sum-tables.js';

const { sql } = Prisma;
const count = (condition: Prisma.Sql): Prisma.Sql => sql`coalesce(sum(sign) FILTER (WHERE ${condition}), 0)`;

/** @param changes the facts of visits that go and come */
export function visitDays(changes: Prisma.Sql, everything: boolean): Prisma.Sql {
  return withWorkedDays(visitsOf(changes), everything);
}

/** How long they took. */
export function visitStays(changes: Prisma.Sql): Prisma.Sql {
  return sql`
    SELECT day, owner_id, store_seconds / 60 AS minutes, sum(sign) AS visits
    FROM ${changes} f
    WHERE store_seconds IS NOT NULL GROUP BY 1, 2, 3`;
}

function visitsOf(changes: Prisma.Sql): Prisma.Sql {
  return sql`
      SELECT e.day, f.owner_id, ${count(sql`e.status IS NOT NULL`)} AS planned, ${count(sql`e.status = 'CONFIRMED'`)} AS confirmed,
        ${count(sql`e.status = 'COMPLETED'`)} AS completed, ${count(sql`e.status = 'CANCELLED'`)} AS cancelled,
        ${count(sql`e.status = 'NO_SHOW'`)} AS no_show, ${count(sql`e.status = 'SKIPPED'`)} AS skipped,
        ${count(sql`e.with_order`)} AS with_order, coalesce(sum(sign * e.order_amount), 0) AS order_amount,
        ${count(sql`e.store_seconds IS NOT NULL`)} AS timed, coalesce(sum(sign * e.store_seconds), 0) AS store_seconds,
        ${count(sql`e.route_meters IS NOT NULL`)} AS routed, coalesce(sum(sign * e.route_meters), 0) AS route_meters,
        ${count(sql`NOT e.client_cancelled`)} AS due, ${count(sql`e.kept_plan`)} AS kept, ${count(sql`e.client_cancelled`)} AS client_cancelled
      FROM ${changes} f
      CROSS JOIN LATERAL (VALUES
        (f.day, f.status, f.with_order, f.order_amount, f.store_seconds, f.route_meters, NULL, NULL),
        (f.plan_day, NULL, NULL, NULL, NULL, NULL, f.kept_plan, f.client_cancelled)
      ) e (day, status, with_order, order_amount, store_seconds, route_meters, kept_plan, client_cancelled)
      GROUP BY e.day, f.owner_id`;
}

/**
 * An agent has worked on a day when a visit of it was completed: no sum over the visits, but one over days. Whether one was before, days
 * and what is fresh tell together.
 */
function withWorkedDays(visits: Prisma.Sql, everything: boolean): Prisma.Sql {
  if (everything) return sql`SELECT *, (completed > 0)::int AS worked FROM (${visits}) m`;
  const completed = (table: Prisma.Sql): Prisma.Sql =>
    sql`SELECT k.completed FROM ${table} k WHERE k.day = m.day AND k.owner_id = m.owner_id AND m.completed <> 0`;
  const { days, fresh } = VISIT_TABLE;
  return sql`
      SELECT m.*, (before.completed + m.completed > 0)::int - (before.completed > 0)::int AS worked
      FROM (${visits}) m
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(completed), 0) AS completed FROM (${completed(days)} UNION ALL ${completed(fresh)}) kept) before`;
}
