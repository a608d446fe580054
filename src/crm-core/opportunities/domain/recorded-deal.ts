import { detailsRefusal } from './closing-details.js';
import type { Circumstances, ClosingDetails, Deal, DealStage, Refusal } from './deal.js';
import { stageChange, stageProbability, type StageChange } from './stage-change.js';
import type { Stay } from './stay.js';
import { refusalOf } from './transitions.js';

/** A deal that begins here, or was kept elsewhere until now and brings its own dates. */
export interface RecordedDeal extends ClosingDetails {
  /** Where it stands: any living stage. */
  stage: DealStage;
  /** Where a deal of this pipeline begins: its first open stage. A closed deal is taken to have stood there. */
  firstStage: DealStage;
  createdAt: Date;
  ownerId: string;
  clientId: string | null;
  /** EUR, decimal. */
  amount: string;
  /** Percent, 0–100, if set by hand; an open deal only. */
  probability?: number;
}

/** The fields that follow from the stage, and the whole history. */
export interface DealRecord {
  fields: StageChange & { pipelineId: string; createdAt: Date };
  stays: Stay[];
}

/**
 * A deal with its history, under the same rules as one that was moved step by step: an open one has one stay, since
 * its creation; a closed one stood in the first stage from creation to closing, and since then in its last.
 * @returns the first rule against it, or the record
 */
export function recordDeal(
  input: RecordedDeal,
  circumstances: Circumstances,
): { refusal: Refusal } | { record: DealRecord } {
  const { stage, firstStage, createdAt, ownerId, amount } = input;
  const begin = stage.kind === 'OPEN' ? stage : firstStage;
  const opened = openedDeal(input, begin);
  const refusal =
    creationRefusal(input, begin, circumstances) ??
    (stage !== begin ? refusalOf('move', opened, stage, input, circumstances) : undefined);
  if (refusal) return { refusal };

  const fields = {
    ...stageChange(opened, stage, input, circumstances.now),
    pipelineId: stage.pipelineId,
    createdAt,
  };
  const first = {
    sequence: 1,
    fromStageId: null,
    stageId: begin.id,
    enteredAt: createdAt,
    leftAt: fields.closedAt,
    ownerId,
    amount,
  };
  const stays: Stay[] = [{ ...first, probability: opened.probability }];
  if (fields.closedAt) {
    const last = {
      sequence: 2,
      fromStageId: begin.id,
      stageId: stage.id,
      enteredAt: fields.closedAt,
      leftAt: null,
      ownerId,
      amount,
    };
    stays.push({ ...last, probability: fields.probability });
  }
  return { record: { fields, stays } };
}

function openedDeal({ clientId, createdAt, probability }: RecordedDeal, begin: DealStage): Deal {
  return {
    pipelineId: begin.pipelineId,
    stageId: begin.id,
    status: 'OPEN',
    clientId,
    createdAt,
    probability: probability ?? stageProbability(begin),
    probabilityOverridden: probability !== undefined,
  };
}

function creationRefusal(
  input: RecordedDeal,
  begin: DealStage,
  circumstances: Circumstances,
): Refusal | undefined {
  const { stage, createdAt } = input;
  if (createdAt > circumstances.now)
    return { pointer: '/createdAt', code: 'IN_THE_FUTURE', detail: 'The creation lies in the future.' };
  if (begin.retiredAt)
    return { code: 'STAGE_RETIRED', detail: 'The stage is retired: no opportunity enters it any more.' };
  return stage.kind === 'OPEN' ? detailsRefusal('OPEN', createdAt, input, circumstances) : undefined;
}
