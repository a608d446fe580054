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

/** What a closing says besides its stage. */
export interface ClosingDetails<Reason extends string = string> {
  lostReason?: Reason;
  lostNote?: string;
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
