import type { Opportunity, Prisma } from '../../platform/prisma/generated/client.js';

/** A deal as the KPIs count it, at one moment. Instants are ISO 8601 in UTC, the amount a decimal string in EUR. */
export type DealFacts = {
  ownerId: string;
  clientId: string | null;
  pipelineId: string;
  stageId: string;
  status: 'OPEN' | 'WON' | 'LOST';
  amount: string;
  /** Percent, 0–100. */
  probability: number;
  expectedCloseDate: string | null;
  createdAt: string;
  closedAt: string | null;
};

/** The columns of a deal that its facts are made of. */
export type DealSide = Pick<Opportunity, keyof DealFacts>;

/**
 * The facts of every journal row of an opportunity, whatever happened to it:
 *
 * | action | before | after | besides |
 * | --- | --- | --- | --- |
 * | `opportunity.created` | null | the new deal | |
 * | `opportunity.moved`, `opportunity.reopened` | in the old stage | in the new one | `changes`: reason and note, when there are |
 * | `opportunity.assigned` | of the old owner | of the new one | |
 * | `opportunity.updated` | as it was | as it is | `changes`: `{ field: { from, to } }` of what was edited |
 * | `opportunity.deleted` | the last state | null | |
 *
 * The figures that a change makes stale are those of `createdAt` and `closedAt` of **both** sides, each for its own
 * owner. Stays (`opportunity_stage_entries`) keep their own days and owners: those of the same deal are stale too.
 */
export type OpportunityFacts = {
  before: DealFacts | null;
  after: DealFacts | null;
  changes?: Prisma.InputJsonObject;
};

/** @param changes fields that the two sides don't show, as `diff()` tells them */
export function opportunityFacts(
  before: DealSide | null,
  after: DealSide | null,
  changes?: Prisma.InputJsonObject,
): OpportunityFacts {
  return {
    before: before && dealFacts(before),
    after: after && dealFacts(after),
    ...(changes && { changes }),
  };
}

function dealFacts(deal: DealSide): DealFacts {
  const { ownerId, clientId, pipelineId, stageId, status, probability } = deal;
  return {
    ownerId,
    clientId,
    pipelineId,
    stageId,
    status,
    amount: deal.amount.toFixed(2),
    probability,
    expectedCloseDate: deal.expectedCloseDate?.toISOString().slice(0, 10) ?? null,
    createdAt: deal.createdAt.toISOString(),
    closedAt: deal.closedAt?.toISOString() ?? null,
  };
}
