import { Prisma } from '../../../platform/prisma/generated/client.js';
import { EVERYBODY } from '../../sums/sum-table.js';
import type { KeptSums } from './kept-sums.js';
import { keptInGrains } from './kept-in-grains.queries.js';

const { sql } = Prisma;

/** @param changesOf the pieces that go and come */
export function keptCare(changesOf: (everything: boolean) => Prisma.Sql): KeptSums {
  return keptInGrains({
    target: sql`kpi_care_sum`,
    fresh: sql`kpi_care_fresh`,
    key: [sql`grain`, sql`owner_id`, sql`day`, sql`visit_day`],
    sums: [sql`assigned`, sql`good`],
    days: [sql`day`, sql`owner_id`, sql`visit_day`],
    rowsOf: (everything) => byDay(changesOf(everything)),
    carry: inGrains,
  });
}

function byDay(changes: Prisma.Sql): Prisma.Sql {
  return sql`
    SELECT e.day, f.owner_id, f.visit_day, sum(sign * e.assigned) AS assigned, sum(sign * e.good) AS good
    FROM ${changes} f
    CROSS JOIN LATERAL (SELECT f.good_to > f.from_day AS is_good) g
    CROSS JOIN LATERAL (VALUES
      (f.from_day, 1, is_good::int),
      (f.to_day, -1, 0),
      (CASE WHEN is_good THEN least(f.to_day, f.good_to) END, 0, -1)) e (day, assigned, good)
    WHERE e.day < '9999-12-31'
    GROUP BY 1, 2, 3 HAVING sum(sign * e.assigned) <> 0 OR sum(sign * e.good) <> 0`;
}

/** Only the sums of everybody are told apart by the day of the last visit: whose visits they are, the facts tell faster. */
function inGrains(days: Prisma.Sql): Prisma.Sql {
  return sql`
    SELECT g.grain, g.owner_id, g.day, g.visit_day, c.assigned, c.good
    FROM ${days} c
    CROSS JOIN LATERAL (SELECT date_trunc('month', c.day::timestamp)::date AS day) month
    CROSS JOIN LATERAL (VALUES
      ('DAY'::"KpiGrain", c.owner_id, c.day, '0001-01-01'::date),
      ('MONTH', c.owner_id, month.day, '0001-01-01'),
      ('DAY', ${EVERYBODY}::uuid, c.day, c.visit_day),
      ('MONTH', ${EVERYBODY}::uuid, month.day, least(c.visit_day, month.day))) g (grain, owner_id, day, visit_day)`;
}
