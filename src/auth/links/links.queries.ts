import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Everything that makes, uses or ends the links of one account takes turns. */
export async function lockUser(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM users WHERE id = ${id}::uuid FOR UPDATE`;
}
