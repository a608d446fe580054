import { type AccessScope, withinSql } from '../../platform/access/index.js';
import { type ImportStatus, Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Holds an import of somebody within the scope; undefined when there is none. @returns its status */
export async function lockVisibleImport(
  tx: Tx,
  id: string,
  scope: AccessScope,
): Promise<ImportStatus | undefined> {
  const [row] = await tx.$queryRaw<{ status: ImportStatus }[]>`
    SELECT i.status FROM imports i WHERE i.id = ${id}::uuid AND ${withinSql(scope, Prisma.sql`i.created_by_id`)} FOR UPDATE`;
  return row?.status;
}
