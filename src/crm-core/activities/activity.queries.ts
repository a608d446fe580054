import { type AccessScope, withinSql } from '../../platform/access/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

export interface LinkedOpportunity {
  clientId: string | null;
}

/**
 * An opportunity that a row is about to name: it can't be deleted before the transaction ends. Held as by one who
 * changes it, for what is done on it changes when it was last heard of.
 */
export async function keepVisibleOpportunity(
  tx: Tx,
  scope: AccessScope,
  id: string,
): Promise<LinkedOpportunity | undefined> {
  const rows = await tx.$queryRaw<LinkedOpportunity[]>`
    SELECT o.client_id AS "clientId" FROM opportunities o
    WHERE o.id = ${id}::uuid AND o.deleted_at IS NULL AND ${withinSql(scope, Prisma.sql`o.owner_id`)}
    FOR NO KEY UPDATE`;
  return rows[0];
}

/** Holds one activity for a writer until the transaction ends. */
export async function lockActivity(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT FROM activities WHERE id = ${id}::uuid FOR UPDATE`;
}
