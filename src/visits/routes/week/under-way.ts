import type { Visit } from '../../../platform/prisma/generated/client.js';
import { isFixed } from '../candidates.service.js';
import { shiftLeft } from '../day/day-from-now.js';
import type { DayRequest } from '../day/planned-day.js';

/** The first day of a plan when that is today and has begun. */
export interface UnderWay {
  /** What is left of it; null: nothing. */
  readonly shift: DayRequest['shift'] | null;
  /** Visits that somebody has begun. */
  readonly inProgress: readonly Visit[];
  /** Visits whose time has passed, and that nobody had agreed on: they come as soon as they can. */
  readonly missed: readonly Visit[];
}

/** @throws DomainError NOT_THAT_DAY (400) */
export function underWay(
  now: Date,
  date: string,
  shift: DayRequest['shift'],
  visits: readonly Visit[],
): UnderWay {
  const inProgress = visits.filter(({ status }) => status === 'CHECKED_IN');
  return {
    shift: shiftLeft(now, date, shift, inProgress),
    inProgress,
    missed: visits.filter((visit) => !isFixed(visit) && visit.scheduledAt < now),
  };
}
