import { DomainError } from '../../../platform/errors/index.js';
import { addDays, type BusinessDate } from '../../../platform/time/rome.js';
import {
  type AgentCalendar,
  type DayOff,
  dayOff as offByCalendar,
  type Shift,
} from '../../working-days/agent-calendar.js';

export interface DaysOff {
  /** Days on which the agent does not work, as the request names them. */
  readonly absentOn: ReadonlySet<BusinessDate>;
  /** What is stored; absent: an agent who works from Monday to Friday, but not on the holidays of Italy. */
  readonly calendar?: AgentCalendar;
  /** In place of the stored shift. */
  readonly shift?: Shift;
}

const USUAL: AgentCalendar = { hours: null, away: [] };

/** @returns why the agent does not work that day, or null */
export function dayOff(date: BusinessDate, { absentOn, calendar = USUAL, shift }: DaysOff): DayOff | null {
  const off = offByCalendar(date, calendar, shift);
  if (off) return off;
  return absentOn.has(date) ? { code: 'ABSENT', message: 'The agent is absent.' } : null;
}

/** The first `count` days from `from` on that are worked. No more than a year is looked through. */
export function workingDays(from: BusinessDate, count: number, off: DaysOff): BusinessDate[] {
  const days: BusinessDate[] = [];
  for (let ahead = 0; ahead < 366 && days.length < count; ahead++) {
    const date = addDays(from, ahead);
    if (dayOff(date, off) === null) days.push(date);
  }
  return days;
}

/** @throws DomainError NOTHING_TO_PLAN (400) */
export function assertSomeDay(working: readonly string[]): void {
  if (working.length > 0) return;
  throw DomainError.field(
    '/from',
    'NOTHING_TO_PLAN',
    'From there on the agent works on no day of a whole year, by the working hours and absences.',
  );
}

/** The last day before work goes on: the eve of the first working day after `date`, within a month. */
export function lastBeforeWork(date: BusinessDate, off: DaysOff): BusinessDate {
  let last = date;
  for (let ahead = 1; ahead <= 31 && dayOff(addDays(date, ahead), off) !== null; ahead++)
    last = addDays(date, ahead);
  return last;
}
