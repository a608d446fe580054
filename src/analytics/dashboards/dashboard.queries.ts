import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Holds one dashboard for a writer until the transaction ends. */
export async function lockDashboard(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT FROM dashboards WHERE id = ${id}::uuid FOR UPDATE`;
}
