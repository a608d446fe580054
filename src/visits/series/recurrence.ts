import { addDays, type BusinessDate, instantAt } from '../../platform/time/rome.js';
import { endOf } from '../visits/domain/length.js';

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
  const start = dayOf(first > rule.from ? first : rule.from);
  const end = dayOf(rule.until !== null && rule.until < last ? rule.until : last);
  const dates: BusinessDate[] = [];
  for (let day = start; day <= end; day += 1) if (takesPlaceOn(rule, day)) dates.push(dateOf(day));
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

/** Its hours on the wall; what goes on after midnight counts to its day's end. */
export function wallSlot({ time, durationMinutes }: Recurrence): { from: string; to: string } {
  const end = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + durationMinutes;
  const two = (value: number): string => String(value).padStart(2, '0');
  return { from: time, to: end >= 1440 ? '24:00' : `${two(Math.floor(end / 60))}:${two(end % 60)}` };
}

function takesPlaceOn({ frequency, interval, weekdays, monthDay, from }: Recurrence, day: number): boolean {
  const start = dayOf(from);
  if (frequency === 'WEEKLY')
    return weekdays.includes(weekdayOf(day)) && (weekOf(day) - weekOf(start)) % interval === 0;
  const [date, first] = [new Date(day * DAY_MS), new Date(start * DAY_MS)];
  const wanted = Math.min(monthDay ?? first.getUTCDate(), daysInMonth(date));
  return date.getUTCDate() === wanted && (monthOf(date) - monthOf(first)) % interval === 0;
}

// Days are counted since 1 January 1970, a Thursday, in UTC, where each has 24 hours.
const DAY_MS = 86_400_000;

function dayOf(date: BusinessDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

function dateOf(day: number): BusinessDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 1 is Monday. */
function weekdayOf(day: number): number {
  return ((day + 3) % 7) + 1;
}

/** Weeks begin on Mondays. */
function weekOf(day: number): number {
  return Math.floor((day + 3) / 7);
}

function monthOf(date: Date): number {
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function daysInMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}
