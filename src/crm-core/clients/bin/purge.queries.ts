import { type AccessScope, withinSql } from '../../../platform/access/index.js';
import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';

/** Locks a client, deleted or not, against everything. */
export async function lockAlone(tx: Tx, id: string, scope: AccessScope): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT c.id FROM clients c
    WHERE c.id = ${id}::uuid AND ${withinSql(scope, Prisma.sql`c.owner_id`)} FOR UPDATE`;
  return rows.length > 0;
}

/** What happened stays on record, by whom and when; what it was about is gone. */
export async function eraseFacts(tx: Tx, clientIds: readonly string[]): Promise<number> {
  return tx.$executeRaw`
    UPDATE journal SET facts = '{"erased": true}' WHERE client_id = ANY(${[...clientIds]}::uuid[]) AND facts <> '{"erased": true}'`;
}

/** An import keeps how each row ended, and nothing of what it said of these clients. */
export async function eraseImportedRows(tx: Tx, clientIds: readonly string[]): Promise<number> {
  return tx.$executeRaw`
    UPDATE import_rows SET data = NULL, before = NULL, errors = NULL, warnings = NULL
    WHERE entity_id = ANY(${[...clientIds]}::uuid[])`;
}
