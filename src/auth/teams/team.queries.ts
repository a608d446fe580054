import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Edits of one team take turns. */
export async function lockTeam(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM teams WHERE id = ${id}::uuid FOR UPDATE`;
}
