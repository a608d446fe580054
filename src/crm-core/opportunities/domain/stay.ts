/** One stay of a deal in a stage, with the deal as it was on entering. */
export interface Stay {
  /** 1 for the creation, then one more for each step. */
  sequence: number;
  fromStageId: string | null;
  stageId: string;
  enteredAt: Date;
  /** Null while the deal stands there. */
  leftAt: Date | null;
  ownerId: string;
  /** EUR, decimal. */
  amount: string;
  /** Percent, 0–100. */
  probability: number;
}

/**
 * When a step took place. A closing may be told late, with its own date; the stay before it then ends on that date,
 * but no stay ends before it began.
 */
export function stepInstant(present: Pick<Stay, 'enteredAt'>, closedAt: Date | null, now: Date): Date {
  const told = closedAt ?? now;
  return told < present.enteredAt ? present.enteredAt : told;
}

/** Whole seconds between entering and leaving; null while the stay lasts. */
export function secondsInStage({ enteredAt, leftAt }: Pick<Stay, 'enteredAt' | 'leftAt'>): number | null {
  return leftAt && Math.floor((leftAt.getTime() - enteredAt.getTime()) / 1000);
}
