import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { EVERYBODY } from '../../sums/sum-table.js';
import { type Period, wholeMonthsAndDays } from '../arithmetic/period.js';
import { onlyRow } from '../only-row.js';
import type { Reach } from '../reach.js';
import { ALWAYS } from '../sums.queries.js';

const { sql, join } = Prisma;
type Days = Pick<Period, 'from' | 'to'>;

/** Clients in somebody's care when a day ended, and of those the ones whose last visit was no older than their interval. */
export interface Care {
  assigned: bigint;
  good: bigint;
}

/** @param to the day after the one that ended */
export async function readCare(tx: Tx, reach: Reach, to: string): Promise<Care> {
  const rows = await tx.$queryRaw<Care[]>`
    SELECT coalesce(sum(s.assigned), 0)::bigint AS assigned, coalesce(sum(s.good), 0)::bigint AS good
    FROM ${changes(reach, { from: ALWAYS.from, to })} s`;
  return onlyRow(rows);
}

/** Of the clients in somebody's care when the period ended, how many had been visited in it, by whomever. */
export async function readCovered(tx: Tx, reach: Reach, { from, to }: Days): Promise<bigint> {
  const rows = await tx.$queryRaw<{ covered: bigint }[]>`
    SELECT ${
      reach.isEverybody()
        ? sql`coalesce(sum(s.assigned), 0)::bigint AS covered FROM ${changes(reach, { from, to })} s WHERE s.visit_day >= ${from}::date`
        : sql`count(*)::bigint AS covered FROM kpi_care_fact f
          WHERE ${reach.owner(sql`f.owner_id`)} AND f.from_day >= ${from}::date AND f.from_day < ${to}::date
            AND f.to_day >= ${to}::date AND f.visit_day >= ${from}::date`
    }`;
  return onlyRow(rows).covered;
}

/** What was added on the days of a period, whole months at once. */
function changes(reach: Reach, period: Days): Prisma.Sql {
  const owner = reach.isEverybody()
    ? sql`c.owner_id = ${EVERYBODY}::uuid`
    : sql`${reach.owner(sql`c.owner_id`)} AND c.owner_id <> ${EVERYBODY}::uuid`;
  const parts = wholeMonthsAndDays(period).map(
    ({ grain, from, to }) => sql`
      SELECT c.visit_day, c.assigned, c.good FROM kpi_care_sum c
      WHERE c.grain = ${grain}::"KpiGrain" AND ${owner} AND c.day >= ${from}::date AND c.day < ${to}::date`,
  );
  return sql`(${join(parts, ' UNION ALL ')})`;
}
