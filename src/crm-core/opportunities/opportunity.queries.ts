import { type AccessScope, withinSql } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { type Opportunity, Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

/**
 * One deal, held for a writer until the transaction ends. Its pipeline is held still first, in the order in which
 * those who change stages take their locks, so that the two wait for each other instead of colliding.
 * @throws DomainError NOT_FOUND when there is none, or none within the scope
 */
export async function lockOpportunity(tx: Tx, scope: AccessScope, id: string): Promise<Opportunity> {
  await tx.$queryRaw`
    SELECT FROM sales_pipelines WHERE id = (SELECT pipeline_id FROM opportunities WHERE id = ${id}::uuid) FOR SHARE`;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT o.id FROM opportunities o
    WHERE o.id = ${id}::uuid AND o.deleted_at IS NULL AND ${withinSql(scope, Prisma.sql`o.owner_id`)}
    FOR UPDATE`;
  if (rows.length === 0) throw DomainError.notFound('opportunity');
  return tx.opportunity.findUniqueOrThrow({ where: { id } });
}
