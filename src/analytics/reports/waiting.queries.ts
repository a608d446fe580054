import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { type Period, wholeMonthsAndDays } from './arithmetic/period.js';
import { ofPipelineStages } from './duration-measures.queries.js';
import { entries, EXACT_UP_TO } from './durations.queries.js';
import { durationSumsOf } from './duration-sums.queries.js';
import type { Reach } from './reach.js';
import { readWaitingByMonth } from './waiting-by-month.queries.js';
import type { WaitingRow } from './waiting-row.js';

const { sql, join } = Prisma;

/** How long deals have been standing in an open stage that they entered in a period. */
export interface Waiting {
  count: number;
  meanSeconds: number;
  medianSeconds: number;
}

/**
 * @param at the moment of the figures
 * @param lasting how many stand in all of the stages together
 */
export async function readWaiting(
  tx: Tx,
  reach: Reach,
  period: Period,
  at: Date,
  lasting: bigint,
  exactUpTo = EXACT_UP_TO,
): Promise<Map<string, Waiting>> {
  const byUnits = reach.isEverybody() ? readWaitingByDay : readWaitingByMonth;
  const rows = await (lasting > exactUpTo ? byUnits : readEachWaiting)(tx, reach, period, at);
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

/** The two in the middle of an even number, and the one of an odd number twice: a rank that is no whole number is rounded up. So for fewer than about 1,000,000,000 rows. */
const MIDDLES = sql`ARRAY[0.5, 0.500000001]`;

/** Moments are sorted as they are, and only those in the middle become seconds. */
function readEachWaiting(tx: Tx, reach: Reach, period: Period, at: Date): Promise<WaitingRow[]> {
  const secondsSince = (moment: Prisma.Sql): Prisma.Sql =>
    sql`date_part('epoch', ${at}::timestamptz - ${moment})`;
  return tx.$queryRaw`
    SELECT w.stage_id AS "stageId", w.count, date_part('epoch', w.mean) AS mean,
      (${secondsSince(sql`w.middles[1]`)} + ${secondsSince(sql`w.middles[2]`)}) / 2 AS median
    FROM (
      SELECT f.stage_id, count(*) AS count, avg(${at}::timestamptz - f.waiting_since) AS mean,
        percentile_disc(${MIDDLES}) WITHIN GROUP (ORDER BY f.waiting_since) AS middles
      FROM kpi_stage_fact f WHERE f.waiting_since IS NOT NULL AND ${entries(reach, period)} GROUP BY 1
    ) w`;
}

/** The mean is exact; the median is told by the noon of the day of entry, which is looked for in the month that holds it. */
function readWaitingByDay(tx: Tx, reach: Reach, period: Period, at: Date): Promise<WaitingRow[]> {
  const units = wholeMonthsAndDays(period).map(
    ({ grain, from, to }) => sql`
      SELECT d.subject_id, d.day, (d.day + ${grain === 'DAY' ? '1 day' : '1 month'}::interval)::date AS after, sum(d.count) AS count, sum(d.seconds) AS seconds
      FROM ${durationSumsOf(reach, { measure: 'WAIT', grain, days: { from, to } })} d
      WHERE ${ofPipelineStages(reach)} GROUP BY 1, 2 HAVING sum(d.count) <> 0`,
  );
  const now = sql`extract(epoch FROM ${at}::timestamptz)`;
  return tx.$queryRaw`
    WITH ranked AS (
      SELECT *, sum(count) OVER (PARTITION BY subject_id ORDER BY day) - count AS before,
        sum(count) OVER (PARTITION BY subject_id) AS total, sum(seconds) OVER (PARTITION BY subject_id) AS since
      FROM (${join(units, ' UNION ALL ')}) units
    ), days AS (
      SELECT r.subject_id, r.total, r.since, d.day, r.before + sum(d.count) OVER (PARTITION BY r.subject_id, r.day ORDER BY d.day) AS upto
      FROM ranked r
      CROSS JOIN LATERAL (
        SELECT d.day, sum(d.count) AS count FROM ${durationSumsOf(reach, { measure: 'WAIT', grain: 'DAY', days: { from: sql`r.day`, to: sql`r.after` } })} d
        WHERE d.subject_id = r.subject_id GROUP BY 1 HAVING sum(d.count) <> 0) d
      WHERE r.before <= r.total / 2 AND r.before + r.count > (r.total - 1) / 2
    )
    SELECT subject_id AS "stageId", total::bigint AS count, (${now} - since / total)::float8 AS mean,
      (${now} - (${noonOf(sql`min(day) FILTER (WHERE upto > (total - 1) / 2)`)} + ${noonOf(sql`min(day) FILTER (WHERE upto > total / 2)`)}) / 2)::float8 AS median
    FROM days GROUP BY subject_id, total, since`;
}

function noonOf(day: Prisma.Sql): Prisma.Sql {
  return sql`extract(epoch FROM (${day} + interval '12 hours') AT TIME ZONE 'Europe/Rome')`;
}
