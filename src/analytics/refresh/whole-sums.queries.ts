import type { Tx } from '../../platform/prisma/prisma.service.js';
import { type BusinessDate, businessDateOf } from '../../platform/time/rome.js';
import { WATERMARK } from './watermark.queries.js';

/** Beside the watermark stands when nothing was fresh: a fold that is killed leaves the old day. */
const WHOLE = `${WATERMARK} whole`;

/** Whether all that was fresh has been folded on that day already. */
export async function wereWholeOn(tx: Tx, day: BusinessDate): Promise<boolean> {
  const mark = await tx.kpiWatermark.findUnique({ where: { name: WHOLE } });
  return mark !== null && businessDateOf(mark.refreshedAt) === day;
}

export async function noteWhole(tx: Tx, at: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO kpi_watermark (name, transaction, refreshed_at)
    SELECT ${WHOLE}, transaction, ${at} FROM kpi_watermark WHERE name = ${WATERMARK}
    ON CONFLICT (name) DO UPDATE SET transaction = excluded.transaction, refreshed_at = excluded.refreshed_at`;
}
