import { type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

/**
 * For the modules above, which don't read the deals' table themselves.
 * @throws DomainError OPPORTUNITY_UNKNOWN (400) when the deal is not this client's or not the actor's to see
 */
export async function assertDealOfClient(
  tx: Tx,
  actor: Principal,
  opportunityId: string | null | undefined,
  clientId: string,
): Promise<void> {
  if (!opportunityId) return;
  const scope = within<Prisma.OpportunityWhereInput>(actor.scope('opportunity:read'), 'owner');
  const deal = await tx.opportunity.findFirst({
    where: { AND: [{ id: opportunityId, clientId, deletedAt: null }, scope] },
    select: { id: true },
  });
  if (!deal)
    throw DomainError.field('/opportunityId', 'OPPORTUNITY_UNKNOWN', 'This client has no such opportunity.');
}
