import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { JournalService } from '../../platform/journal/index.js';
import type { Opportunity } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { lockClient } from '../clients/client.queries.js';

/**
 * Whoever buys is a customer: a won deal says so of its client, in the same transaction.
 * @throws DomainError CLIENT_NEEDED (409) when the client was deleted
 */
export async function makeCustomer(
  tx: Tx,
  journal: JournalService,
  actor: Principal,
  deal: Opportunity,
): Promise<void> {
  const client = deal.clientId && (await lockClient(tx, deal.clientId, { kind: 'all' }, 'edit'));
  if (!client)
    throw new DomainError(
      'conflict',
      'CLIENT_NEEDED',
      'The client of this opportunity was deleted: give it another one first.',
    );
  if (client.lifecycle === 'CUSTOMER') return;
  await tx.client.update({
    where: { id: client.id },
    data: { lifecycle: 'CUSTOMER', version: { increment: 1 }, updatedById: actor.userId },
  });
  await journal.record(tx, actor, {
    action: 'client.lifecycle-changed',
    entity: 'client',
    entityId: client.id,
    clientId: client.id,
    ownerId: client.ownerId,
    facts: { from: client.lifecycle, to: 'CUSTOMER', opportunityId: deal.id },
  });
}
