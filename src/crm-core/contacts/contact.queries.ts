import { type AccessScope, withinSql } from '../../platform/access/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Locks a living contact of a living client within the scope; says whether there is one. */
export async function lockContact(tx: Tx, id: string, scope: AccessScope): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT FROM contacts k JOIN clients c ON c.id = k.client_id
    WHERE k.id = ${id}::uuid AND k.deleted_at IS NULL AND c.deleted_at IS NULL AND ${withinSql(scope, Prisma.sql`c.owner_id`)}
    FOR NO KEY UPDATE OF k`;
  return rows.length > 0;
}
