import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { ClientDirectory } from '../clients/client-directory.service.js';
import { keepVisibleOpportunity } from './activity.queries.js';

/** What an activity is about. */
export interface ActivityLinks {
  clientId: string | null;
  opportunityId: string | null;
}

/** Links as a caller names them: undefined leaves one as it is, null clears it. */
export type NamedLinks = { [Link in keyof ActivityLinks]?: string | null };

/**
 * The links of an activity after the caller named some. What they name must be theirs to see; an opportunity brings
 * its client along, and the two never contradict each other.
 * @throws DomainError CLIENT_UNKNOWN, OPPORTUNITY_UNKNOWN, OTHER_CLIENT (400)
 */
export async function resolveLinks(
  tx: Tx,
  clients: ClientDirectory,
  actor: Principal,
  before: ActivityLinks,
  named: NamedLinks,
): Promise<ActivityLinks> {
  const clientId = named.clientId === undefined ? before.clientId : named.clientId;
  const opportunityId = named.opportunityId === undefined ? before.opportunityId : named.opportunityId;
  if (clientId && clientId !== before.clientId)
    await clients.requireVisible(tx, actor, clientId, 'client:read', '/clientId');
  if (!opportunityId) return { clientId, opportunityId };

  const scope =
    opportunityId === before.opportunityId ? { kind: 'all' as const } : actor.scope('opportunity:read');
  const opportunity = await keepVisibleOpportunity(tx, scope, opportunityId);
  if (!opportunity) {
    // One that was deleted meanwhile doesn't hinder an edit of something else.
    if (opportunityId === before.opportunityId) return { clientId, opportunityId };
    throw DomainError.field(
      '/opportunityId',
      'OPPORTUNITY_UNKNOWN',
      'There is no such opportunity, or it is not yours to see.',
    );
  }
  if (opportunity.clientId && clientId && opportunity.clientId !== clientId) {
    const pointer = named.opportunityId ? '/opportunityId' : '/clientId';
    throw DomainError.field(pointer, 'OTHER_CLIENT', 'The opportunity belongs to another client.');
  }
  return { clientId: clientId ?? opportunity.clientId, opportunityId };
}
