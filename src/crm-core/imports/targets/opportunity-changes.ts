import { diff } from '../../../platform/journal/index.js';
import { type Opportunity, Prisma } from '../../../platform/prisma/generated/client.js';
import { fromDateColumn, toDateColumn } from '../../../platform/time/rome.js';
import type { Circumstances, DealStage, Refusal } from '../../opportunities/domain/deal.js';
import { stageChange, stageProbability } from '../../opportunities/domain/stage-change.js';
import { refusalOf } from '../../opportunities/domain/transitions.js';
import { asUndo } from '../revert/deal-undo.js';
import type { PlannedUpdate, StagedData, StagedRow } from './import-target.js';
import { diffWithCustom } from '../../custom-fields/diff-with-custom.js';
import type { CustomFieldRule, CustomValues } from '../../custom-fields/domain/custom-field.js';
import { partDefaulted } from './client-changes.js';
import type { FieldTrouble } from './client-row.js';
import { closingCorrection } from './closing-correction.js';
import { judgeCustom } from './custom-columns.js';
import type { StageBook } from './stage-book.js';
import { CERTAIN, closingDetails, probabilityByHand } from './told-deal.js';

export interface OpportunityUpdate extends PlannedUpdate {
  before: Opportunity;
  after: Opportunity;
  /** `{ field: { from, to } }` of what the row changes. */
  changes: Prisma.InputJsonObject;
  /** It goes into another stage. */
  moves: boolean;
}

const PLAIN = [
  ...['title', 'externalId', 'source', 'expectedCloseDate', 'amount', 'ownerId', 'clientId'],
] as const;

/** What a row changes on the deal that it matches, by the rules of `PATCH` and `move`; null: nothing. */
export function opportunityChanges(
  { row, data }: StagedRow,
  before: Opportunity,
  { stages, rules }: { stages: StageBook; rules: readonly CustomFieldRule[] },
  circumstances: Circumstances,
): OpportunityUpdate | { refusal: Refusal } | { troubles: FieldTrouble[] } | null {
  const { fields, defaulted } = data;
  const given = Object.fromEntries(
    PLAIN.filter((field) => !defaulted.includes(field) && (fields[field] ?? undefined) !== undefined).map(
      (field) => [field, fields[field]],
    ),
  );
  const toldCustom = partDefaulted(fields['custom'] as CustomValues | undefined, defaulted);
  const { values: custom, troubles } = judgeCustom(rules, toldCustom, before.custom as CustomValues);
  if (troubles.length > 0) return { troubles };
  const present = stages.byId(before.stageId);
  const stage = defaulted.includes('stageId') ? present : stages.byId(fields['stageId']);
  if (!present || !stage) return { refusal: { code: 'STAGE_UNKNOWN', detail: 'There is no such stage.' } };

  const probability = probabilityChange(data, before, stage);
  if ('refusal' in probability) return probability;
  const moves = stage.id !== before.stageId;
  const correction = moves ? { said: {} } : closingCorrection(before, data, circumstances);
  if ('refusal' in correction) return correction;
  const own = diff(comparable(before), { ...given, ...correction.said });
  const edited: Opportunity = {
    ...{ ...before, ...stored(own), ...probability },
    ...(toldCustom && { custom }),
  };
  const changes = {
    ...{ ...own, ...diff(before, probability) },
    ...(toldCustom && diffWithCustom(before, { custom })),
  };
  if (!moves) return Object.keys(changes).length === 0 ? null : update(row, before, edited, changes, false);
  const details = closingDetails(data, stage.kind);
  const refusal = refusalOf('move', edited, stage, details, circumstances);
  if (refusal) return { refusal };
  const after = { ...edited, ...stageChange(edited, stage, details, circumstances.now) };
  const moved = { ...changes, stageId: { from: before.stageId, to: stage.id } };
  return update(row, before, after, moved, true);
}

function update(
  row: number,
  before: Opportunity,
  after: Opportunity,
  changes: Prisma.InputJsonObject,
  moves: boolean,
): OpportunityUpdate {
  const undo = asUndo({ deal: before, moves });
  return { row, id: before.id, before, after, changes, moves, undo, version: before.version + 1 };
}

/** What the row sets of the probability; it counts in the stage into which the deal goes. */
function probabilityChange(
  data: StagedData,
  before: Opportunity,
  stage: DealStage,
): Partial<Pick<Opportunity, 'probability' | 'probabilityOverridden'>> | { refusal: Refusal } {
  if (data.defaulted.includes('statedProbability')) return {};
  const byHand = probabilityByHand(data, stage);
  if (byHand === undefined) return {};
  if (stage.kind !== 'OPEN') return byHand === null ? {} : { refusal: CERTAIN };
  if (byHand !== null) return { probability: byHand, probabilityOverridden: true };
  return before.probabilityOverridden
    ? { probability: stageProbability(stage), probabilityOverridden: false }
    : {};
}

function comparable(deal: Opportunity): Record<string, unknown> {
  return {
    ...deal,
    amount: deal.amount.toFixed(2),
    expectedCloseDate: deal.expectedCloseDate && fromDateColumn(deal.expectedCloseDate),
  };
}

/** The changed fields in the form in which Prisma holds them. */
function stored(changes: Prisma.InputJsonObject): Partial<Opportunity> {
  const after = Object.fromEntries(
    Object.entries(changes).map(([field, change]) => [field, (change as { to: string | null }).to]),
  );
  return {
    ...after,
    ...(after['amount'] && { amount: new Prisma.Decimal(after['amount']) }),
    ...(after['expectedCloseDate'] && { expectedCloseDate: toDateColumn(after['expectedCloseDate']) }),
  };
}
