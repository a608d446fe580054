import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { Interval, Period } from '../arithmetic/period.js';
import type { MinuteCount } from '../arithmetic/median.js';
import { STAY_TABLE, VISIT_TABLE } from '../../sums/sum-tables.js';
import { onlyRow } from '../only-row.js';
import type { Reach } from '../reach.js';
import { dailySumsOf, sumsOf } from '../sums.queries.js';

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

export const MADE_VISIT_SUMS = Prisma.sql`
  coalesce(sum(v.planned), 0)::bigint AS planned, coalesce(sum(v.completed), 0)::bigint AS completed,
  coalesce(sum(v.with_order), 0)::bigint AS "withOrder", coalesce(sum(v.order_amount), 0)::numeric(20,2)::text AS "orderAmount",
  coalesce(sum(v.worked), 0)::bigint AS worked,
  coalesce(sum(v.timed), 0)::bigint AS timed, coalesce(sum(v.store_seconds), 0)::bigint AS "storeSeconds",
  coalesce(sum(v.routed), 0)::bigint AS routed, coalesce(sum(v.route_meters), 0)::bigint AS "routeMeters"`;

const VISIT_SUMS = Prisma.sql`
  ${MADE_VISIT_SUMS}, coalesce(sum(v.confirmed), 0)::bigint AS confirmed, coalesce(sum(v.cancelled), 0)::bigint AS cancelled,
  coalesce(sum(v.no_show), 0)::bigint AS "noShow", coalesce(sum(v.skipped), 0)::bigint AS skipped`;

/** @param which of the rows count */
export function planSums(which = Prisma.sql`TRUE`): Prisma.Sql {
  const sum = (column: Prisma.Sql): Prisma.Sql =>
    Prisma.sql`coalesce(sum(${column}) FILTER (WHERE ${which}), 0)::bigint`;
  return Prisma.sql`
    ${sum(Prisma.sql`v.due`)} AS due, ${sum(Prisma.sql`v.kept`)} AS kept, ${sum(Prisma.sql`v.client_cancelled`)} AS "clientCancelled"`;
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
    await tx.$queryRaw<PlanSums[]>`SELECT ${planSums()} FROM ${sumsOf(VISIT_TABLE, reach, over)} v`,
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
    SELECT ${startOf(interval)} AS "from", ${planSums()} FROM ${sums(VISIT_TABLE, reach, over)} v GROUP BY 1`;
}

/** How many visits took how many whole minutes, the shortest first. */
export async function readStays(tx: Tx, reach: Reach, period: Days): Promise<MinuteCount[]> {
  return tx.$queryRaw`
    SELECT v.minutes, sum(v.visits)::bigint AS visits FROM ${sumsOf(STAY_TABLE, reach, period)} v GROUP BY 1 ORDER BY 1`;
}

function startOf(interval: Interval): Prisma.Sql {
  return Prisma.sql`date_trunc(${interval}, v.day::timestamp)::date::text`;
}
