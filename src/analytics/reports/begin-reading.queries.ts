import type { Tx } from '../../platform/prisma/prisma.service.js';
import { WATERMARK } from '../refresh/watermark.queries.js';

/**
 * Of which moment the figures are, and for the rest of the transaction the ways of the planner: a report looks up a few
 * thousand rows of sums by their keys, which takes less time than to start the workers that it would hand them out to.
 * @returns null before the first refresh
 */
export async function beginReading(tx: Tx): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ refreshedAt: Date | null }[]>`
    SELECT set_config('max_parallel_workers_per_gather', '0', true), set_config('random_page_cost', '1.1', true),
      (SELECT refreshed_at FROM kpi_watermark WHERE name = ${WATERMARK}) AS "refreshedAt"`;
  return row?.refreshedAt ?? null;
}
