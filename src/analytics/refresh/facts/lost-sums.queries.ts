import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { EVERYBODY } from '../../sums/sum-table.js';

export async function createLostNews(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMP TABLE kpi_lost_news (owner_id uuid, day date, pipeline_id uuid, stage_id uuid, reason text, count int, amount numeric)
    ON COMMIT DROP`;
}

/** What the touched deals that are lost contribute now, added or taken off. */
export async function noteLost(tx: Tx, sign: 1 | -1): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO kpi_lost_news
    SELECT closed_owner_id, closed_day, pipeline_id, coalesce(lost_stage_id, '00000000-0000-0000-0000-000000000000'), lost_reason,
      ${sign}::int * count(*), ${sign}::int * sum(amount)
    FROM kpi_deal_fact JOIN kpi_touched_deal USING (opportunity_id)
    WHERE status = 'LOST' GROUP BY 1, 2, 3, 4, 5`;
}

export async function sumLost(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    MERGE INTO kpi_lost l
    USING (
      SELECT g.grain, g.owner_id, g.day, n.pipeline_id, n.stage_id, n.reason, sum(n.count)::int AS count, sum(n.amount) AS amount
      FROM (
        SELECT owner_id, day, pipeline_id, stage_id, reason, sum(count) AS count, sum(amount) AS amount,
          date_trunc('month', day::timestamp)::date AS month
        FROM kpi_lost_news GROUP BY 1, 2, 3, 4, 5 HAVING sum(count) <> 0 OR sum(amount) <> 0) n
      CROSS JOIN LATERAL (VALUES
        ('DAY', ${EVERYBODY}::uuid, n.day), ('MONTH', ${EVERYBODY}::uuid, n.month), ('MONTH', n.owner_id, n.month)) g (grain, owner_id, day)
      GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(n.count) <> 0 OR sum(n.amount) <> 0
      ORDER BY 1, 2, 3, 4, 5, 6
    ) n ON l.grain = n.grain AND l.owner_id = n.owner_id AND l.day = n.day
      AND l.pipeline_id = n.pipeline_id AND l.stage_id = n.stage_id AND l.reason = n.reason
    WHEN MATCHED AND l.count + n.count = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET count = l.count + n.count, amount = l.amount + n.amount
    WHEN NOT MATCHED THEN INSERT (grain, owner_id, day, pipeline_id, stage_id, reason, count, amount)
      VALUES (n.grain, n.owner_id, n.day, n.pipeline_id, n.stage_id, n.reason, n.count, n.amount)`;
}
