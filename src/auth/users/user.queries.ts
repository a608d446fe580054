import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Edits of one account take turns; so do all that could take away the last admin. */
export async function lockUserAndAdmins(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM users WHERE id = ${id}::uuid OR (role = 'ADMIN' AND status = 'ACTIVE') ORDER BY id FOR UPDATE`;
}
