import type { Day } from '../../cadence/domain/cadence.js';

const DAY_MS = 86_400_000;

/** Days since 1970: differences are calendar days, whatever the clocks do. */
export function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

export function dayOf(number: number): Day {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** Minutes since midnight of a time `HH:mm` on the wall. */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
