import type { ClosingReason } from '../../platform/prisma/generated/client.js';
import type { PrismaService, Tx } from '../../platform/prisma/prisma.service.js';
import type { ClosingReason as ReasonOfRules, Outcome } from '../opportunities/domain/deal.js';

/** A reason with the words that people know it by. */
export type NamedReason = ReasonOfRules & Pick<ClosingReason, 'labelIt' | 'labelEn'>;

/** The whole catalogue, retired reasons too, as the rules of a deal take it. */
export async function readReasons(tx: PrismaService | Tx): Promise<NamedReason[]> {
  const reasons = await tx.closingReason.findMany({ orderBy: [{ position: 'asc' }, { id: 'asc' }] });
  return reasons.map(({ outcome, ...reason }) => ({ ...reason, outcome: outcome as Outcome }));
}

/** Holds the catalogue still for one who changes it; deals that are closed meanwhile don't wait. */
export async function lockReasons(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT id FROM closing_reasons ORDER BY id FOR NO KEY UPDATE`;
}
