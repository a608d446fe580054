import type { Weekday } from '../../crm-core/index.js';
import { type BusinessDate, toDateColumn } from '../../platform/time/rome.js';
import type { Position } from '../geo/domain/great-circle.js';
import { holidayOn } from './holidays/holidays.js';

/** `HH:mm` on the wall in Europe/Rome. */
export interface Shift {
  readonly from: string;
  readonly to: string;
}

/** Taken whole between `from` and `to`. */
export interface LunchBreak extends Shift {
  readonly minutes: number;
}

/** The hours of one day. */
export interface DayHours {
  readonly shift: Shift;
  readonly lunchBreak: LunchBreak | null;
}

/** What an agent has stored about their days. */
export interface AgentHours {
  /** A weekday that is not named is off. */
  readonly days: Readonly<Partial<Record<Weekday, DayHours>>>;
  readonly start: Position | null;
  /** Null with a start: the day ends at the last visit. */
  readonly end: Position | null;
  readonly maxKm: number | null;
  readonly homeTown: string | null;
  readonly worksOnHolidays: boolean;
}

/** Whole days away, or some hours of one. */
export interface Away {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  /** Null: all day. */
  readonly hours: Shift | null;
}

export interface AgentCalendar {
  /** Null: none stored; then the agent works from Monday to Friday. */
  readonly hours: AgentHours | null;
  readonly away: readonly Away[];
}

export const DAYS_OFF = ['WEEKEND', 'DAY_OFF', 'HOLIDAY', 'ABSENT'] as const;
/** DAY_OFF: a weekday that the agent's working hours leave out. HOLIDAY: of Italy, or of the agent's home town. */
export type DayOffCode = (typeof DAYS_OFF)[number];

export interface DayOff {
  readonly code: DayOffCode;
  /** For people; a holiday by its name. */
  readonly message: string;
}

export const WEEKDAYS = [
  'mon',
  'tue',
  'wed',
  'thu',
  'fri',
  'sat',
  'sun',
] as const satisfies readonly Weekday[];

export function weekdayOf(date: BusinessDate): Weekday {
  return WEEKDAYS[(toDateColumn(date).getUTCDay() + 6) % 7] ?? 'mon';
}

/**
 * @param shift takes the place of the stored one
 * @returns why the agent does not work that day, or null
 */
export function dayOff(date: BusinessDate, calendar: AgentCalendar, shift?: Shift): DayOff | null {
  return weeklyDayOff(date, calendar) ?? holiday(date, calendar) ?? absence(date, calendar, shift);
}

/**
 * The hours of a day that is worked, absences of some hours taken off; null: none are stored for it.
 * @param shift takes the place of the stored one
 */
export function hoursOn(date: BusinessDate, calendar: AgentCalendar, shift?: Shift): DayHours | null {
  const stored = calendar.hours?.days[weekdayOf(date)] ?? null;
  const wanted = shift ?? stored?.shift;
  if (!wanted) return null;
  const left = longest(withoutAway(date, wanted, calendar));
  return left && { shift: left, lunchBreak: stored?.lunchBreak ?? null };
}

function weeklyDayOff(date: BusinessDate, { hours }: AgentCalendar): DayOff | null {
  const weekday = weekdayOf(date);
  const isWeekend = weekday === 'sat' || weekday === 'sun';
  if (hours ? hours.days[weekday] !== undefined : !isWeekend) return null;
  return isWeekend
    ? { code: 'WEEKEND', message: 'A weekend.' }
    : { code: 'DAY_OFF', message: 'The agent has that weekday off.' };
}

function holiday(date: BusinessDate, { hours }: AgentCalendar): DayOff | null {
  const found = hours?.worksOnHolidays ? null : holidayOn(date, hours?.homeTown ?? null);
  if (!found) return null;
  const whose =
    found.kind === 'NATIONAL'
      ? 'A holiday in all of Italy'
      : 'The patron saint’s day of the agent’s home town';
  return { code: 'HOLIDAY', message: `${whose}: ${found.name}.` };
}

function absence(date: BusinessDate, calendar: AgentCalendar, wanted?: Shift): DayOff | null {
  const shift = wanted ?? calendar.hours?.days[weekdayOf(date)]?.shift;
  const allDay =
    awayOn(date, calendar).some(({ hours }) => hours === null) ||
    (shift !== undefined && withoutAway(date, shift, calendar).length === 0);
  return allDay ? { code: 'ABSENT', message: 'The agent is absent.' } : null;
}

/** Whether an absence takes a day, or touches some of its hours. */
export function isAway(date: BusinessDate, calendar: AgentCalendar, { from, to }: Shift): boolean {
  return awayOn(date, calendar).some(({ hours }) => hours === null || (hours.from < to && from < hours.to));
}

function awayOn(date: BusinessDate, { away }: AgentCalendar): Away[] {
  return away.filter(({ from, to }) => from <= date && date <= to);
}

/** What absences of some hours leave of a shift, in order. */
function withoutAway(date: BusinessDate, shift: Shift, calendar: AgentCalendar): Shift[] {
  return awayOn(date, calendar).reduce<Shift[]>(
    (left, { hours }) => (hours ? left.flatMap((part) => without(part, hours)) : left),
    [shift],
  );
}

function without(part: Shift, away: Shift): Shift[] {
  if (away.to <= part.from || part.to <= away.from) return [part];
  return [
    { from: part.from, to: away.from },
    { from: away.to, to: part.to },
  ].filter(({ from, to }) => from < to);
}

/** A day is planned in one stretch: the longest that is left, of equals the first. */
function longest(parts: readonly Shift[]): Shift | null {
  return parts.reduce<Shift | null>(
    (best, part) => (best && length(best) >= length(part) ? best : part),
    null,
  );
}

function length({ from, to }: Shift): number {
  return minuteOf(to) - minuteOf(from);
}

export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
