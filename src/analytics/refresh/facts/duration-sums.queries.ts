import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { bucketOfSeconds } from '../../duration-scale.js';

export async function createDurationNews(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMP TABLE kpi_duration_news (measure text, grain text, day date, subject_id uuid, bucket int, count int, seconds bigint)
    ON COMMIT DROP`;
}

/** What the touched deals contribute now, added or taken off. */
export async function noteDurations(tx: Tx, sign: 1 | -1): Promise<void> {
  const grains = Prisma.sql`(VALUES ('DAY'), ('MONTH')) grains (grain)`;
  await tx.$executeRaw`
    INSERT INTO kpi_duration_news
    SELECT 'CYCLE', grain, date_trunc(grain, closed_day::timestamp)::date, pipeline_id, ${bucketOfSeconds(Prisma.sql`cycle_seconds`)},
      ${sign}::int * count(*), ${sign}::int * sum(cycle_seconds)
    FROM kpi_deal_fact JOIN kpi_touched_deal USING (opportunity_id) CROSS JOIN ${grains}
    WHERE cycle_seconds IS NOT NULL GROUP BY 1, 2, 3, 4, 5`;
  await tx.$executeRaw`
    INSERT INTO kpi_duration_news
    SELECT 'STAY', grain, date_trunc(grain, day::timestamp)::date, stage_id, ${bucketOfSeconds(Prisma.sql`stay_seconds`)},
      ${sign}::int * count(*), ${sign}::int * sum(stay_seconds)
    FROM kpi_stage_fact JOIN kpi_touched_deal USING (opportunity_id) CROSS JOIN ${grains}
    WHERE stay_seconds IS NOT NULL GROUP BY 1, 2, 3, 4, 5`;
  await tx.$executeRaw`
    INSERT INTO kpi_duration_news
    SELECT 'WAIT', 'DAY', day, stage_id, 0, ${sign}::int * count(*), ${sign}::int * sum(extract(epoch FROM waiting_since)::bigint)
    FROM kpi_stage_fact JOIN kpi_touched_deal USING (opportunity_id)
    WHERE waiting_since IS NOT NULL GROUP BY 3, 4`;
}

export async function sumDurations(tx: Tx): Promise<void> {
  await tx.$executeRaw`ANALYZE kpi_duration_news`;
  await tx.$executeRaw`
    MERGE INTO kpi_duration d
    USING (
      SELECT measure, grain, day, subject_id, bucket, sum(count)::int AS count, sum(seconds)::bigint AS seconds
      FROM kpi_duration_news GROUP BY 1, 2, 3, 4, 5 HAVING sum(count) <> 0 OR sum(seconds) <> 0
    ) n ON (d.measure, d.grain, d.day, d.subject_id, d.bucket) = (n.measure, n.grain, n.day, n.subject_id, n.bucket)
    WHEN MATCHED AND d.count + n.count = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET count = d.count + n.count, seconds = d.seconds + n.seconds
    WHEN NOT MATCHED THEN INSERT VALUES (n.measure, n.grain, n.day, n.subject_id, n.bucket, n.count, n.seconds)`;
}
