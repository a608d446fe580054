import { Prisma } from '../../platform/prisma/generated/client.js';
import { bandOf, SLOTS, slotOf } from '../duration-scale.js';
import { EVERYBODY } from '../sums/sum-table.js';
import type { Period, WideSpan } from './arithmetic/period.js';
import type { Reach } from './reach.js';

const { sql, join } = Prisma;

/** Which durations: of a measure, by a grain, of the days [from, to). */
interface Kept {
  measure: 'CYCLE' | 'STAY' | 'WAIT';
  grain: WideSpan['grain'];
  days: Pick<Period, 'from' | 'to'> | Record<'from' | 'to', Prisma.Sql>;
}

/**
 * The durations of a reader as `kpi_duration` keeps them, and those that are fresh carried to the same grain beside them, to stand in a
 * FROM: several rows of a band may have to be summed, and may come to nothing.
 */
export function durationSumsOf(reach: Reach, { measure, grain, days }: Kept): Prisma.Sql {
  const isCompany = reach.isEverybody();
  const owner = isCompany
    ? sql`k.owner_id = ${EVERYBODY}::uuid`
    : sql`${reach.owner(sql`k.owner_id`)} AND k.owner_id <> ${EVERYBODY}::uuid`;
  const within = sql`k.measure = ${measure} AND k.day >= ${days.from}::date AND k.day < ${days.to}::date`;
  const day = grain === 'DAY' ? sql`k.day` : sql`date_trunc(${grain}, k.day::timestamp)::date`;
  const counts = SLOTS.map(
    (slot) => sql`CASE WHEN ${slotOf(sql`k.bucket`)} = ${slot}::int THEN k.count ELSE 0 END`,
  );
  return sql`(
    SELECT k.subject_id, k.band, k.day, k.count, k.counts, k.seconds FROM kpi_duration k
    WHERE ${within} AND k.grain = ${grain} AND ${owner}
    UNION ALL
    SELECT k.subject_id, ${bandOf(sql`k.bucket`)}, ${day}, k.count, ARRAY[${join(counts)}], k.seconds FROM kpi_duration_fresh k
    WHERE ${within} AND ${isCompany ? sql`TRUE` : reach.owner(sql`k.owner_id`)})`;
}
