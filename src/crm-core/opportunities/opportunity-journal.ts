import type { Principal } from '../../platform/access/index.js';
import type { JournalService } from '../../platform/journal/index.js';
import type { Opportunity, Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { opportunityFacts } from './opportunity-facts.js';

export type OpportunityVerb = 'created' | 'updated' | 'moved' | 'reopened' | 'assigned' | 'deleted';

/** Writes what happened to a deal, with both sides of it; one of the two is there. */
export async function recordOpportunity(
  tx: Tx,
  journal: JournalService,
  actor: Principal,
  verb: OpportunityVerb,
  before: Opportunity | null,
  after: Opportunity | null,
  changes?: Prisma.InputJsonObject,
): Promise<void> {
  const deal = after ?? before;
  if (!deal) return;
  await journal.record(tx, actor, {
    action: `opportunity.${verb}`,
    entity: 'opportunity',
    entityId: deal.id,
    clientId: deal.clientId,
    ownerId: deal.ownerId,
    facts: opportunityFacts(before, after, changes),
  });
}
