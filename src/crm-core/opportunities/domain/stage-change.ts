import type { ClosingDetails, Deal, DealStage, DealStatus } from './deal.js';

/** What bringing a deal into a stage sets. */
export interface StageChange {
  stageId: string;
  status: DealStatus;
  /** Percent, 0–100. */
  probability: number;
  probabilityOverridden: boolean;
  closedAt: Date | null;
  lostReason: string | null;
  lostNote: string | null;
  competitor: string | null;
  wonReason: string | null;
  wonNote: string | null;
}

const CERTAIN = { WON: 100, LOST: 0 } as const;

/** The probability of a stage: won is certain, lost is out, whatever the stage's own number says. */
export function stageProbability({ kind, probability }: Pick<DealStage, 'kind' | 'probability'>): number {
  return kind === 'OPEN' ? probability : CERTAIN[kind];
}

/**
 * The deal's fields after a permitted step. The probability follows the stage; one set by hand outlives moves among
 * open stages and ends with the closing. Reopening clears closing date and reasons.
 */
export function stageChange(
  deal: Pick<Deal, 'probability' | 'probabilityOverridden'>,
  target: DealStage,
  details: ClosingDetails,
  now: Date,
): StageChange {
  const closes = target.kind !== 'OPEN';
  const keepsOwn = deal.probabilityOverridden && !closes;
  return {
    stageId: target.id,
    status: target.kind,
    probability: keepsOwn ? deal.probability : stageProbability(target),
    probabilityOverridden: keepsOwn,
    closedAt: closes ? (details.closedAt ?? now) : null,
    lostReason: (target.kind === 'LOST' && details.lostReason) || null,
    lostNote: (target.kind === 'LOST' && details.lostNote) || null,
    competitor: (target.kind === 'LOST' && details.competitor) || null,
    wonReason: (target.kind === 'WON' && details.wonReason) || null,
    wonNote: (target.kind === 'WON' && details.wonNote) || null,
  };
}
