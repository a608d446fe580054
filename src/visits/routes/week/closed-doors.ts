import { DayClock } from '../day/day-clock.js';
import type { WallInterval } from '../day/opening-hours.js';
import type { ClosedDoorResponse } from '../dto/planned-week.response.js';
import type { WeekCandidate } from './week-problem.js';

/** Visits of the calendar that keep their time although their client is closed then, so that somebody moves them. */
export function closedDoors(
  candidates: readonly WeekCandidate[],
  dates: readonly string[],
): ClosedDoorResponse[] {
  return candidates.flatMap(({ visitId, clientId, fixedAt, durationMinutes, openOn, range }) => {
    const date = dates[range.from];
    const open = openOn[range.from];
    if (visitId === null || fixedAt === null || date === undefined || !open) return [];
    const clock = new DayClock(date);
    const begins = clock.secondsOf(new Date(fixedAt));
    const ends = begins + durationMinutes * 60;
    const fits = ([from, to]: WallInterval): boolean => clock.at(from) <= begins && ends <= clock.at(to);
    return open.some(fits) ? [] : [{ visitId, clientId, date, message: wording(open) }];
  });
}

function wording(open: readonly WallInterval[]): string {
  if (open.length === 0) return 'The client is closed that day.';
  return `The client is open ${open.map(([from, to]) => `${from}–${to}`).join(' and ')} that day.`;
}
