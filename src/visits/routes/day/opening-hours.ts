import { exceptionOn, type OpeningException } from '../../../crm-core/index.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import { weekdayOf } from '../../working-days/agent-calendar.js';
import { holidayOn } from '../../working-days/holidays/holidays.js';

/** `HH:mm` on the wall in Rome, `24:00` for the end of the day. */
export type WallInterval = readonly [from: string, to: string];

const TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/**
 * The intervals in which a client is open on a day of an ordinary week.
 * @param hours `{ mon: [["09:00","12:30"], …], … }`; a day that is not named is a day off
 * @returns null where the hours are unknown (none at all): then only the shift counts; empty: closed
 */
export function openIntervals(hours: unknown, date: BusinessDate): WallInterval[] | null {
  if (typeof hours !== 'object' || hours === null || Object.keys(hours).length === 0) return null;
  const intervals = (hours as Record<string, unknown>)[weekdayOf(date)];
  return Array.isArray(intervals) ? intervals.filter(isInterval) : [];
}

function isInterval(value: unknown): value is WallInterval {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((time) => typeof time === 'string' && TIME.test(time))
  );
}

/** What decides whether a client is open. */
export interface OpenClient {
  readonly openingHours: unknown;
  readonly openingExceptions: readonly OpeningException[] | null;
  readonly city: string | null;
  /** ISO 3166-1; abroad, the holidays of Italy say nothing. */
  readonly country: string;
}

export interface OpenDay {
  /** Null: the hours are unknown, so only the shift counts; empty: closed. */
  readonly open: readonly WallInterval[] | null;
  /** Why it is closed, for people; null: it isn't. */
  readonly closed: string | null;
}

/**
 * When a client is open on a date, and why not. What it said of that very date comes first; then holidays, those of Italy
 * and the patron saint of its town; then its week.
 */
export function openOn(client: OpenClient, date: BusinessDate): OpenDay {
  const exception = exceptionOn(client.openingExceptions, date);
  if (exception) return byException(exception);
  const holiday = client.country === 'IT' ? holidayOn(date, client.city) : null;
  if (holiday) {
    const what = holiday.kind === 'NATIONAL' ? 'a holiday' : 'the patron saint’s day of its town';
    return { open: [], closed: `The client is closed: ${holiday.name}, ${what}.` };
  }
  const open = openIntervals(client.openingHours, date);
  return { open, closed: open?.length === 0 ? 'The client is closed on that weekday.' : null };
}

function byException({ from, to, hours }: OpeningException): OpenDay {
  if (hours.length > 0) return { open: hours, closed: null };
  const when = from === to ? 'on that day, as it has said' : `from ${from} to ${to}, as it has said`;
  return { open: [], closed: `The client is closed ${when}.` };
}
