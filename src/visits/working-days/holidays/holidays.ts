import { addDays, type BusinessDate } from '../../../platform/time/rome.js';
import { italianHoliday } from './national-holidays.js';
import { patronSaint } from './patron-saints.js';

export const HOLIDAY_KINDS = ['NATIONAL', 'PATRON_SAINT'] as const;
export type HolidayKind = (typeof HOLIDAY_KINDS)[number];

export interface Holiday {
  readonly date: BusinessDate;
  /** In Italian. */
  readonly name: string;
  /** PATRON_SAINT: of the town alone. */
  readonly kind: HolidayKind;
}

/** What keeps people from work on a day, in all of Italy or in a town; a national holiday goes first. */
export function holidayOn(date: BusinessDate, town: string | null): Holiday | null {
  const national = italianHoliday(date);
  if (national !== null) return { date, name: national, kind: 'NATIONAL' };
  const saint = patronSaint(town, date);
  return saint === null ? null : { date, name: saint, kind: 'PATRON_SAINT' };
}

/** All holidays of a year, in order. */
export function holidaysOf(year: number, town: string | null): Holiday[] {
  const last = `${year}-12-31`;
  const days: Holiday[] = [];
  for (let date = `${year}-01-01`; date <= last; date = addDays(date, 1)) {
    const holiday = holidayOn(date, town);
    if (holiday) days.push(holiday);
  }
  return days;
}
