import { type DealSide, opportunityFacts } from '#app/crm-core/opportunities/opportunity-facts.js';
import { Prisma } from '#app/platform/prisma/generated/client.js';
import type { Deal, StageEntry } from './deals.ts';
import type { Entry } from './journal.ts';

/** A deal's rows of the journal: its creation, and a move for each further stay. */
export function dealRecords(deal: Deal, stays: readonly StageEntry[]): Entry[] {
  const sides = stays.map((stay, index) => sideOf(deal, stay, index === stays.length - 1));
  return stays.map((stay, index): Entry => {
    const [before, after] = [sides[index - 1] ?? null, sides[index] ?? null];
    const lost = after?.status === 'LOST' && { lostReason: { from: null, to: deal.lostReason ?? null } };
    return {
      action: before ? 'opportunity.moved' : 'opportunity.created',
      ...{ entity: 'opportunity', entityId: deal.id, clientId: deal.clientId ?? null },
      ...{ ownerId: deal.ownerId, actorId: deal.ownerId, at: stay.enteredAt },
      facts: opportunityFacts(before, after, lost || undefined),
    };
  });
}

/** The deal as it stood during a stay; only its last one may have closed it. */
function sideOf(deal: Deal, stay: StageEntry, isLast: boolean): DealSide {
  const { ownerId, clientId = null, pipelineId, createdAt, closedAt, status = 'OPEN' } = deal;
  return {
    ...{ ownerId, clientId, pipelineId, createdAt, stageId: stay.stageId, probability: stay.probability },
    status: isLast ? status : 'OPEN',
    closedAt: isLast ? closedAt : null,
    amount: new Prisma.Decimal(deal.amount),
    expectedCloseDate: deal.expectedCloseDate ?? null,
  };
}
