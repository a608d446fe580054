import type { DealFacts } from '../../opportunities/opportunity-facts.js';
import type { StagedData } from './import-target.js';

/** What the journal says of a new deal, from its staged row: the days whose figures it makes stale are among it. */
export function importedFacts({ fields }: StagedData): DealFacts {
  const {
    ownerId,
    clientId,
    pipelineId,
    stageId,
    status,
    amount,
    probability,
    expectedCloseDate,
    createdAt,
    closedAt,
  } = fields;
  return {
    ownerId,
    clientId,
    pipelineId,
    stageId,
    status,
    amount,
    probability,
    expectedCloseDate: expectedCloseDate ?? null,
    createdAt,
    closedAt,
  } as DealFacts;
}
