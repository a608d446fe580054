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

/** Puts a reason into its place among those of its outcome; the others shift. */
export async function putInPlace(tx: Tx, reason: ClosingReason): Promise<ClosingReason> {
  const { id, outcome, position } = reason;
  const others = await tx.closingReason.findMany({
    where: { outcome, id: { not: id } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  });
  const order = [...others.slice(0, position - 1), reason, ...others.slice(position - 1)];
  for (const [index, one] of order.entries())
    if (one.position !== index + 1)
      await tx.closingReason.update({ where: { id: one.id }, data: { position: index + 1 } });
  return { ...reason, position: order.indexOf(reason) + 1 };
}

/** Holds the catalogue still for one who changes it; deals that are closed meanwhile don't wait. */
export async function lockReasons(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT id FROM closing_reasons ORDER BY id FOR NO KEY UPDATE`;
}
