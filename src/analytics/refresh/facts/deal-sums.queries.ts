import { Prisma } from '../../../platform/prisma/generated/client.js';

/** @param changes the facts of deals that go and come */
export function dealDays(changes: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
      SELECT day, owner_id, pipeline_id,
        coalesce(sum(sign) FILTER (WHERE event = 'CREATED'), 0) AS created_count,
        coalesce(sum(sign * amount) FILTER (WHERE event = 'CREATED'), 0) AS created_amount,
        coalesce(sum(sign) FILTER (WHERE event = 'WON'), 0) AS won_count,
        coalesce(sum(sign * amount) FILTER (WHERE event = 'WON'), 0) AS won_amount,
        coalesce(sum(sign) FILTER (WHERE event = 'LOST'), 0) AS lost_count,
        coalesce(sum(sign * amount) FILTER (WHERE event = 'LOST'), 0) AS lost_amount,
        coalesce(sum(sign * cycle_seconds) FILTER (WHERE event = 'WON'), 0) AS won_cycle_seconds,
        coalesce(sum(sign) FILTER (WHERE event = 'CREATED' AND status = 'WON'), 0) AS created_won_count,
        coalesce(sum(sign) FILTER (WHERE event = 'CREATED' AND status = 'OPEN'), 0) AS created_open_count
      FROM (
        SELECT sign, created_day AS day, created_owner_id AS owner_id, pipeline_id, 'CREATED' AS event, status, amount,
          NULL::bigint AS cycle_seconds
        FROM ${changes} created
        UNION ALL
        SELECT sign, closed_day, closed_owner_id, pipeline_id, status::text, status, amount, cycle_seconds
        FROM ${changes} closed WHERE closed_day IS NOT NULL
      ) events
      GROUP BY day, owner_id, pipeline_id`;
}

/** The same of the open pipeline. */
export function openDays(changes: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
      SELECT open_owner_id AS owner_id, expected_day, pipeline_id, sum(sign) AS open_count,
        sum(sign * amount) AS open_amount, sum(sign * weighted) AS weighted
      FROM ${changes} deals WHERE open_owner_id IS NOT NULL
      GROUP BY open_owner_id, expected_day, pipeline_id`;
}
