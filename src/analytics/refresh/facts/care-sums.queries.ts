import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { EVERYBODY } from '../../sums/sum-table.js';
import { mergeSums } from './merge-sums.queries.js';

const { sql } = Prisma;
const CARE = {
  target: sql`kpi_care_sum`,
  key: [sql`grain`, sql`owner_id`, sql`day`, sql`visit_day`],
  sums: [sql`assigned`, sql`good`],
};

export async function createCareChanges(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMP TABLE IF NOT EXISTS kpi_care_change (day date, owner_id uuid, visit_day date, assigned int, good int) ON COMMIT DROP`;
}

/** @param changes the pieces that go and come */
export async function noteCareChanges(tx: Tx, changes: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO kpi_care_change
    SELECT e.day, f.owner_id, f.visit_day, sum(sign * e.assigned), sum(sign * e.good)
    FROM ${changes} f
    CROSS JOIN LATERAL (SELECT f.good_to > f.from_day AS is_good) g
    CROSS JOIN LATERAL (VALUES
      (f.from_day, 1, is_good::int),
      (f.to_day, -1, 0),
      (CASE WHEN is_good THEN least(f.to_day, f.good_to) END, 0, -1)) e (day, assigned, good)
    WHERE e.day < '9999-12-31'
    GROUP BY 1, 2, 3`;
}

/** Only the sums of everybody are told apart by the day of the last visit: whose visits they are, the facts tell faster. */
export async function sumCareChanges(tx: Tx, everything: boolean): Promise<void> {
  const changes = Prisma.sql`
    SELECT g.grain, g.owner_id, g.day, g.visit_day, c.assigned, c.good
    FROM kpi_care_change c
    CROSS JOIN LATERAL (SELECT date_trunc('month', c.day::timestamp)::date AS day) month
    CROSS JOIN LATERAL (VALUES
      ('DAY'::"KpiGrain", c.owner_id, c.day, '0001-01-01'::date),
      ('MONTH', c.owner_id, month.day, '0001-01-01'),
      ('DAY', ${EVERYBODY}::uuid, c.day, c.visit_day),
      ('MONTH', ${EVERYBODY}::uuid, month.day, least(c.visit_day, month.day))) g (grain, owner_id, day, visit_day)`;
  await mergeSums(tx, CARE, changes, everything);
}
