import type { Tx } from '../../../platform/prisma/prisma.service.js';

export async function createLostNews(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMP TABLE kpi_lost_news (grain text, day date, pipeline_id uuid, stage_id uuid, reason text, count int, amount numeric)
    ON COMMIT DROP`;
}

/** What the touched deals that are lost contribute now, added or taken off. */
export async function noteLost(tx: Tx, sign: 1 | -1): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO kpi_lost_news
    SELECT grain, date_trunc(grain, closed_day::timestamp)::date, pipeline_id,
      coalesce(lost_stage_id, '00000000-0000-0000-0000-000000000000'), lost_reason,
      ${sign}::int * count(*), ${sign}::int * sum(amount)
    FROM kpi_deal_fact JOIN kpi_touched_deal USING (opportunity_id) CROSS JOIN (VALUES ('DAY'), ('MONTH')) grains (grain)
    WHERE status = 'LOST' GROUP BY 1, 2, 3, 4, 5`;
}

export async function sumLost(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    MERGE INTO kpi_lost l
    USING (
      SELECT grain, day, pipeline_id, stage_id, reason, sum(count)::int AS count, sum(amount) AS amount
      FROM kpi_lost_news GROUP BY 1, 2, 3, 4, 5 HAVING sum(count) <> 0 OR sum(amount) <> 0
    ) n ON (l.grain, l.day, l.pipeline_id, l.stage_id, l.reason) = (n.grain, n.day, n.pipeline_id, n.stage_id, n.reason)
    WHEN MATCHED AND l.count + n.count = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET count = l.count + n.count, amount = l.amount + n.amount
    WHEN NOT MATCHED THEN INSERT VALUES (n.grain, n.day, n.pipeline_id, n.stage_id, n.reason, n.count, n.amount)`;
}
