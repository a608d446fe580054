/** OPEN, or how it ended; the kind of the stage in which the deal stands. */
export type DealStatus = 'OPEN' | 'WON' | 'LOST';

/** A stage, as the rules see it. */
export interface DealStage {
  id: string;
  pipelineId: string;
  kind: DealStatus;
  /** Percent, 0–100. */
  probability: number;
  retiredAt: Date | null;
}

/** A deal, as the rules see it. */
export interface Deal {
  pipelineId: string;
  stageId: string;
  status: DealStatus;
  clientId: string | null;
  /** Percent, 0–100. */
  probability: number;
  probabilityOverridden: boolean;
  createdAt: Date;
}

/** How a closed deal ended. */
export type Outcome = Exclude<DealStatus, 'OPEN'>;

/** One reason of the catalogue, as the rules see it. */
export interface ClosingReason {
  outcome: Outcome;
  /** Stable, unique for its outcome: `PRICE`. */
  key: string;
  needsNote: boolean;
  /** Since when no closing takes it any more. */
  retiredAt: Date | null;
}

/** What the rules have to know besides the deal and its stage. */
export interface Circumstances {
  /** Closings don't lie after it. */
  now: Date;
  /** The whole catalogue. */
  reasons: readonly ClosingReason[];
}

/** What a closing says besides its stage. */
export interface ClosingDetails {
  /** A key of the catalogue. */
  lostReason?: string;
  lostNote?: string;
  /** Who got the order instead. */
  competitor?: string;
  /** A key of the catalogue. */
  wonReason?: string;
  wonNote?: string;
  /** When it was won or lost; now, when it is left out. */
  closedAt?: Date;
}

/** Why something is refused. With a pointer, a field of the input is to blame; without, the present state is. */
export interface Refusal {
  code: string;
  detail: string;
  /** JSON pointer. */
  pointer?: string;
}
