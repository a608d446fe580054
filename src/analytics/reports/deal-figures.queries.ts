import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { Interval, Period } from './arithmetic/period.js';
import { DEAL_TABLE, OPEN_TABLE } from '../sums/sum-tables.js';
import { onlyRow } from './only-row.js';
import type { Reach } from './reach.js';
import { dailySumsOf, sumsOf } from './sums.queries.js';

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

export const DEAL_SUMS = Prisma.sql`
  coalesce(sum(d.created_count), 0)::bigint AS created, coalesce(sum(d.created_amount), 0)::numeric(20,2)::text AS "createdAmount",
  coalesce(sum(d.won_count), 0)::bigint AS won, coalesce(sum(d.won_amount), 0)::numeric(20,2)::text AS "wonAmount",
  coalesce(sum(d.lost_count), 0)::bigint AS lost, coalesce(sum(d.lost_amount), 0)::numeric(20,2)::text AS "lostAmount",
  coalesce(sum(d.won_cycle_seconds), 0)::bigint AS "cycleSeconds",
  coalesce(sum(d.created_won_count), 0)::bigint AS "createdWon", coalesce(sum(d.created_open_count), 0)::bigint AS "createdOpen"`;

export const OPEN_SUMS = Prisma.sql`
  coalesce(sum(p.open_count), 0)::bigint AS count, coalesce(sum(p.open_amount), 0)::numeric(20,2)::text AS amount,
  coalesce(sum(p.weighted), 0)::numeric(20,2)::text AS weighted`;

/** Of a period as a whole. */
export async function readDealFigures(tx: Tx, reach: Reach, period: Period): Promise<DealFigures> {
  const rows = await tx.$queryRaw<DealFigures[]>`
    SELECT ${DEAL_SUMS} FROM ${sumsOf(DEAL_TABLE, reach, period)} d WHERE ${reach.pipeline(Prisma.sql`d.pipeline_id`)}`;
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
    SELECT date_trunc(${interval}, d.day::timestamp)::date::text AS "from", ${DEAL_SUMS}
    FROM ${sums(DEAL_TABLE, reach, period)} d WHERE ${reach.pipeline(Prisma.sql`d.pipeline_id`)} GROUP BY 1`;
}

/** Of the open pipeline: as a whole, or what is expected to close in a period. */
export async function readOpenFigures(tx: Tx, reach: Reach, period?: Period): Promise<OpenFigures> {
  const rows = await tx.$queryRaw<OpenFigures[]>`
    SELECT ${OPEN_SUMS} FROM ${sumsOf(OPEN_TABLE, reach, period)} p WHERE ${reach.pipeline(Prisma.sql`p.pipeline_id`)}`;
  return onlyRow(rows);
}
