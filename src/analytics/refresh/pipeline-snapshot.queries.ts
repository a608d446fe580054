import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../platform/time/rome.js';

/**
 * Keeps the open pipeline of this moment for a business day; the day's first tick calls it. A state that is kept already
 * stays as it is.
 */
export async function keepPipelineSnapshot(tx: Tx, day: BusinessDate): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO kpi_pipeline_snapshot (day, owner_id, pipeline_id, expected_month, open_count, open_amount, weighted)
    SELECT ${day}::date, owner_id, pipeline_id, date_trunc('month', expected_day)::date,
      sum(open_count), sum(open_amount), sum(weighted)
    FROM (
      SELECT owner_id, pipeline_id, expected_day, open_count, open_amount, weighted FROM kpi_open_pipeline
      UNION ALL
      SELECT owner_id, pipeline_id, expected_day, open_count, open_amount, weighted FROM kpi_open_fresh) open
    GROUP BY owner_id, pipeline_id, date_trunc('month', expected_day)
    HAVING sum(open_count) <> 0
    ON CONFLICT DO NOTHING`;
}
