import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { Period } from '../arithmetic/period.js';
import { openFigures, type OpenFigures } from '../deal-figures.queries.js';
import { OPEN_TABLE } from '../../sums/sum-tables.js';
import type { Reach } from '../reach.js';
import { ALWAYS, dailySumsOf } from '../sums.queries.js';

/** Months in full, or none: a target is not cut into days. */
export function isWholeMonths({ from, to }: Period): boolean {
  return from.endsWith('-01') && to.endsWith('-01');
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
        WHEN p.day = '0001-01-01' THEN 'undated'
        WHEN p.day < ${today}::date THEN 'overdue'
        WHEN p.day >= ${from}::date AND p.day < ${to}::date THEN date_trunc('month', p.day::timestamp)::date::text
        ELSE 'outside'
      END AS bucket, ${openFigures()}
    FROM ${dailySumsOf(OPEN_TABLE, reach, ALWAYS)} p
    WHERE ${reach.pipeline(Prisma.sql`p.pipeline_id`)}
    GROUP BY 1`;
}
