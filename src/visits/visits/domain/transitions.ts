export type VisitStatus =
  'PLANNED' | 'CONFIRMED' | 'CHECKED_IN' | 'COMPLETED' | 'NO_SHOW' | 'SKIPPED' | 'CANCELLED';

export type VisitStep = 'confirm' | 'check-in' | 'check-out' | 'no-show' | 'skip' | 'cancel';

interface Transition {
  readonly from: readonly VisitStatus[];
  readonly to: VisitStatus;
}

/** A visit that has not begun: it may still be moved, begun or given up. */
export const OPEN: readonly VisitStatus[] = ['PLANNED', 'CONFIRMED'];

/** A visit that holds its place in the agent's day. */
export const LIVING: readonly VisitStatus[] = [...OPEN, 'CHECKED_IN'];

/** The life of a visit. Whatever is not here is not allowed. */
export const TRANSITIONS: Readonly<Record<VisitStep, Transition>> = {
  confirm: { from: ['PLANNED'], to: 'CONFIRMED' },
  'check-in': { from: OPEN, to: 'CHECKED_IN' },
  'check-out': { from: ['CHECKED_IN'], to: 'COMPLETED' },
  'no-show': { from: OPEN, to: 'NO_SHOW' },
  skip: { from: OPEN, to: 'SKIPPED' },
  cancel: { from: OPEN, to: 'CANCELLED' },
};

/** The status after a step, or undefined where the step is not allowed. */
export function after(status: VisitStatus, step: VisitStep): VisitStatus | undefined {
  const { from, to } = TRANSITIONS[step];
  return from.includes(status) ? to : undefined;
}

/** The steps that a visit of this status may take. */
export function stepsFrom(status: VisitStatus): VisitStep[] {
  return (Object.keys(TRANSITIONS) as VisitStep[]).filter((step) => after(status, step) !== undefined);
}
