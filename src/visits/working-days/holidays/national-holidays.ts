import { addDays, type BusinessDate } from '../../../platform/time/rome.js';
import { easterSunday } from './easter.js';

/** Days off in all of Italy (law 260/1949 with its changes). `MM-dd`. */
const FIXED = new Map([
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

/** Law 151 of 8 October 2025 made 4 October a holiday again, from 2026 on. */
const SAINT_FRANCIS = { day: '10-04', since: 2026, name: "San Francesco d'Assisi" };

/** What has been worked out of a year stays: planners ask thousands of times, and there are few years. */
const known = new Map<number, ReadonlyMap<BusinessDate, string>>();

/** @returns what is celebrated that day in all of Italy, or null */
export function italianHoliday(date: BusinessDate): string | null {
  const year = Number(date.slice(0, 4));
  const holidays = known.get(year) ?? holidaysIn(year);
  known.set(year, holidays);
  return holidays.get(date) ?? null;
}

function holidaysIn(year: number): Map<BusinessDate, string> {
  const easter = easterSunday(year);
  const fixed = [...FIXED].map(([day, name]) => [`${year}-${day}`, name] as const);
  return new Map([
    ...fixed,
    ...(year >= SAINT_FRANCIS.since ? [[`${year}-${SAINT_FRANCIS.day}`, SAINT_FRANCIS.name] as const] : []),
    // Easter goes before a fixed day on which it falls, such as 25 April.
    [easter, 'Pasqua'],
    [addDays(easter, 1), "Lunedì dell'Angelo"],
  ]);
}
