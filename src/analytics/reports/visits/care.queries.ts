import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { EVERYBODY } from '../../sums/sum-table.js';
import { type Period, wholeMonthsAndDays } from '../arithmetic/period.js';
import { onlyRow } from '../only-row.js';
import type { Reach } from '../reach.js';
import { ALWAYS } from '../sums.queries.js';

const { sql, join } = Prisma;
type Days = Pick<Period, 'from' | 'to'>;

/** Clients in somebody's care. */
export interface Care {
  /** When the period ended. */
  assigned: bigint;
  /** Of those, had been visited in it, by whomever. */
  covered: bigint;
  /** When the period ended, or now if it lasts. */
  present: bigint;
  /** Of the present ones, those whose last visit was no older than their interval. */
  good: bigint;
}

/** @param now the day after the last one that is told of cadences */
export async function readCare(tx: Tx, reach: Reach, { from, to }: Days, now: string): Promise<Care> {
  const covered = reach.isEverybody()
    ? sql`coalesce(sum(s.assigned) FILTER (WHERE s.day >= ${from}::date AND s.visit_day >= ${from}::date), 0)::bigint`
    : sql`(
        SELECT count(*) FROM kpi_care_fact f
        WHERE ${reach.owner(sql`f.owner_id`)} AND f.from_day >= ${from}::date AND f.from_day < ${to}::date
          AND f.to_day >= ${to}::date AND f.visit_day >= ${from}::date)`;
  const rows = await tx.$queryRaw<Care[]>`
    SELECT coalesce(sum(s.assigned), 0)::bigint AS assigned, ${covered} AS covered,
      coalesce(sum(s.assigned) FILTER (WHERE s.day < ${now}::date), 0)::bigint AS present,
      coalesce(sum(s.good) FILTER (WHERE s.day < ${now}::date), 0)::bigint AS good
    FROM ${changes(reach, [ALWAYS.from, from, now, to])} s`;
  return onlyRow(rows);
}

/** What was added on the days up to the last of these, parted at each of them, whole months at once. */
function changes(reach: Reach, marks: readonly string[]): Prisma.Sql {
  const among = reach.isEverybody() ? sql`TRUE` : reach.owner(sql`c.owner_id`);
  const owner = reach.isEverybody()
    ? sql`c.owner_id = ${EVERYBODY}::uuid`
    : sql`${among} AND c.owner_id <> ${EVERYBODY}::uuid`;
  const end = marks.at(-1);
  const sorted = [...new Set(marks)].filter((mark) => end !== undefined && mark <= end).toSorted();
  const parts = sorted
    .slice(1)
    .flatMap((to, place) => wholeMonthsAndDays({ from: sorted[place] ?? to, to }))
    .map(
      ({ grain, from, to }) => sql`
      SELECT c.day, c.visit_day, c.assigned, c.good FROM kpi_care_sum c
      WHERE c.grain = ${grain}::"KpiGrain" AND ${owner} AND c.day >= ${from}::date AND c.day < ${to}::date`,
    );
  const fresh = sql`
      SELECT c.day, c.visit_day, c.assigned, c.good FROM kpi_care_fresh c WHERE ${among} AND c.day < ${end}::date`;
  return sql`(${join([...parts, fresh], ' UNION ALL ')})`;
}
