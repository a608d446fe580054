import { DateTime } from 'luxon';
import { BUSINESS_ZONE, type BusinessDate, businessDateOf } from '../../../platform/time/rome.js';
import { type CellResult, unreadable } from './cell-problem.js';

const ITALIAN = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T](\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?)?$/;
const ISO = /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const [EARLIEST, LATEST] = [1900, 2200];

/**
 * A moment: `31/12/2026`, `31/12/2026 18:30`, `2026-12-31`, `2026-12-31T18:30:00+01:00`, as ISO 8601 in UTC.
 * A day without a time begins at midnight in Rome, and a time without an offset is Rome's.
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
  const zone = { zone: BUSINESS_ZONE };
  const italian = ITALIAN.exec(cell);
  if (italian) {
    const [day, month, year, hour = 0, minute = 0, second = 0] = italian
      .slice(1)
      .map((part) => (part === undefined ? undefined : Number(part)));
    return DateTime.fromObject({ day, month, year, hour, minute, second }, zone);
  }
  return ISO.test(cell) ? DateTime.fromISO(cell.replace(' ', 'T'), zone) : undefined;
}
