import { DateTime } from 'luxon';
import type { BusinessDate } from '../../../platform/time/rome.js';

/** `HH:mm` on the wall in Rome, `24:00` for the end of the day. */
export type WallInterval = readonly [from: string, to: string];

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/**
 * The intervals in which a client is open on a day.
 * @param hours `{ mon: [["09:00","12:30"], …], … }`; a day that is not named is a day off
 * @returns null where the hours are unknown (none at all): then only the shift counts; empty: closed
 */
export function openIntervals(hours: unknown, date: BusinessDate): WallInterval[] | null {
  if (typeof hours !== 'object' || hours === null || Object.keys(hours).length === 0) return null;
  const weekday = WEEKDAYS[DateTime.fromISO(date, { zone: 'utc' }).weekday - 1] ?? 'mon';
  const intervals = (hours as Record<string, unknown>)[weekday];
  return Array.isArray(intervals) ? intervals.filter(isInterval) : [];
}

function isInterval(value: unknown): value is WallInterval {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((time) => typeof time === 'string' && TIME.test(time))
  );
}
