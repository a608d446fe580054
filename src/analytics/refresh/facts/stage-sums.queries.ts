import { Prisma } from '../../../platform/prisma/generated/client.js';

/** @param changes the facts of stays that go and come */
export function stageDays(changes: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
      SELECT day, owner_id, pipeline_id, stage_id, previous_day, sum(sign) AS entered,
        coalesce(sum(sign) FILTER (WHERE advanced), 0) AS advanced, coalesce(sum(sign) FILTER (WHERE dropped), 0) AS dropped,
        sum(sign * amount) AS amount, coalesce(sum(sign) FILTER (WHERE stay_seconds IS NOT NULL), 0) AS left_count,
        coalesce(sum(sign * stay_seconds), 0) AS left_seconds
      FROM ${changes} stays
      GROUP BY day, owner_id, pipeline_id, stage_id, previous_day`;
}
