import { DateTime } from 'luxon';
import { BUSINESS_ZONE, businessDateOf } from '../../../platform/time/rome.js';
import { DomainError } from '../../../platform/errors/index.js';
import type { DayRequest } from './planned-day.js';

const MINUTE_MS = 60_000;

/** A visit that somebody has begun. */
export interface VisitInProgress {
  readonly endsAt: Date;
  readonly checkedInAt: Date | null;
  readonly durationMinutes: number;
}

/**
 * As `shiftLeft`, for a day that cannot do without.
 * @throws DomainError NOT_THAT_DAY, SHIFT_OVER (400)
 */
export function shiftFrom(...asked: Parameters<typeof shiftLeft>): DayRequest['shift'] {
  const left = shiftLeft(...asked);
  if (left) return left;
  throw DomainError.field('/now', 'SHIFT_OVER', 'Nothing of the shift is left by then.');
}

/**
 * The shift that is left from a moment on: the agent is free at the next full minute, and not before the visit in
 * progress is over, by the calendar and by the length that it has from the check-in.
 * @returns null when nothing is left of it
 * @throws DomainError NOT_THAT_DAY (400)
 */
export function shiftLeft(
  now: Date,
  date: string,
  shift: DayRequest['shift'],
  inProgress: readonly VisitInProgress[],
): DayRequest['shift'] | null {
  if (businessDateOf(now) !== date)
    throw DomainError.field('/now', 'NOT_THAT_DAY', 'That moment is not on the day to be planned.');
  const free = Math.max(
    now.getTime(),
    ...inProgress.map(({ endsAt, checkedInAt, durationMinutes }) =>
      Math.max(endsAt.getTime(), (checkedInAt?.getTime() ?? 0) + durationMinutes * MINUTE_MS),
    ),
  );
  const minute = new Date(Math.ceil(free / MINUTE_MS) * MINUTE_MS);
  const wall = DateTime.fromJSDate(minute, { zone: BUSINESS_ZONE }).toFormat('HH:mm');
  const from = wall > shift.from ? wall : shift.from;
  if (businessDateOf(minute) !== date || from >= shift.to) return null;
  return { from, to: shift.to };
}
