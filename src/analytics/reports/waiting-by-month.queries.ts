import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../platform/time/rome.js';
import { fewestSpans, type Period } from './arithmetic/period.js';
import { ofPipelineStages } from './duration-measures.queries.js';
import { entries } from './durations.queries.js';
import { durationSumsOf } from './duration-sums.queries.js';
import type { Reach } from './reach.js';
import type { WaitingRow } from './waiting-row.js';

const { sql, join } = Prisma;

/**
 * Of tens of thousands, not each is looked at: the months tell how many wait in a stage and since when in the mean, and
 * only in the months that hold a middle are they put in order. The median is exact; for the mean, moments of entry count
 * to the second.
 */
export async function readWaitingByMonth(
  tx: Tx,
  reach: Reach,
  period: Period,
  at: Date,
): Promise<WaitingRow[]> {
  const stages = Map.groupBy(await readMonths(tx, reach, period), ({ stageId }) => stageId);
  const middles = [...stages.values()].flatMap((months) => {
    const total = countOf(months);
    return [placeOf(months, (total - 1n) / 2n), placeOf(months, total / 2n)];
  });
  const moments = Map.groupBy(await readMoments(tx, reach, period, middles), ({ stageId }) => stageId);
  const now = at.getTime() / 1000;
  return [...stages].map(([stageId, months]) => {
    const count = countOf(months);
    const since = months.reduce((sum, month) => sum + month.since, 0n);
    const [low, high = low] = moments.get(stageId) ?? [];
    if (!low || !high) throw new Error('What waits in the middle is not among what waits.');
    return {
      stageId,
      count,
      mean: now - Number(since) / Number(count),
      median: now - (low.since + high.since) / 2,
    };
  });
}

/** What began to wait in a stage in a month, as far as it lies in the period. */
interface Month {
  stageId: string;
  month: BusinessDate;
  count: bigint;
  /** Of the moments of entry, seconds since 1970. */
  since: bigint;
}

interface Place extends Pick<Month, 'stageId' | 'month'> {
  /** In the month, from 1 on. */
  place: bigint;
}

function countOf(months: readonly Month[]): bigint {
  return months.reduce((sum, { count }) => sum + count, 0n);
}

/** @param rank from 0 on */
function placeOf(months: readonly Month[], rank: bigint): Place {
  let passed = 0n;
  for (const { stageId, month, count } of months) {
    if (rank < passed + count) return { stageId, month, place: rank - passed + 1n };
    passed += count;
  }
  throw new Error('A rank lies beyond what was counted.');
}

function readMonths(tx: Tx, reach: Reach, period: Period): Promise<Month[]> {
  const parts = fewestSpans(period, ['MONTH']).map(({ grain, from, to, isOff }) => {
    const sign = isOff ? sql`-` : Prisma.empty;
    return grain === 'MONTH'
      ? sql`
      SELECT d.subject_id AS stage_id, d.day AS month, d.count, d.seconds
      FROM ${durationSumsOf(reach, { measure: 'WAIT', grain, days: { from, to } })} d WHERE ${ofPipelineStages(reach)}`
      : sql`
      SELECT f.stage_id, date_trunc('month', f.day::timestamp)::date, ${sign}1, ${sign}extract(epoch FROM f.waiting_since)::bigint
      FROM kpi_stage_fact f WHERE f.waiting_since IS NOT NULL AND ${entries(reach, { from, to })}`;
  });
  return tx.$queryRaw`
    SELECT stage_id AS "stageId", w.month::text AS month, sum(count)::bigint AS count, sum(seconds)::bigint AS since
    FROM (${join(parts, ' UNION ALL ')}) w GROUP BY w.stage_id, w.month HAVING sum(count) <> 0 ORDER BY w.stage_id, w.month`;
}

/**
 * Of the asked places of each stage, the earlier first.
 * `OFFSET 0`: each month is read once, not once for each of its stages.
 */
function readMoments(
  tx: Tx,
  reach: Reach,
  { from, to }: Period,
  places: readonly Place[],
): Promise<{ stageId: string; since: number }[]> {
  const months = [...new Set(places.map(({ month }) => month))];
  const [stageOf, monthOf] = [places.map(({ stageId }) => stageId), places.map(({ month }) => month)];
  return tx.$queryRaw`
    SELECT stage_id AS "stageId", date_part('epoch', waiting_since) AS since
    FROM (
      SELECT stage_id, month, waiting_since,
        row_number() OVER (PARTITION BY stage_id, month ORDER BY waiting_since) AS place
      FROM (
        SELECT f.stage_id, m.month, f.waiting_since FROM unnest(${months}::date[]) m (month)
        JOIN kpi_stage_fact f ON f.day >= greatest(m.month, ${from}::date) AND f.day < least(m.month + interval '1 month', ${to}::date)::date
        WHERE f.waiting_since IS NOT NULL AND ${reach.owner(sql`f.owner_id`)} AND ${reach.pipeline(sql`f.pipeline_id`)}
        OFFSET 0
      ) months
      WHERE (stage_id, month) IN (SELECT * FROM unnest(${stageOf}::uuid[], ${monthOf}::date[]))
    ) waiting
    WHERE (stage_id, month, place) IN (SELECT * FROM unnest(${stageOf}::uuid[], ${monthOf}::date[], ${places.map(({ place }) => place)}::bigint[]))
    ORDER BY 1, 2`;
}
