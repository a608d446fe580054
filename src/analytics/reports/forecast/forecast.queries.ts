import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { Period } from '../arithmetic/period.js';
import { OPEN_SUMS, type OpenFigures } from '../deal-figures.queries.js';
import type { Reach } from '../reach.js';

/** Months in full, or none: a target is not cut into days. */
export function isWholeMonths({ from, to }: Period): boolean {
  return from.endsWith('-01') && to.endsWith('-01');
}

/** What is open and expected to close in a period, overdue or not. */
export async function readExpected(tx: Tx, reach: Reach, { from, to }: Period): Promise<OpenFigures> {
  const [row] = await tx.$queryRaw<[OpenFigures]>`
    SELECT ${OPEN_SUMS} FROM kpi_open_pipeline p
    WHERE ${reach.owner(Prisma.sql`p.owner_id`)} AND ${reach.pipeline(Prisma.sql`p.pipeline_id`)}
      AND p.expected_day >= ${from}::date AND p.expected_day < ${to}::date`;
  return row;
}

/** The targets of the months of a period, as they are now; null: none is set. */
export async function readTarget(tx: Tx, reach: Reach, { from, to }: Period): Promise<string | null> {
  const [row] = await tx.$queryRaw<[{ target: string | null }]>`
    SELECT sum(t.amount)::numeric(20, 2)::text AS target FROM sales_targets t
    WHERE ${reach.owner(Prisma.sql`t.owner_id`)} AND t.month >= ${from}::date AND t.month < ${to}::date`;
  return row.target;
}

export interface ForecastRow extends OpenFigures {
  /** The first day of a month of the period, or `overdue`, `undated`, `outside`. */
  bucket: string;
}

/** The open pipeline by expected closing: every open deal is in exactly one bucket. */
export async function readForecast(
  tx: Tx,
  reach: Reach,
  { from, to }: Period,
  today: BusinessDate,
): Promise<ForecastRow[]> {
  return tx.$queryRaw`
    SELECT CASE
        WHEN p.expected_day = '0001-01-01' THEN 'undated'
        WHEN p.expected_day < ${today}::date THEN 'overdue'
        WHEN p.expected_day >= ${from}::date AND p.expected_day < ${to}::date
          THEN date_trunc('month', p.expected_day::timestamp)::date::text
        ELSE 'outside'
      END AS bucket, ${OPEN_SUMS}
    FROM kpi_open_pipeline p
    WHERE ${reach.owner(Prisma.sql`p.owner_id`)} AND ${reach.pipeline(Prisma.sql`p.pipeline_id`)}
    GROUP BY 1`;
}
