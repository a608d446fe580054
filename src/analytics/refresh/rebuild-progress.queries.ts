import type { KpiWatermark } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { OF_THIS_VERSION, WATERMARK } from './watermark.queries.js';

/** The steps of a rebuild that is under way stand beside the watermark, each with how far the journal was settled before it. */
const STEP = `${WATERMARK} rebuilt: `;

/** Forgets the marks of other versions of the application. @returns how many there were */
export async function forgetOthers(tx: Tx): Promise<number> {
  return (await tx.kpiWatermark.deleteMany({ where: { NOT: OF_THIS_VERSION } })).count;
}

export function readRebuilt(tx: Tx): Promise<KpiWatermark[]> {
  return tx.kpiWatermark.findMany({ where: { name: { startsWith: STEP } } });
}

export function isRebuilt(rebuilt: readonly KpiWatermark[], step: string): boolean {
  return rebuilt.some(({ name }) => name === STEP + step);
}

export async function noteRebuilt(tx: Tx, step: string, mark: Omit<KpiWatermark, 'name'>): Promise<void> {
  await tx.kpiWatermark.create({ data: { name: STEP + step, ...mark } });
}

export async function forgetRebuilt(tx: Tx): Promise<void> {
  await tx.kpiWatermark.deleteMany({ where: { name: { startsWith: STEP } } });
}
