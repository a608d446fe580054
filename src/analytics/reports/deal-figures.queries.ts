import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { Interval, Period } from './arithmetic/period.js';
import { DEAL_TABLE, OPEN_TABLE } from '../sums/sum-tables.js';
import { onlyRow } from './only-row.js';
import type { Reach } from './reach.js';
import { dailySumsOf, moneyText, sumOf, sumsOf } from './sums.queries.js';

const { sql } = Prisma;

/** Deals created, won and lost; amounts in EUR. */
export interface DealFigures {
  created: bigint;
  createdAmount: string;
  won: bigint;
  wonAmount: string;
  lost: bigint;
  lostAmount: string;
  /** Σ (closedAt − createdAt) over the won. */
  cycleSeconds: bigint;
  /** Of those created, how many are won now. */
  createdWon: bigint;
  /** Of those created, how many are open now. */
  createdOpen: bigint;
}

export interface OpenFigures {
  count: bigint;
  amount: string;
  weighted: string;
}

/** @param total of a column: its sum, or itself where its rows are added up already */
export function dealFigures(total = sumOf): Prisma.Sql {
  const count = (column: Prisma.Sql): Prisma.Sql => sql`coalesce(${total(column)}, 0)::bigint`;
  return sql`
    ${count(sql`d.created_count`)} AS created, ${moneyText(total(sql`d.created_amount`))} AS "createdAmount",
    ${count(sql`d.won_count`)} AS won, ${moneyText(total(sql`d.won_amount`))} AS "wonAmount",
    ${count(sql`d.lost_count`)} AS lost, ${moneyText(total(sql`d.lost_amount`))} AS "lostAmount",
    ${count(sql`d.won_cycle_seconds`)} AS "cycleSeconds",
    ${count(sql`d.created_won_count`)} AS "createdWon", ${count(sql`d.created_open_count`)} AS "createdOpen"`;
}

/** @param total see {@link dealFigures} */
export function openFigures(total = sumOf): Prisma.Sql {
  return sql`
    coalesce(${total(sql`p.open_count`)}, 0)::bigint AS count, ${moneyText(total(sql`p.open_amount`))} AS amount,
    ${moneyText(total(sql`p.weighted`))} AS weighted`;
}

/** Of a period as a whole. */
export async function readDealFigures(tx: Tx, reach: Reach, period: Period): Promise<DealFigures> {
  const rows = await tx.$queryRaw<DealFigures[]>`
    SELECT ${dealFigures()} FROM ${sumsOf(DEAL_TABLE, reach, period)} d WHERE ${reach.pipeline(sql`d.pipeline_id`)}`;
  return onlyRow(rows);
}

/** Of each day, week or month of a period in which something happened; `from` is the first day of the whole interval. */
export async function readDealTrend(
  tx: Tx,
  reach: Reach,
  period: Period,
  interval: Interval,
): Promise<(DealFigures & { from: string })[]> {
  const sums = interval === 'month' ? sumsOf : dailySumsOf;
  return tx.$queryRaw`
    SELECT date_trunc(${interval}, d.day::timestamp)::date::text AS "from", ${dealFigures()}
    FROM ${sums(DEAL_TABLE, reach, period)} d WHERE ${reach.pipeline(sql`d.pipeline_id`)} GROUP BY 1`;
}

/** Of the open pipeline: as a whole, or what is expected to close in a period. */
export async function readOpenFigures(tx: Tx, reach: Reach, period?: Period): Promise<OpenFigures> {
  const rows = await tx.$queryRaw<OpenFigures[]>`
    SELECT ${openFigures()} FROM ${sumsOf(OPEN_TABLE, reach, period)} p WHERE ${reach.pipeline(sql`p.pipeline_id`)}`;
  return onlyRow(rows);
}
