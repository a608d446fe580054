import type { Day } from '../../cadence/domain/cadence.js';
import { UNASSIGNED_CODES, type UnassignedCode } from '../domain/plan.js';
import { dayNumber, dayOf } from './calendar-days.js';
import { leastApart, type Rhythm, type Span } from './visits-needed.js';

/** ALREADY_OVERDUE: before the plan begins; PLANNED_LATER: the visit of the calendar comes after the day. */
export const OUTSIDE_CODES = ['ALREADY_OVERDUE', 'PLANNED_LATER', ...UNASSIGNED_CODES] as const;
export type OutsideCode = (typeof OUTSIDE_CODES)[number];

/** A visit that comes after its day, or not at all. */
export interface OutsideCadence {
  readonly dueOn: Day;
  /** Null: not within the plan. */
  readonly visitedOn: Day | null;
  readonly code: OutsideCode;
  readonly message: string;
}

/** Why the engine did not place a visit, by the day on which it was due. */
export type Reasons = ReadonlyMap<Day, { readonly code: UnassignedCode; readonly message: string }>;

/**
 * Follows a client's visits through the plan: each no later than an interval after the one before, the next one due
 * only when work goes on after the plan.
 *
 * @param visits the days of all its visits in the plan, ascending, those of the calendar among them
 * @returns null when it stays within its cadence, else the first visit that does not
 */
export function outsideCadence(
  rhythm: Rhythm,
  visits: readonly Day[],
  span: Span,
  reasons: Reasons,
): OutsideCadence | null {
  const outside: OutsideCadence[] = [];
  let due = dayNumber(rhythm.dueOn);
  let previous = -Infinity;
  for (const visitedOn of [...visits, null]) {
    const day = visitedOn === null ? dayNumber(span.until) + 1 : dayNumber(visitedOn);
    if (due < day) {
      const dueOn = dayOf(due);
      const why = whyLate(rhythm, { dueOn, visitedOn, previous }, span, reasons);
      outside.push({ dueOn, visitedOn, ...why });
    }
    previous = day;
    due = day + rhythm.intervalDays;
  }
  // What was late before the plan began says less than what the plan itself could not keep.
  return outside.find(({ code }) => code !== 'ALREADY_OVERDUE') ?? outside[0] ?? null;
}

interface LateVisit {
  readonly dueOn: Day;
  readonly visitedOn: Day | null;
  /** Day number of the visit before. */
  readonly previous: number;
}

function whyLate(
  rhythm: Rhythm,
  { dueOn, visitedOn, previous }: LateVisit,
  { dates }: Span,
  reasons: Reasons,
): Pick<OutsideCadence, 'code' | 'message'> {
  const told = reasons.get(dueOn) ?? [...reasons.values()][0];
  if (visitedOn !== null && dueOn < (dates[0] ?? ''))
    return { code: 'ALREADY_OVERDUE', message: 'The visit was due before the plan begins.' };
  if (visitedOn !== null && rhythm.standing.includes(visitedOn))
    return { code: 'PLANNED_LATER', message: 'The visit that stands in the calendar comes after that day.' };
  const first = Math.max(previous + leastApart(rhythm.intervalDays), dayNumber(dates[0] ?? dueOn));
  const open = dates.some((date, i) => rhythm.open[i] && date <= dueOn && dayNumber(date) >= first);
  if (!open && dueOn >= (dates[0] ?? ''))
    return {
      code: 'CLOSED_THAT_DAY',
      message: 'On no working day before it was due is the client open long enough within the shift.',
    };
  return told ?? { code: 'NO_ROOM', message: 'The days before it was due are full.' };
}
