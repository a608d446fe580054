import { Prisma } from '../../platform/prisma/generated/client.js';
import { EVERYBODY, type Sums } from '../sums/sum-table.js';
import { fewestSpans, type Period, type Span, wholeMonthsAndDays } from './arithmetic/period.js';
import type { Reach } from './reach.js';

const { sql, join } = Prisma;
type Days = Pick<Period, 'from' | 'to'>;

/** From the day that stands for "no date" on. */
export const ALWAYS = { from: '0001-01-01', to: '9999-12-31' };
const ALL: Span[] = [{ grain: 'MONTH', ...ALWAYS }];

/**
 * The rows whose sums are the figures of a period, to stand in a FROM: `day` with the table's keys and sums. Whole months
 * are read by the month and the days beside them by the day; for a reader of everybody's figures, of the company at once. What is
 * fresh stands beside them, by the day and owner: a group of these rows may come to nothing.
 * @param period undefined: all that there is
 */
export function sumsOf(table: Sums, reach: Reach, period: Days | undefined): Prisma.Sql {
  const spans = period && wholeMonthsAndDays(period);
  return reach.isEverybody()
    ? company(table, spans, period)
    : owners(table, reach.owner(sql`s.owner_id`), spans, period);
}

/** The same by the day throughout, for what is told apart by days or weeks. */
export function dailySumsOf(table: Sums, reach: Reach, { from, to }: Days): Prisma.Sql {
  const spans: Span[] = [{ grain: 'DAY', from, to }];
  return reach.isEverybody()
    ? company(table, spans, { from, to })
    : owners(table, reach.owner(sql`s.owner_id`), spans, { from, to });
}

/**
 * One row of sums for each owner who has any, so that whoever joins people to it joins a few rows.
 * @param which of the rows `s` of the sums count
 */
export function sumsByOwner(
  table: Sums,
  reach: Reach,
  period: Days | undefined,
  which = sql`TRUE`,
): Prisma.Sql {
  const spans = period && fewestSpans(period, ['MONTH']);
  const rows = owners(table, reach.owner(sql`s.owner_id`), spans, period, sql`s.owner_id, `);
  const sums = join(table.sums.map((column) => sql`sum(s.${column}) AS ${column}`));
  const any = join(
    table.sums.map((column) => sql`sum(s.${column}) <> 0`),
    ' OR ',
  );
  return sql`(SELECT s.owner_id, ${sums} FROM ${rows} s WHERE ${which} GROUP BY s.owner_id HAVING ${any})`;
}

export function sumOf(column: Prisma.Sql): Prisma.Sql {
  return sql`sum(${column})`;
}

/** An amount as a decimal string with two places. */
export function moneyText(amount: Prisma.Sql): Prisma.Sql {
  return sql`coalesce(${amount}, 0)::numeric(20,2)::text`;
}

function company(table: Sums, spans: Span[] = ALL, period: Days = ALWAYS): Prisma.Sql {
  const part = ({ grain, from, to }: Span): Prisma.Sql => sql`
    SELECT s.day, ${columns(table)} FROM ${table.rollup} s
    WHERE s.grain = ${grain}::"KpiGrain" AND s.owner_id = ${EVERYBODY}::uuid AND s.day >= ${from}::date AND s.day < ${to}::date`;
  return union([...spans.map(part), fresh(table, sql`TRUE`, period)]);
}

function owners(
  table: Sums,
  owner: Prisma.Sql,
  spans: Span[] = ALL,
  period: Days = ALWAYS,
  also: Prisma.Sql = Prisma.empty,
): Prisma.Sql {
  const { days, day, rollup } = table;
  const part = ({ grain, from, to, isOff }: Span): Prisma.Sql =>
    grain === 'MONTH'
      ? sql`
    SELECT ${also}s.day, ${columns(table, isOff)} FROM ${rollup} s
    WHERE s.grain = 'MONTH' AND ${owner} AND s.owner_id <> ${EVERYBODY}::uuid AND s.day >= ${from}::date AND s.day < ${to}::date`
      : sql`
    SELECT ${also}s.${day} AS day, ${columns(table, isOff)} FROM ${days} s
    WHERE ${owner} AND s.${day} >= ${from}::date AND s.${day} < ${to}::date`;
  return union([...spans.map(part), fresh(table, owner, period, also)]);
}

/** What no table of days and no rollup knows of yet. */
function fresh(
  table: Sums,
  owner: Prisma.Sql,
  { from, to }: Days,
  also: Prisma.Sql = Prisma.empty,
): Prisma.Sql {
  return sql`
    SELECT ${also}s.${table.day} AS day, ${columns(table)} FROM ${table.fresh} s
    WHERE ${owner} AND s.${table.day} >= ${from}::date AND s.${table.day} < ${to}::date`;
}

type Columns = Pick<Sums, 'keys' | 'earlierDay' | 'sums'>;

function columns({ keys, earlierDay, sums }: Columns, isOff = false): Prisma.Sql {
  const told = [...keys, ...(earlierDay ? [earlierDay] : [])].map((column) => sql`s.${column}`);
  const added = sums.map((column) => (isOff ? sql`-s.${column} AS ${column}` : sql`s.${column}`));
  return join([...told, ...added]);
}

function union(parts: Prisma.Sql[]): Prisma.Sql {
  return sql`(${join(parts, ' UNION ALL ')})`;
}
