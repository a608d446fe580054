import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { EVERYBODY } from '../../sums/sum-table.js';
import { mergeSums } from './merge-sums.queries.js';

const { sql, join } = Prisma;
const LOST = {
  target: sql`kpi_lost`,
  key: [sql`grain`, sql`owner_id`, sql`day`, sql`pipeline_id`, sql`stage_id`, sql`reason`],
  sums: [sql`count`, sql`amount`],
};

const DAYS = [sql`owner_id`, sql`day`, sql`pipeline_id`, sql`stage_id`, sql`reason`];

/** @param deals what of their facts goes and comes */
export async function moveLost(tx: Tx, deals: Prisma.Sql, everything: boolean): Promise<void> {
  const days = sql`
    SELECT closed_owner_id AS owner_id, closed_day AS day, pipeline_id, coalesce(lost_stage_id, '00000000-0000-0000-0000-000000000000') AS stage_id,
      lost_reason AS reason, sum(sign) AS count, sum(sign * amount) AS amount
    FROM ${deals} d WHERE status = 'LOST'
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(sign) <> 0 OR sum(sign * amount) <> 0`;
  if (everything) await mergeSums(tx, LOST, inGrains(sql`(${days})`), true);
  else await tx.$executeRaw`INSERT INTO kpi_lost_fresh (${join([...DAYS, ...LOST.sums])}) ${days}`;
}

export async function foldLost(tx: Tx): Promise<number> {
  await mergeSums(tx, LOST, inGrains(sql`kpi_lost_fresh`), false);
  return tx.$executeRaw`DELETE FROM kpi_lost_fresh`;
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
