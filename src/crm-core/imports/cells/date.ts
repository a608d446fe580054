import { DateTime } from 'luxon';
import { BUSINESS_ZONE, type BusinessDate, businessDateOf } from '../../../platform/time/rome.js';
import { type CellResult, unreadable } from './cell-problem.js';

const ITALIAN =
  /^(\d{1,2})[°º]?[/. -](\d{1,2}|[a-z]{3,9})[/. -](\d{4}|\d{2})(?:[ T](\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?$/i;
const ISO = /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const WITH_OFFSET = /:.*(?:Z|[+-]\d{2}:?\d{2})$/;
/** As databases and older programs write it: `20261231`. */
const COMPACT = /^((?:19|20)\d{2})([01]\d)([0-3]\d)$/;
const [EARLIEST, LATEST] = [1900, 2200];
const MONTHS = ['gen', 'feb', 'mar', 'apr', 'mag', 'giu', 'lug', 'ago', 'set', 'ott', 'nov', 'dic'];
/** A day as a spreadsheet counts it, and the time as its fraction. */
const SERIAL = /^\d{5}([.,]\d+)?$/;
const SERIAL_ZERO = { year: 1899, month: 12, day: 30 };
/** Of two digits those above this are of the last century. */
const LAST_YEAR_OF_THIS_CENTURY = 68;

/**
 * A moment: `31/12/2026`, `31/12/26`, `31 dic 2026`, `31/12/2026 18:30`, `2026-12-31`, `20261231`, `2026-12-31T18:30:00+01:00`, or a
 * spreadsheet's count of days (`46387`), as ISO 8601 in UTC. A day without a time begins at midnight in Rome, and a time without an offset is Rome's:
 * of one that comes twice in October, the first.
 */
export function parseInstant(cell: string): CellResult<string> {
  const moment = read(cell);
  if (!moment?.isValid || moment.year < EARLIEST || moment.year > LATEST) {
    return unreadable('DATE_UNREADABLE', `“${cell}” is not a date such as 31/12/2026 or 2026-12-31.`);
  }
  return { value: moment.toJSDate().toISOString() };
}

/** The same as a day, `YYYY-MM-DD` in Rome. */
export function parseDate(cell: string): CellResult<BusinessDate> {
  const instant = parseInstant(cell);
  return 'problem' in instant ? instant : { value: businessDateOf(new Date(instant.value)) };
}

function read(cell: string): DateTime | undefined {
  if (WITH_OFFSET.test(cell) && ISO.test(cell))
    return DateTime.fromISO(cell.replace(' ', 'T'), { zone: BUSINESS_ZONE });
  const local = readLocal(cell);
  // By itself luxon takes the one whose offset is that of today.
  return local?.getPossibleOffsets()[0] ?? local;
}

/** What says no offset, by the clock in Rome. */
function readLocal(cell: string): DateTime | undefined {
  const zone = { zone: BUSINESS_ZONE };
  const italian = ITALIAN.exec(cell);
  if (italian) {
    const [day, month = '', year = '', hour = 0, minute = 0, second = 0] = italian.slice(1);
    const date = { day: Number(day), month: monthOf(month), year: yearOf(year) };
    return DateTime.fromObject(
      { ...date, hour: Number(hour), minute: Number(minute), second: Number(second) },
      zone,
    );
  }
  if (SERIAL.test(cell)) {
    const minutes = Math.round(Number(cell.replace(',', '.')) * 24 * 60);
    // Wall-clock time: the days first, so that a change of clocks between moves nothing.
    const day = DateTime.fromObject(SERIAL_ZERO, zone).plus({ days: Math.floor(minutes / 1440) });
    return day.set({ hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 });
  }
  const compact = COMPACT.exec(cell)?.slice(1).join('-');
  if (compact !== undefined) return DateTime.fromISO(compact, zone);
  return ISO.test(cell) ? DateTime.fromISO(cell.replace(' ', 'T'), zone) : undefined;
}

/** A number, or an Italian name of which three letters are enough; 0 is no month. */
function monthOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1;
}

function yearOf(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year > LAST_YEAR_OF_THIS_CENTURY ? 1900 + year : 2000 + year;
}
