import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Edits of one role take turns, and wait for those who are about to give it to somebody. */
export async function lockRole(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM roles WHERE id = ${id}::uuid FOR UPDATE`;
}

/** Holds a role as it is while somebody gives it away. */
export async function holdRole(tx: Tx, key: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM roles WHERE key = ${key} FOR SHARE`;
}
