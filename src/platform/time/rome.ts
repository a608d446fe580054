import { DateTime } from 'luxon';

/** Business days are days of this zone; 2026-03-29 has 23 hours there, 2026-10-25 has 25. */
export const BUSINESS_ZONE = 'Europe/Rome';

/** A business date, `YYYY-MM-DD`. */
export type BusinessDate = string;

/** From 1900 to 2999: beyond, the zone's rules and the database's range run out. */
const DATE = /^(19|2\d)\d{2}-\d{2}-\d{2}$/;

export function isBusinessDate(value: unknown): value is BusinessDate {
  return typeof value === 'string' && DATE.test(value) && DateTime.fromISO(value, { zone: 'utc' }).isValid;
}

const HOUR_MS = 3_600_000;
/** The zone is whole hours ahead, and changes at whole hours: all instants of an hour fall on one day. */
let lastAsked = { hour: NaN, date: '' };

/** The business day on which an instant falls; most ask about now. */
export function businessDateOf(instant: Date): BusinessDate {
  const hour = Math.floor(instant.getTime() / HOUR_MS);
  if (hour !== lastAsked.hour) {
    const date = DateTime.fromJSDate(instant, { zone: BUSINESS_ZONE }).toFormat('yyyy-MM-dd');
    lastAsked = { hour, date };
  }
  return lastAsked.date;
}

/** The first instant of a business day. */
export function startOfBusinessDate(date: BusinessDate): Date {
  return DateTime.fromISO(date, { zone: BUSINESS_ZONE }).toJSDate();
}

/** The instant of a wall-clock time (`HH:mm`) on a business day; of one that comes twice in October, the first. */
export function instantAt(date: BusinessDate, time: string): Date {
  const local = DateTime.fromISO(`${date}T${time}`, { zone: BUSINESS_ZONE });
  // By itself luxon takes the one whose offset is that of today, and so answers in winter what it doesn't in summer.
  return (local.getPossibleOffsets()[0] ?? local).toJSDate();
}

export function addDays(date: BusinessDate, days: number): BusinessDate {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** The first day of the week after the one of this date. */
export function nextMonday(date: BusinessDate): BusinessDate {
  return addDays(date, 8 - DateTime.fromISO(date, { zone: 'utc' }).weekday);
}

/** A `DATE` column's value for a business date: midnight UTC, as Prisma reads and writes dates. */
export function toDateColumn(date: BusinessDate): Date {
  return new Date(`${date}T00:00:00.000Z`);
}

/** The business date in a `DATE` column's value. */
export function fromDateColumn(value: Date): BusinessDate {
  return value.toISOString().slice(0, 10);
}
