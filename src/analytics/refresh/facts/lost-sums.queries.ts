import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { EVERYBODY } from '../../sums/sum-table.js';
import { mergeSums } from './merge-sums.queries.js';

const { sql } = Prisma;
const LOST = {
  target: sql`kpi_lost`,
  key: [sql`grain`, sql`owner_id`, sql`day`, sql`pipeline_id`, sql`stage_id`, sql`reason`],
  sums: [sql`count`, sql`amount`],
};

/** @param deals what of their facts goes and comes */
export async function sumLost(tx: Tx, deals: Prisma.Sql, everything: boolean): Promise<void> {
  const changes = sql`
    SELECT g.grain, g.owner_id, g.day, d.pipeline_id, coalesce(d.lost_stage_id, '00000000-0000-0000-0000-000000000000') AS stage_id,
      d.lost_reason AS reason, d.sign AS count, d.sign * d.amount AS amount
    FROM ${deals} d
    CROSS JOIN LATERAL (SELECT date_trunc('month', d.closed_day::timestamp)::date AS day) month
    CROSS JOIN LATERAL (VALUES
      ('DAY', ${EVERYBODY}::uuid, d.closed_day), ('MONTH', ${EVERYBODY}::uuid, month.day), ('MONTH', d.closed_owner_id, month.day)
    ) g (grain, owner_id, day)
    WHERE d.status = 'LOST'`;
  await mergeSums(tx, LOST, changes, everything);
}
