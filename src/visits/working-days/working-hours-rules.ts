import { DomainError, type FieldProblem } from '../../platform/errors/index.js';
import { minuteOf, WEEKDAYS } from './agent-calendar.js';
import type { CreateAbsenceDto } from './dto/absence.dto.js';
import type { SetWorkingHoursDto, WorkdayDto } from './dto/set-working-hours.dto.js';

const LONGEST_ABSENCE_DAYS = 366;
const DAY_MS = 86_400_000;

/** @throws DomainError NOT_A_SHIFT, NOT_A_BREAK, END_WITHOUT_START (400) */
export function assertWorkingHours({ days, start, end }: SetWorkingHoursDto): void {
  const errors = WEEKDAYS.flatMap((weekday) => dayProblems(days[weekday], `/days/${weekday}`));
  if (end && !start)
    errors.push({
      pointer: '/end',
      code: 'END_WITHOUT_START',
      detail: 'A day that ends somewhere begins somewhere.',
    });
  refuse(errors);
}

function dayProblems(day: WorkdayDto | undefined, pointer: string): FieldProblem[] {
  if (!day) return [];
  const { from, to, lunchBreak } = day;
  if (from >= to) return [{ pointer, code: 'NOT_A_SHIFT', detail: 'A shift ends after it begins.' }];
  if (!lunchBreak) return [];
  const fits = minuteOf(lunchBreak.to) - minuteOf(lunchBreak.from) >= lunchBreak.minutes;
  if (fits && lunchBreak.from >= from && lunchBreak.to <= to) return [];
  const detail = 'The break fits between its from and to, and these lie within the day.';
  return [{ pointer: `${pointer}/lunchBreak`, code: 'NOT_A_BREAK', detail }];
}

/** @throws DomainError ABSENCE_END_BEFORE_START, ABSENCE_TOO_LONG, ABSENCE_HOURS (400) */
export function assertAbsence({ from, to, fromTime = null, toTime = null }: CreateAbsenceDto): void {
  if (to < from)
    throw DomainError.field('/to', 'ABSENCE_END_BEFORE_START', 'An absence can’t end before it begins.');
  if (Date.parse(to) - Date.parse(from) > LONGEST_ABSENCE_DAYS * DAY_MS)
    throw DomainError.field(
      '/to',
      'ABSENCE_TOO_LONG',
      'An absence lasts a year at most; make another for the rest.',
    );
  if (fromTime === null && toTime === null) return;
  if (fromTime === null || toTime === null || fromTime >= toTime || from !== to)
    throw DomainError.field(
      '/fromTime',
      'ABSENCE_HOURS',
      'Hours away have both ends, in order, and lie on one day: `from` and `to` are the same.',
    );
}

function refuse(errors: readonly FieldProblem[]): void {
  if (errors.length === 0) return;
  throw new DomainError('invalid', 'VALIDATION_FAILED', errors[0]?.detail ?? '', { errors });
}
