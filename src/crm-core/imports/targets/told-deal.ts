import type { ClosingDetails, DealStage, DealStatus, Refusal } from '../../opportunities/domain/deal.js';
import { stageProbability } from '../../opportunities/domain/stage-change.js';
import type { StagedData } from './import-target.js';

/** A staged field; null is as if it had not been staged. */
export function told(fields: StagedData['fields'], field: string): string | undefined {
  return (fields[field] as string | null | undefined) ?? undefined;
}

/** What the row says of a closing. A default reason or date is meant for the rows that can have one. */
export function closingDetails({ fields, defaulted }: StagedData, kind: DealStatus): ClosingDetails {
  const fitting = (field: string, fits: boolean): string | undefined =>
    fits || !defaulted.includes(field) ? told(fields, field) : undefined;
  const lostReason = fitting('lostReason', kind === 'LOST');
  const wonReason = fitting('wonReason', kind === 'WON');
  const closedAt = fitting('closedAt', kind !== 'OPEN');
  return {
    lostReason,
    lostNote: fitting('lostNote', kind === 'LOST' && lostReason !== undefined),
    competitor: fitting('competitor', kind === 'LOST'),
    wonReason,
    wonNote: fitting('wonNote', kind === 'WON'),
    closedAt: closedAt === undefined ? undefined : new Date(closedAt),
  };
}

/**
 * The probability that a row sets by hand in this stage; null: the deal follows the stage, undefined: nothing is said.
 * The stage's own number sets nothing, unless `probabilityOverridden` says that it does.
 */
export function probabilityByHand({ fields }: StagedData, stage: DealStage): number | null | undefined {
  const { statedProbability: probability, probabilityOverridden: byHand } = fields;
  if (byHand === false) return null;
  if (typeof probability !== 'number') return undefined;
  return probability === stageProbability(stage) && byHand !== true ? null : probability;
}

export const CERTAIN: Refusal = {
  pointer: '/statedProbability',
  code: 'DEAL_CLOSED',
  detail: 'A closed opportunity is certain: its probability can’t be set.',
};
