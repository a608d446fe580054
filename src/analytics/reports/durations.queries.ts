import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { medianOfBuckets, secondsOfBucket } from '../duration-scale.js';
import type { Period } from './arithmetic/period.js';
import { grainsWithin } from './grains.queries.js';
import type { Reach } from './reach.js';

/** Beyond this many rows of the whole company a median is told from what was counted in buckets, within 1 %. */
export const EXACT_UP_TO = 20_000n;

/** Seconds from the creation to the closing of the deals won in a period; null when there are none. */
export async function readCycleMedian(
  tx: Tx,
  reach: Reach,
  period: Period,
  won: bigint,
  exactUpTo = EXACT_UP_TO,
): Promise<number | null> {
  if (reach.isEverybody() && won > exactUpTo) {
    const rows = await tx.$queryRaw<{ bucket: number; count: bigint }[]>`
      SELECT bucket, sum(count)::bigint AS count FROM kpi_duration d
      WHERE measure = 'CYCLE' AND ${grainsWithin(period, Prisma.sql`d.grain`, Prisma.sql`d.day`)}
        AND ${reach.pipeline(Prisma.sql`d.subject_id`)}
      GROUP BY bucket ORDER BY bucket`;
    return medianOfBuckets(rows, secondsOfBucket);
  }
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
  if (reach.isEverybody() && ended > exactUpTo) {
    const rows = await tx.$queryRaw<{ stageId: string; bucket: number; count: bigint }[]>`
      SELECT subject_id AS "stageId", bucket, sum(count)::bigint AS count FROM kpi_duration d
      WHERE measure = 'STAY' AND ${grainsWithin(period, Prisma.sql`d.grain`, Prisma.sql`d.day`)}
        AND ${ofPipelineStages(reach)}
      GROUP BY 1, 2 ORDER BY 1, 2`;
    return medians(rows, secondsOfBucket);
  }
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
  const days = reach.isEverybody() ? await readWaitingDays(tx, reach, period) : [];
  const waiting = days.reduce((sum, { count }) => sum + count, 0n);
  if (waiting > exactUpTo) return waitingByDay(days, at);
  const rows = await tx.$queryRaw<{ stageId: string; count: bigint; mean: number; median: number }[]>`
    SELECT f.stage_id AS "stageId", count(*) AS count,
      avg(extract(epoch FROM ${at}::timestamptz - f.waiting_since))::float8 AS mean,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ${at}::timestamptz - f.waiting_since)::float8) AS median
    FROM kpi_stage_fact f WHERE f.waiting_since IS NOT NULL AND ${entries(reach, period)} GROUP BY 1`;
  return new Map(
    rows.map(({ stageId, count, mean, median }) => [
      stageId,
      { count: Number(count), meanSeconds: Math.round(mean), medianSeconds: Math.round(median) },
    ]),
  );
}

interface WaitingDay {
  stageId: string;
  /** Noon of the day of entry, since 1970. */
  bucket: number;
  count: bigint;
  seconds: bigint;
}

function readWaitingDays(tx: Tx, reach: Reach, { from, to }: Period): Promise<WaitingDay[]> {
  return tx.$queryRaw`
    SELECT subject_id AS "stageId", count::bigint AS count, seconds,
      extract(epoch FROM (d.day + interval '12 hours') AT TIME ZONE 'Europe/Rome')::float8 AS bucket
    FROM kpi_duration d
    WHERE measure = 'WAIT' AND grain = 'DAY' AND d.day >= ${from}::date AND d.day < ${to}::date AND ${ofPipelineStages(reach)}
    ORDER BY 1, d.day`;
}

/** The mean is exact; the median is told by the day of the entry. */
function waitingByDay(days: WaitingDay[], at: Date): Map<string, Waiting> {
  const now = at.getTime() / 1000;
  const sums = new Map<string, { count: bigint; seconds: bigint }>();
  for (const { stageId, count, seconds } of days) {
    const sum = sums.get(stageId) ?? { count: 0n, seconds: 0n };
    sums.set(stageId, { count: sum.count + count, seconds: sum.seconds + seconds });
  }
  const since = medians(days, (noon) => noon);
  return new Map(
    [...sums].map(([stageId, { count, seconds }]) => [
      stageId,
      {
        count: Number(count),
        meanSeconds: Math.round(now - Number(seconds) / Number(count)),
        medianSeconds: Math.max(0, Math.round(now - (since.get(stageId) ?? now))),
      },
    ]),
  );
}

/** @param rows in ascending order of stage and bucket */
function medians(
  rows: readonly { stageId: string; bucket: number; count: bigint }[],
  valueOf: (bucket: number) => number,
): Map<string, number> {
  const stages = new Set(rows.map(({ stageId }) => stageId));
  return new Map(
    [...stages].flatMap((stageId) => {
      const median = medianOfBuckets(
        rows.filter((row) => row.stageId === stageId),
        valueOf,
      );
      return median === null ? [] : [[stageId, median] as const];
    }),
  );
}

function entries(reach: Reach, { from, to }: Period): Prisma.Sql {
  return Prisma.sql`f.day >= ${from}::date AND f.day < ${to}::date
    AND ${reach.owner(Prisma.sql`f.owner_id`)} AND ${reach.pipeline(Prisma.sql`f.pipeline_id`)}`;
}

function ofPipelineStages(reach: Reach): Prisma.Sql {
  return reach.query.pipelineId === undefined
    ? Prisma.sql`TRUE`
    : Prisma.sql`d.subject_id IN (SELECT s.id FROM pipeline_stages s WHERE ${reach.pipeline(Prisma.sql`s.pipeline_id`)})`;
}
