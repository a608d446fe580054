import { diff } from '../../../platform/journal/index.js';
import type { Opportunity, Prisma } from '../../../platform/prisma/generated/client.js';
import { fromDateColumn, toDateColumn } from '../../../platform/time/rome.js';
import type { Circumstances, DealStage, Refusal } from '../../opportunities/domain/deal.js';
import { stageChange } from '../../opportunities/domain/stage-change.js';
import { refusalOf } from '../../opportunities/domain/transitions.js';
import { Prisma as P } from '../../../platform/prisma/generated/client.js';
import { asUndo } from '../revert/deal-undo.js';
import type { PlannedUpdate, StagedData } from './import-target.js';
import { diffWithCustom } from '../../custom-fields/diff-with-custom.js';
import type { CustomFieldRule, CustomValues } from '../../custom-fields/domain/custom-field.js';
import { partDefaulted } from './client-changes.js';
import type { FieldTrouble } from './client-row.js';
import { judgeCustom } from './custom-columns.js';

export interface OpportunityUpdate extends PlannedUpdate {
  before: Opportunity;
  after: Opportunity;
  /** `{ field: { from, to } }` of what the row changes. */
  changes: Prisma.InputJsonObject;
  /** It goes into another stage. */
  moves: boolean;
}

const PLAIN = ['title', 'source', 'expectedCloseDate', 'amount', 'ownerId', 'clientId'] as const;

/** What a row changes on the deal that it matches, by the rules of `PATCH` and `move`; null: nothing. */
export function opportunityChanges(
  row: number,
  { fields, defaulted }: StagedData,
  before: Opportunity,
  { stage, rules }: { stage: DealStage | undefined; rules: readonly CustomFieldRule[] },
  circumstances: Circumstances,
): OpportunityUpdate | { refusal: Refusal } | { troubles: FieldTrouble[] } | null {
  const told = Object.fromEntries(
    PLAIN.filter((field) => !defaulted.includes(field) && fields[field] !== undefined).map((field) => [
      field,
      fields[field],
    ]),
  );
  const toldCustom = partDefaulted(fields['custom'] as CustomValues | undefined, defaulted);
  const { values: custom, troubles } = judgeCustom(rules, toldCustom, before.custom as CustomValues);
  if (troubles.length > 0) return { troubles };
  const own = diff(comparable(before), told);
  const plain = { ...own, ...(toldCustom && diffWithCustom(before, { custom })) };
  const edited: Opportunity = { ...before, ...stored(own), ...(toldCustom && { custom }) };
  const moves = stage !== undefined && !defaulted.includes('stageId') && stage.id !== before.stageId;
  if (!moves)
    return Object.keys(plain).length === 0
      ? null
      : { row, id: before.id, before, after: edited, changes: plain, moves, ...undoOf(before, moves) };

  const details = {
    lostReason: (fields['lostReason'] as string | null) ?? undefined,
    lostNote: (fields['lostNote'] as string | null) ?? undefined,
    closedAt: fields['closedAt'] ? new Date(fields['closedAt'] as string) : undefined,
  };
  const refusal = refusalOf('move', edited, stage, details, circumstances);
  if (refusal) return { refusal };
  const after = { ...edited, ...stageChange(edited, stage, details, circumstances.now) };
  return {
    row,
    id: before.id,
    before,
    after,
    changes: { ...plain, stageId: { from: before.stageId, to: stage.id } },
    moves,
    ...undoOf(before, moves),
  };
}

function undoOf(deal: Opportunity, moves: boolean): Pick<PlannedUpdate, 'undo' | 'version'> {
  return { undo: asUndo({ deal, moves }), version: deal.version + 1 };
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
    ...(after['amount'] && { amount: new P.Decimal(after['amount']) }),
    ...(after['expectedCloseDate'] && { expectedCloseDate: toDateColumn(after['expectedCloseDate']) }),
  };
}
