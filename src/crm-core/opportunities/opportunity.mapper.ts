import type { Opportunity, OpportunityStageEntry } from '../../platform/prisma/generated/client.js';
import { fromDateColumn } from '../../platform/time/rome.js';
import type { CustomValues } from '../custom-fields/domain/custom-field.js';
import type { Freshness } from './rotting.queries.js';
import { secondsInStage } from './domain/stay.js';
import type { OpportunityHistoryEntryResponse } from './dto/opportunity-history.response.js';
import type { OpportunityResponse } from './dto/opportunity.response.js';

export function toOpportunityResponse(deal: Opportunity & Freshness): OpportunityResponse {
  const { id, title, clientId, pipelineId, stageId, probability, probabilityOverridden, status, closedAt } =
    deal;
  const {
    lostReason,
    lostNote,
    competitor,
    wonReason,
    wonNote,
    source,
    ownerId,
    version,
    createdAt,
    createdById,
    updatedAt,
    updatedById,
  } = deal;
  const { lastActivityAt, rottenSince } = deal;
  return {
    id,
    title,
    clientId,
    pipelineId,
    stageId,
    amount: deal.amount.toFixed(2),
    probability,
    probabilityOverridden,
    expectedCloseDate: deal.expectedCloseDate && fromDateColumn(deal.expectedCloseDate),
    status,
    closedAt,
    lostReason,
    lostNote,
    competitor,
    wonReason,
    wonNote,
    lastActivityAt,
    rotting: rottenSince !== null,
    rottenSince,
    source,
    custom: deal.custom as CustomValues,
    ownerId,
    version,
    createdAt,
    createdById,
    updatedAt,
    updatedById,
  };
}

export function toHistoryEntryResponse(entry: OpportunityStageEntry): OpportunityHistoryEntryResponse {
  const { id, sequence, fromStageId, stageId, enteredAt, leftAt, byId, ownerId, probability } = entry;
  return {
    id,
    sequence,
    fromStageId,
    toStageId: stageId,
    at: enteredAt,
    leftAt,
    secondsInStage: secondsInStage(entry),
    byId,
    ownerId,
    amount: entry.amount.toFixed(2),
    probability,
  };
}
