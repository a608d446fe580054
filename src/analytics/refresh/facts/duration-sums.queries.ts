import { Prisma } from '../../../platform/prisma/generated/client.js';
import { bandOf, bucketOfSeconds, SLOTS, slotOf } from '../../duration-scale.js';
import { EVERYBODY } from '../../sums/sum-table.js';
import type { KeptSums } from './kept-sums.js';

const { sql, join } = Prisma;
const FRESH = sql`kpi_duration_fresh`;
const KEY = [sql`measure`, sql`grain`, sql`owner_id`, sql`day`, sql`subject_id`, sql`band`];

const ALL = join([...KEY, sql`count`, sql`counts`, sql`seconds`]);

/** @param changesOf what of the facts of deals and of stays goes and comes */
export function keptDurations(
  changesOf: (everything: boolean) => [deals: Prisma.Sql, stays: Prisma.Sql],
): KeptSums {
  const changes = (everything: boolean): Prisma.Sql => inBuckets(durations(...changesOf(everything)));
  return {
    fresh: FRESH,
    append: sql`INSERT INTO ${FRESH} (measure, owner_id, day, subject_id, bucket, count, seconds) ${changes(false)}`,
    async empty(tx) {
      for (const emptied of [sql`kpi_duration`, FRESH]) await tx.$executeRaw`DELETE FROM ${emptied}`;
    },
    async rebuild(tx) {
      await tx.$executeRaw`
        INSERT INTO kpi_duration (${ALL}) SELECT ${ALL} FROM (${inBands(changes(true))}) n ORDER BY ${join(KEY)}`;
    },
    async fold(tx) {
      await tx.$executeRaw`
        MERGE INTO kpi_duration d
        USING (${inBands(inBuckets(sql`TABLE ${FRESH}`))}) n ON ${join(
          KEY.map((column) => sql`d.${column} = n.${column}`),
          ' AND ',
        )}
        WHEN MATCHED AND d.count + n.count = 0 THEN DELETE
        WHEN MATCHED THEN UPDATE SET count = d.count + n.count, seconds = d.seconds + n.seconds,
          counts = ARRAY[${join(SLOTS.map((slot) => sql`d.counts[${slot + 1}::int] + n.counts[${slot + 1}::int]`))}]
        WHEN NOT MATCHED THEN INSERT (${ALL}) VALUES (${join(KEY.map((column) => sql`n.${column}`))}, n.count, n.counts, n.seconds)`;
      return tx.$executeRaw`DELETE FROM ${FRESH}`;
    },
  };
}

/** What goes and comes unchanged is no news. */
function inBuckets(rows: Prisma.Sql): Prisma.Sql {
  return sql`
    SELECT measure, owner_id, day, subject_id, bucket, sum(count) AS count, sum(seconds) AS seconds FROM (${rows}) durations
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(count) <> 0 OR sum(seconds) <> 0`;
}

/** Carried to the grains. */
function inBands(buckets: Prisma.Sql): Prisma.Sql {
  return sql`
    SELECT * FROM (
      SELECT n.measure, g.grain, g.owner_id, g.day, n.subject_id, ${bandOf(sql`n.bucket`)} AS band, sum(n.count)::int AS count,
        ARRAY[${join(SLOTS.map((slot) => sql`coalesce(sum(n.count) FILTER (WHERE ${slotOf(sql`n.bucket`)} = ${slot}::int), 0)::int`))}] AS counts,
        sum(n.seconds)::bigint AS seconds
      FROM (
        SELECT *, date_trunc('month', day::timestamp)::date AS month, date_trunc('year', day::timestamp)::date AS year
        FROM (${buckets}) buckets) n
      CROSS JOIN LATERAL (VALUES
        ('DAY', ${EVERYBODY}::uuid, n.day), ('MONTH', ${EVERYBODY}::uuid, n.month), ('YEAR', ${EVERYBODY}::uuid, n.year),
        ('MONTH', n.owner_id, n.month), ('YEAR', n.owner_id, n.year)) g (grain, owner_id, day)
      GROUP BY 1, 2, 3, 4, 5, 6) bands
    WHERE count <> 0 OR seconds <> 0 OR 0 <> ANY (counts)`;
}

function durations(deals: Prisma.Sql, stays: Prisma.Sql): Prisma.Sql {
  return sql`
    SELECT 'CYCLE' AS measure, closed_owner_id AS owner_id, closed_day AS day, pipeline_id AS subject_id,
      ${bucketOfSeconds(sql`cycle_seconds`)} AS bucket, sign AS count, sign * cycle_seconds AS seconds
    FROM ${deals} deals WHERE cycle_seconds IS NOT NULL
    UNION ALL
    SELECT 'STAY', owner_id, day, stage_id, ${bucketOfSeconds(sql`stay_seconds`)}, sign, sign * stay_seconds
    FROM ${stays} ended WHERE stay_seconds IS NOT NULL
    UNION ALL
    SELECT 'WAIT', owner_id, day, stage_id, 0, sign, sign * extract(epoch FROM waiting_since)::bigint
    FROM ${stays} waiting WHERE waiting_since IS NOT NULL`;
}
