import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { EVERYBODY } from '../sums/sum-table.js';
import type { Period } from './arithmetic/period.js';
import { CYCLES, ofPipelineStages, readCountedMedians, STAYS } from './duration-counts.queries.js';
import type { Reach } from './reach.js';

/** Beyond this many rows a median is told from what was counted in buckets, within 1 %. */
export const EXACT_UP_TO = 10_000n;

/** Seconds from the creation to the closing of the deals won in a period; null when there are none. */
export async function readCycleMedian(
  tx: Tx,
  reach: Reach,
  period: Period,
  won: bigint,
  exactUpTo = EXACT_UP_TO,
): Promise<number | null> {
  if (won > exactUpTo) return onlyMedian(await readCountedMedians(tx, CYCLES, reach, period));
  const [row] = await tx.$queryRaw<[{ seconds: number | null }]>`
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY f.cycle_seconds) AS seconds FROM kpi_deal_fact f
    WHERE f.closed_day >= ${period.from}::date AND f.closed_day < ${period.to}::date AND f.status = 'WON'
      AND ${reach.owner(Prisma.sql`f.closed_owner_id`)} AND ${reach.pipeline(Prisma.sql`f.pipeline_id`)}`;
  return row.seconds;
}

/** Seconds in each stage, of the stays that began in a period and have ended. */
export async function readStayMedians(
  tx: Tx,
  reach: Reach,
  period: Period,
  ended: bigint,
  exactUpTo = EXACT_UP_TO,
): Promise<Map<string, number>> {
  if (ended > exactUpTo) return readCountedMedians(tx, STAYS, reach, period);
  const rows = await tx.$queryRaw<{ stageId: string; seconds: number }[]>`
    SELECT f.stage_id AS "stageId", percentile_cont(0.5) WITHIN GROUP (ORDER BY f.stay_seconds) AS seconds
    FROM kpi_stage_fact f WHERE f.stay_seconds IS NOT NULL AND ${entries(reach, period)} GROUP BY 1`;
  return new Map(rows.map(({ stageId, seconds }) => [stageId, seconds]));
}

/** How long deals have been standing in an open stage that they entered in a period. */
export interface Waiting {
  count: number;
  meanSeconds: number;
  medianSeconds: number;
}

/** @param at the moment of the figures */
export async function readWaiting(
  tx: Tx,
  reach: Reach,
  period: Period,
  at: Date,
  exactUpTo = EXACT_UP_TO,
): Promise<Map<string, Waiting>> {
  const days = reach.isEverybody() ? await readWaitingByDay(tx, reach, period, at) : [];
  const isMuch = days.reduce((sum, { count }) => sum + count, 0n) > exactUpTo;
  const rows = isMuch ? days : await readEachWaiting(tx, reach, period, at);
  return new Map(
    rows.map(({ stageId, count, mean, median }) => [
      stageId,
      {
        count: Number(count),
        meanSeconds: Math.round(mean),
        medianSeconds: Math.max(0, Math.round(median)),
      },
    ]),
  );
}

interface WaitingRow {
  stageId: string;
  count: bigint;
  mean: number;
  median: number;
}

function readEachWaiting(tx: Tx, reach: Reach, period: Period, at: Date): Promise<WaitingRow[]> {
  return tx.$queryRaw`
    SELECT f.stage_id AS "stageId", count(*) AS count,
      avg(extract(epoch FROM ${at}::timestamptz - f.waiting_since))::float8 AS mean,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ${at}::timestamptz - f.waiting_since)::float8) AS median
    FROM kpi_stage_fact f WHERE f.waiting_since IS NOT NULL AND ${entries(reach, period)} GROUP BY 1`;
}

/** The mean is exact; the median is told by the noon of the day of entry. */
function readWaitingByDay(tx: Tx, reach: Reach, { from, to }: Period, at: Date): Promise<WaitingRow[]> {
  const noon = (day: Prisma.Sql): Prisma.Sql =>
    Prisma.sql`extract(epoch FROM (${day} + interval '12 hours') AT TIME ZONE 'Europe/Rome')`;
  const now = Prisma.sql`extract(epoch FROM ${at}::timestamptz)`;
  return tx.$queryRaw`
    SELECT subject_id AS "stageId", sum(count)::bigint AS count, (${now} - sum(seconds) / sum(count))::float8 AS mean,
      (${now} - (${noon(Prisma.sql`min(day) FILTER (WHERE upto > (total - 1) / 2)`)}
        + ${noon(Prisma.sql`min(day) FILTER (WHERE upto > total / 2)`)}) / 2)::float8 AS median
    FROM (
      SELECT d.subject_id, d.day, d.count, d.seconds, sum(d.count) OVER (PARTITION BY d.subject_id ORDER BY d.day) AS upto,
        sum(d.count) OVER (PARTITION BY d.subject_id) AS total
      FROM kpi_duration d
      WHERE d.measure = 'WAIT' AND d.grain = 'DAY' AND d.owner_id = ${EVERYBODY}::uuid
        AND d.day >= ${from}::date AND d.day < ${to}::date AND ${ofPipelineStages(reach)}) days
    GROUP BY 1`;
}

function entries(reach: Reach, { from, to }: Period): Prisma.Sql {
  return Prisma.sql`f.day >= ${from}::date AND f.day < ${to}::date
    AND ${reach.owner(Prisma.sql`f.owner_id`)} AND ${reach.pipeline(Prisma.sql`f.pipeline_id`)}`;
}

/** Of what is not told apart. */
function onlyMedian(medians: ReadonlyMap<string, number>): number | null {
  const [median = null] = medians.values();
  return median;
}
