import type { Tx } from '../../platform/prisma/prisma.service.js';
import { WATERMARK } from '../refresh/watermark.queries.js';
import { FRESH_IS_SUMMED } from '../sums/fresh-rows.js';

/** The marks of the versions, up to `kpi:9`, that rebuilt all sums and left the fresh rows of later ones where they were. */
const BEFORE_FRESH_ROWS = '^kpi(:[2-9])?( |$)';

/**
 * Of which moment the figures are, and for the rest of the transaction the ways of the planner: a report looks up a few
 * thousand rows of sums by their keys, which takes less time than to start the workers that it would hand them out to.
 * @returns null before the first refresh
 */
export async function beginReading(tx: Tx): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ refreshedAt: Date | null }[]>`
    SELECT set_config('max_parallel_workers_per_gather', '0', true), set_config('random_page_cost', '1.1', true),
      set_config(${FRESH_IS_SUMMED}, CASE WHEN EXISTS (SELECT FROM kpi_watermark WHERE name ~ ${BEFORE_FRESH_ROWS}) THEN 'on' ELSE 'off' END, true),
      (SELECT refreshed_at FROM kpi_watermark WHERE name = ${WATERMARK}) AS "refreshedAt"`;
  return row?.refreshedAt ?? null;
}
