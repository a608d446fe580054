import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { bandOf, bucketOfSeconds, SLOTS, slotOf } from '../../duration-scale.js';
import { EVERYBODY } from '../../sums/sum-table.js';

const { sql, join } = Prisma;

export async function createDurationNews(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMP TABLE kpi_duration_news (measure text, owner_id uuid, day date, subject_id uuid, bucket int, count int, seconds bigint)
    ON COMMIT DROP`;
}

/** What the touched deals contribute now, added or taken off. */
export async function noteDurations(tx: Tx, sign: 1 | -1): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO kpi_duration_news
    SELECT 'CYCLE', closed_owner_id, closed_day, pipeline_id, ${bucketOfSeconds(sql`cycle_seconds`)}, ${sign}::int, ${sign}::int * cycle_seconds
    FROM kpi_deal_fact JOIN kpi_touched_deal USING (opportunity_id) WHERE cycle_seconds IS NOT NULL
    UNION ALL
    SELECT 'STAY', owner_id, day, stage_id, ${bucketOfSeconds(sql`stay_seconds`)}, ${sign}::int, ${sign}::int * stay_seconds
    FROM kpi_stage_fact JOIN kpi_touched_deal USING (opportunity_id) WHERE stay_seconds IS NOT NULL
    UNION ALL
    SELECT 'WAIT', owner_id, day, stage_id, 0, ${sign}::int, ${sign}::int * extract(epoch FROM waiting_since)::bigint
    FROM kpi_stage_fact JOIN kpi_touched_deal USING (opportunity_id) WHERE waiting_since IS NOT NULL`;
}

const KEY = [sql`measure`, sql`grain`, sql`owner_id`, sql`day`, sql`subject_id`, sql`band`];

/** Most of what was taken off has come back unchanged; only the rest is carried to the grains. */
export async function sumDurations(tx: Tx): Promise<void> {
  await tx.$executeRaw`ANALYZE kpi_duration_news`;
  await tx.$executeRaw`
    MERGE INTO kpi_duration d
    USING (
      SELECT * FROM (
        SELECT n.measure, g.grain, g.owner_id, g.day, n.subject_id, ${bandOf(sql`n.bucket`)} AS band, sum(n.count)::int AS count,
          ARRAY[${join(SLOTS.map((slot) => sql`coalesce(sum(n.count) FILTER (WHERE ${slotOf(sql`n.bucket`)} = ${slot}::int), 0)::int`))}] AS counts,
          sum(n.seconds)::bigint AS seconds
        FROM (
          SELECT measure, owner_id, day, subject_id, bucket, sum(count) AS count, sum(seconds) AS seconds,
            date_trunc('month', day::timestamp)::date AS month, date_trunc('year', day::timestamp)::date AS year
          FROM kpi_duration_news GROUP BY 1, 2, 3, 4, 5 HAVING sum(count) <> 0 OR sum(seconds) <> 0) n
        CROSS JOIN LATERAL (VALUES
          ('DAY', ${EVERYBODY}::uuid, n.day), ('MONTH', ${EVERYBODY}::uuid, n.month), ('YEAR', ${EVERYBODY}::uuid, n.year),
          ('MONTH', n.owner_id, n.month), ('YEAR', n.owner_id, n.year)) g (grain, owner_id, day)
        GROUP BY 1, 2, 3, 4, 5, 6) changes
      WHERE count <> 0 OR seconds <> 0 OR 0 <> ANY (counts)
      ORDER BY ${join(KEY)}
    ) n ON ${join(
      KEY.map((column) => sql`d.${column} = n.${column}`),
      ' AND ',
    )}
    WHEN MATCHED AND d.count + n.count = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET count = d.count + n.count, seconds = d.seconds + n.seconds,
      counts = ARRAY[${join(SLOTS.map((slot) => sql`d.counts[${slot + 1}::int] + n.counts[${slot + 1}::int]`))}]
    WHEN NOT MATCHED THEN INSERT (${join(KEY)}, count, counts, seconds)
      VALUES (${join(KEY.map((column) => sql`n.${column}`))}, n.count, n.counts, n.seconds)`;
}
