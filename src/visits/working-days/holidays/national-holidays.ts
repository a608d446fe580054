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

/** @returns what is celebrated that day in all of Italy, or null */
export function italianHoliday(date: BusinessDate): string | null {
  const year = Number(date.slice(0, 4));
  const day = date.slice(5);
  const easter = easterSunday(year);
  if (date === easter) return 'Pasqua';
  if (date === addDays(easter, 1)) return "Lunedì dell'Angelo";
  if (day === SAINT_FRANCIS.day && year >= SAINT_FRANCIS.since) return SAINT_FRANCIS.name;
  return FIXED.get(day) ?? null;
}
