import { Prisma } from '../../../platform/prisma/generated/client.js';
import { EVERYBODY } from '../../sums/sum-table.js';
import type { KeptSums } from './kept-sums.js';
import { keptInGrains } from './kept-in-grains.queries.js';

const { sql } = Prisma;

/** @param changesOf what of the facts of deals goes and comes */
export function keptLost(changesOf: (everything: boolean) => Prisma.Sql): KeptSums {
  return keptInGrains({
    target: sql`kpi_lost`,
    fresh: sql`kpi_lost_fresh`,
    key: [sql`grain`, sql`owner_id`, sql`day`, sql`pipeline_id`, sql`stage_id`, sql`reason`],
    sums: [sql`count`, sql`amount`],
    days: [sql`owner_id`, sql`day`, sql`pipeline_id`, sql`stage_id`, sql`reason`],
    rowsOf: (everything) => byDay(changesOf(everything)),
    carry: inGrains,
  });
}

function byDay(deals: Prisma.Sql): Prisma.Sql {
  return sql`
    SELECT closed_owner_id AS owner_id, closed_day AS day, pipeline_id, coalesce(lost_stage_id, '00000000-0000-0000-0000-000000000000') AS stage_id,
      lost_reason AS reason, sum(sign) AS count, sum(sign * amount) AS amount
    FROM ${deals} d WHERE status = 'LOST'
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(sign) <> 0 OR sum(sign * amount) <> 0`;
}

function inGrains(days: Prisma.Sql): Prisma.Sql {
  return sql`
    SELECT g.grain, g.owner_id, g.day, d.pipeline_id, d.stage_id, d.reason, d.count, d.amount
    FROM ${days} d
    CROSS JOIN LATERAL (SELECT date_trunc('month', d.day::timestamp)::date AS day) month
    CROSS JOIN LATERAL (VALUES
      ('DAY', ${EVERYBODY}::uuid, d.day), ('MONTH', ${EVERYBODY}::uuid, month.day), ('MONTH', d.owner_id, month.day)
    ) g (grain, owner_id, day)`;
}
