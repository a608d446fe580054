import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { Period } from './arithmetic/period.js';
import { readCountedMedians } from './duration-counts.queries.js';
import { CYCLES, STAYS } from './duration-measures.queries.js';
import type { Reach } from './reach.js';

const { sql } = Prisma;

/** Beyond this many rows a median is told from what was counted in buckets, within 1 %; stages count together, for they are read together. */
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
    WHERE f.closed_day >= ${period.from}::date AND f.closed_day < ${period.to}::date AND f.cycle_seconds IS NOT NULL
      AND ${reach.owner(sql`f.closed_owner_id`)} AND ${reach.pipeline(sql`f.pipeline_id`)}`;
  return row.seconds;
}

/**
 * Seconds in each stage, of the stays that began in a period and have ended.
 * @param ended how many stays that are, of all stages together
 */
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

/** The stays `f` that began in a period. */
export function entries(reach: Reach, { from, to }: Pick<Period, 'from' | 'to'>): Prisma.Sql {
  return sql`f.day >= ${from}::date AND f.day < ${to}::date
    AND ${reach.owner(sql`f.owner_id`)} AND ${reach.pipeline(sql`f.pipeline_id`)}`;
}

/** Of what is not told apart. */
function onlyMedian(medians: ReadonlyMap<string, number>): number | null {
  const [median = null] = medians.values();
  return median;
}
