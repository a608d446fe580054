import { DateTime } from 'luxon';
import { addDays, type BusinessDate } from '../../../platform/time/rome.js';

/** Days off in all of Italy (law 260/1949 with its changes; 4 October again since 2026, law 151/2025). `MM-dd`. */
const HOLIDAYS = new Map([
  ['01-01', 'Capodanno'],
  ['01-06', 'Epifania'],
  ['04-25', 'Festa della Liberazione'],
  ['05-01', 'Festa del Lavoro'],
  ['06-02', 'Festa della Repubblica'],
  ['08-15', 'Ferragosto'],
  ['11-01', 'Ognissanti'],
  ['12-08', 'Immacolata Concezione'],
  ['12-25', 'Natale'],
  ['12-26', 'Santo Stefano'],
]);

/** @returns what is celebrated that day in all of Italy, or null */
export function italianHoliday(date: BusinessDate): string | null {
  const year = Number(date.slice(0, 4));
  const easter = easterSunday(year);
  if (date === easter) return 'Pasqua';
  if (date === addDays(easter, 1)) return "Lunedì dell'Angelo";
  if (date.slice(5) === '10-04' && year >= 2026) return "San Francesco d'Assisi";
  return HOLIDAYS.get(date.slice(5)) ?? null;
}

export interface DaysOff {
  /** Days on which the agent does not work. */
  readonly absentOn: ReadonlySet<BusinessDate>;
}

export type DayOff = 'WEEKEND' | 'HOLIDAY' | 'ABSENT';

/** @returns why the agent does not work that day, or null */
export function dayOff(date: BusinessDate, { absentOn }: DaysOff): DayOff | null {
  if (DateTime.fromISO(date, { zone: 'utc' }).weekday > 5) return 'WEEKEND';
  if (italianHoliday(date) !== null) return 'HOLIDAY';
  return absentOn.has(date) ? 'ABSENT' : null;
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

/** The last day before work goes on: the eve of the first working day after `date`, within a month. */
export function lastBeforeWork(date: BusinessDate, off: DaysOff): BusinessDate {
  let last = date;
  for (let ahead = 1; ahead <= 31 && dayOff(addDays(date, ahead), off) !== null; ahead++)
    last = addDays(date, ahead);
  return last;
}

/** The anonymous Gregorian algorithm (Nature, 20 April 1876). */
function easterSunday(year: number): BusinessDate {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const leaps = Math.floor(century / 4);
  const moon =
    (19 * golden + century - leaps - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) %
    30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - moon - (year % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
  const days = moon + weekday - 7 * late + 114;
  return `${year}-${pad(Math.floor(days / 31))}-${pad((days % 31) + 1)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
