import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Two commands at once take turns, so that only one of them finds no admin. */
export async function lockFirstAdmin(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtext('nexus-crm first admin'))`;
}
