import { DateTime } from 'luxon';
import { addDays, type BusinessDate, instantAt } from '../../../platform/time/rome.js';
import { endOf } from '../../visits/domain/length.js';

/** When a series of visits takes place: days by a rule, always at the same hour on the wall. */
export interface Recurrence {
  readonly frequency: 'WEEKLY' | 'MONTHLY';
  /** Every so many weeks or months, counted from those of `from`. */
  readonly interval: number;
  /** WEEKLY: 1 is Monday, 7 Sunday. */
  readonly weekdays: readonly number[];
  /** MONTHLY: 1–31; a shorter month has it on its last day. */
  readonly monthDay: number | null;
  readonly from: BusinessDate;
  /** The last day on which it may take place; null: no end. */
  readonly until: BusinessDate | null;
  /** `HH:mm` in Europe/Rome. */
  readonly time: string;
  readonly durationMinutes: number;
}

export interface Slot {
  readonly date: BusinessDate;
  readonly scheduledAt: Date;
  readonly endsAt: Date;
}

/** The days of a series within a stretch, both ends included. */
export function datesWithin(rule: Recurrence, first: BusinessDate, last: BusinessDate): BusinessDate[] {
  const start = first > rule.from ? first : rule.from;
  const end = rule.until !== null && rule.until < last ? rule.until : last;
  const dates: BusinessDate[] = [];
  for (let date = start; date <= end; date = addDays(date, 1)) if (takesPlaceOn(rule, date)) dates.push(date);
  return dates;
}

/** The day of the so-manieth visit; undefined: not within ten years. */
export function dateOfNth(rule: Omit<Recurrence, 'until'>, count: number): BusinessDate | undefined {
  return datesWithin({ ...rule, until: null }, rule.from, addDays(rule.from, 3653))[count - 1];
}

/** Where the clock jumps over the hour, the visit begins as much later; where an hour comes twice, in the first one. */
export function slotOn({ time, durationMinutes }: Recurrence, date: BusinessDate): Slot {
  const scheduledAt = instantAt(date, time);
  return { date, scheduledAt, endsAt: endOf(scheduledAt, durationMinutes) };
}

function takesPlaceOn({ frequency, interval, weekdays, monthDay, from }: Recurrence, date: BusinessDate): boolean {
  const [day, start] = [at(date), at(from)];
  if (frequency === 'WEEKLY') {
    const weeks = day.startOf('week').diff(start.startOf('week'), 'weeks').weeks;
    return weekdays.includes(day.weekday) && weeks % interval === 0;
  }
  const months = (day.year - start.year) * 12 + day.month - start.month;
  return day.day === Math.min(monthDay ?? start.day, day.daysInMonth ?? 31) && months % interval === 0;
}

/** Days are counted in UTC, where each has 24 hours. */
function at(date: BusinessDate): DateTime {
  return DateTime.fromISO(date, { zone: 'utc' });
}
