import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Holds one view for a writer until the transaction ends. */
export async function lockView(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT FROM saved_views WHERE id = ${id}::uuid FOR UPDATE`;
}
