import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { Interval, Period } from '../arithmetic/period.js';
import type { MinuteCount } from '../arithmetic/median.js';
import { STAY_TABLE, VISIT_TABLE } from '../../sums/sum-tables.js';
import { onlyRow } from '../only-row.js';
import type { Reach } from '../reach.js';
import { dailySumsOf, moneyText, sumOf, sumsOf } from '../sums.queries.js';

const { sql } = Prisma;

type Days = Pick<Period, 'from' | 'to'>;
interface Point {
  from: BusinessDate;
}

/** Visits that were made and what came of them; amounts in EUR. */
export interface MadeVisitSums {
  planned: bigint;
  completed: bigint;
  withOrder: bigint;
  orderAmount: string;
  /** Days on which an agent completed a visit. */
  worked: bigint;
  timed: bigint;
  storeSeconds: bigint;
  routed: bigint;
  routeMeters: bigint;
}

/** And those that are to be made or were not. */
export interface VisitSums extends MadeVisitSums {
  confirmed: bigint;
  cancelled: bigint;
  noShow: bigint;
  skipped: bigint;
}

/** Of what was planned for a period, as far as its days are over. */
export interface PlanSums {
  due: bigint;
  kept: bigint;
  clientCancelled: bigint;
}

/** @param total of a column: its sum, or itself where its rows are added up already */
export function madeVisitFigures(total = sumOf): Prisma.Sql {
  const count = (column: Prisma.Sql): Prisma.Sql => sql`coalesce(${total(column)}, 0)::bigint`;
  return sql`
    ${count(sql`v.planned`)} AS planned, ${count(sql`v.completed`)} AS completed,
    ${count(sql`v.with_order`)} AS "withOrder", ${moneyText(total(sql`v.order_amount`))} AS "orderAmount",
    ${count(sql`v.worked`)} AS worked,
    ${count(sql`v.timed`)} AS timed, ${count(sql`v.store_seconds`)} AS "storeSeconds",
    ${count(sql`v.routed`)} AS routed, ${count(sql`v.route_meters`)} AS "routeMeters"`;
}

const VISIT_SUMS = sql`
  ${madeVisitFigures()}, coalesce(sum(v.confirmed), 0)::bigint AS confirmed, coalesce(sum(v.cancelled), 0)::bigint AS cancelled,
  coalesce(sum(v.no_show), 0)::bigint AS "noShow", coalesce(sum(v.skipped), 0)::bigint AS skipped`;

/** @param total see {@link madeVisitFigures} */
export function planFigures(total = sumOf): Prisma.Sql {
  const count = (column: Prisma.Sql): Prisma.Sql => sql`coalesce(${total(column)}, 0)::bigint`;
  return sql`
    ${count(sql`v.due`)} AS due, ${count(sql`v.kept`)} AS kept, ${count(sql`v.client_cancelled`)} AS "clientCancelled"`;
}

/** What was planned for today or later may still be kept. */
export function daysOver({ from, to }: Days, today: BusinessDate): Days {
  const end = to < today ? to : today;
  return { from, to: end < from ? from : end };
}

/** Of a period as a whole. */
export async function readVisitSums(tx: Tx, reach: Reach, period: Days): Promise<VisitSums> {
  return onlyRow(
    await tx.$queryRaw<VisitSums[]>`SELECT ${VISIT_SUMS} FROM ${sumsOf(VISIT_TABLE, reach, period)} v`,
  );
}

/** @param over see {@link daysOver} */
export async function readPlanSums(tx: Tx, reach: Reach, over: Days): Promise<PlanSums> {
  return onlyRow(
    await tx.$queryRaw<PlanSums[]>`SELECT ${planFigures()} FROM ${sumsOf(VISIT_TABLE, reach, over)} v`,
  );
}

/** Of each day, week or month in which something was scheduled; `from` is the first day of the whole interval. */
export async function readVisitTrend(
  tx: Tx,
  reach: Reach,
  period: Days,
  interval: Interval,
): Promise<(VisitSums & Point)[]> {
  const sums = interval === 'month' ? sumsOf : dailySumsOf;
  return tx.$queryRaw`
    SELECT ${startOf(interval)} AS "from", ${VISIT_SUMS} FROM ${sums(VISIT_TABLE, reach, period)} v GROUP BY 1`;
}

/** The same of what was planned. @param over see {@link daysOver} */
export async function readPlanTrend(
  tx: Tx,
  reach: Reach,
  over: Days,
  interval: Interval,
): Promise<(PlanSums & Point)[]> {
  const sums = interval === 'month' ? sumsOf : dailySumsOf;
  return tx.$queryRaw`
    SELECT ${startOf(interval)} AS "from", ${planFigures()} FROM ${sums(VISIT_TABLE, reach, over)} v GROUP BY 1`;
}

/** How many visits took how many whole minutes, the shortest first. */
export async function readStays(tx: Tx, reach: Reach, period: Days): Promise<MinuteCount[]> {
  return tx.$queryRaw`
    SELECT v.minutes, sum(v.visits)::bigint AS visits FROM ${sumsOf(STAY_TABLE, reach, period)} v
    GROUP BY 1 HAVING sum(v.visits) <> 0 ORDER BY 1`;
}

function startOf(interval: Interval): Prisma.Sql {
  return sql`date_trunc(${interval}, v.day::timestamp)::date::text`;
}
