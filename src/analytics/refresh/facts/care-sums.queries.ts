import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { EVERYBODY } from '../../sums/sum-table.js';

export async function createCareChanges(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMP TABLE kpi_care_change (day date, owner_id uuid, visit_day date, assigned int, good int) ON COMMIT DROP`;
}

/** What the pieces of the touched clients add to their days at this moment, added or taken off. */
export async function noteCareChanges(tx: Tx, sign: 1 | -1): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO kpi_care_change
    SELECT e.day, f.owner_id, f.visit_day, ${sign}::int * sum(e.assigned), ${sign}::int * sum(e.good)
    FROM kpi_touched_care t JOIN kpi_care_fact f USING (client_id)
    CROSS JOIN LATERAL (SELECT f.good_to > f.from_day AS is_good) g
    CROSS JOIN LATERAL (VALUES
      (f.from_day, 1, is_good::int),
      (f.to_day, -1, 0),
      (CASE WHEN is_good THEN least(f.to_day, f.good_to) END, 0, -1)) e (day, assigned, good)
    WHERE e.day < '9999-12-31'
    GROUP BY 1, 2, 3`;
}

/**
 * Only the sums of everybody are told apart by the day of the last visit: whose visits they are, the facts tell faster.
 * New rows lie in the order of their key, as they are read.
 */
export async function sumCareChanges(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    MERGE INTO kpi_care_sum s
    USING (
      SELECT g.grain, g.owner_id, g.day, g.visit_day, sum(c.assigned)::int AS assigned, sum(c.good)::int AS good
      FROM kpi_care_change c
      CROSS JOIN LATERAL (SELECT date_trunc('month', c.day::timestamp)::date AS day) month
      CROSS JOIN LATERAL (VALUES
        ('DAY'::"KpiGrain", c.owner_id, c.day, '0001-01-01'::date),
        ('MONTH', c.owner_id, month.day, '0001-01-01'),
        ('DAY', ${EVERYBODY}::uuid, c.day, c.visit_day),
        ('MONTH', ${EVERYBODY}::uuid, month.day, least(c.visit_day, month.day))) g (grain, owner_id, day, visit_day)
      GROUP BY 1, 2, 3, 4 HAVING sum(c.assigned) <> 0 OR sum(c.good) <> 0
      ORDER BY 1, 2, 3, 4
    ) n ON s.grain = n.grain AND s.owner_id = n.owner_id AND s.day = n.day AND s.visit_day = n.visit_day
    WHEN MATCHED AND s.assigned + n.assigned = 0 AND s.good + n.good = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET assigned = s.assigned + n.assigned, good = s.good + n.good
    WHEN NOT MATCHED THEN INSERT (grain, owner_id, day, visit_day, assigned, good)
      VALUES (n.grain, n.owner_id, n.day, n.visit_day, n.assigned, n.good)`;
}
