import { type RecordedDeal, recordDeal } from '../../opportunities/domain/recorded-deal.js';
import type { Circumstances, Refusal } from '../../opportunities/domain/deal.js';
import type { Stay } from '../../opportunities/domain/stay.js';
import type { StagedData } from './import-target.js';
import type { StageBook } from './stage-book.js';
import { CERTAIN, closingDetails, probabilityByHand, told } from './told-deal.js';

/** A deal as it is written: its history comes along. */
export interface NewDeal extends StagedData {
  stays: (Omit<Stay, 'enteredAt' | 'leftAt'> & { enteredAt: string; leftAt: string | null })[];
}

/**
 * The deal that a row makes, under the rules of one that was moved step by step, in the stages of this moment.
 * @returns the deal with its history, or the first rule against it
 */
export function newDeal(
  data: StagedData,
  stages: StageBook,
  circumstances: Circumstances,
): { deal: NewDeal } | { refusal: Refusal } {
  const { fields, defaulted } = data;
  const stage = stages.byId(fields['stageId']);
  const firstStage = stage && stages.first(stage.pipelineId);
  if (!stage || !firstStage) return { refusal: NOWHERE };
  const details = closingDetails(data, stage.kind);
  const createdAt = instant(told(fields, 'createdAt'));
  if (stage.kind !== 'OPEN' && createdAt && !details.closedAt) return { refusal: CLOSING_DATE_NEEDED };
  const probability = probabilityByHand(data, stage) ?? undefined;
  if (stage.kind !== 'OPEN' && probability !== undefined) return { refusal: CERTAIN };
  const { title, externalId, source, expectedCloseDate, custom } = fields;
  const facts = {
    ownerId: fields['ownerId'] as string,
    clientId: told(fields, 'clientId') ?? null,
    amount: told(fields, 'amount') ?? '0.00',
  };
  const began = createdAt ?? details.closedAt ?? circumstances.now;
  const input: RecordedDeal = {
    ...{ stage, firstStage, ...facts, ...details },
    ...{ createdAt: began, probability },
  };
  const result = recordDeal(input, circumstances);
  if ('refusal' in result) return result;
  const plain = { title, externalId, source, expectedCloseDate, custom, ...facts };
  const { fields: derived, stays } = result.record;
  return { deal: { ...asJson({ fields: { ...plain, ...derived }, stays }), defaulted } };
}

const NOWHERE: Refusal = {
  code: 'STAGE_RETIRED',
  detail: 'The stage is retired: no opportunity enters it any more.',
};
const CLOSING_DATE_NEEDED: Refusal = {
  pointer: '/closedAt',
  code: 'CLOSING_DATE_NEEDED',
  detail: 'A closed opportunity with a date of creation needs one of closing.',
};

function instant(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}

function asJson(deal: object): Pick<NewDeal, 'fields' | 'stays'> {
  return JSON.parse(JSON.stringify(deal)) as Pick<NewDeal, 'fields' | 'stays'>;
}
