import { addDays, type BusinessDate } from '../../../platform/time/rome.js';

/** Easter Sunday of a year: the anonymous Gregorian algorithm (Nature, 20 April 1876). */
export function easterSunday(year: number): BusinessDate {
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

/** Whit Monday, the fiftieth day after Easter. */
export function whitMonday(year: number): BusinessDate {
  return addDays(easterSunday(year), 50);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
