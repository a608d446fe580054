import type { Position } from '../../geo/domain/great-circle.js';
import type { RouteProblem, Stop, TravelMatrix, Vehicle } from '../domain/problem.js';
import type { AgreedStarts } from '../domain/stability.js';
import { DayClock } from './day-clock.js';
import { type Candidate, candidateId, type DayRequest } from './planned-day.js';

/** The only vehicle of a day's problem. */
export const AGENT = 'agent';

/** The places of a day, in the order of the travel matrix: the start, the end if there is one, then the candidates' own. */
export function placesOf({ start, end, candidates }: DayRequest): Position[] {
  const known = candidates.flatMap(({ position }) => (position ? [position] : []));
  return [start, ...(end ? [end] : []), ...known];
}

/** When the visits that may be moved stand in the calendar, by stop; what lies before the shift is no longer to be kept. */
export function agreedStarts({ date, shift, candidates }: DayRequest): AgreedStarts {
  const clock = new DayClock(date);
  return new Map(
    candidates.flatMap((candidate) => {
      const { plannedAt, fixedAt } = candidate;
      if (!plannedAt || fixedAt) return [];
      const start = clock.secondsOf(new Date(plannedAt));
      return start < clock.at(shift.from) ? [] : [[candidateId(candidate), start] as const];
    }),
  );
}

/** A request with its travel times as the engine's problem. */
export function dayProblem(request: DayRequest, travel: TravelMatrix): RouteProblem {
  const clock = new DayClock(request.date);
  let next = request.end ? 2 : 1;
  const stops = request.candidates.map((candidate) =>
    stopOf(candidate, clock, candidate.position ? next++ : null),
  );
  const { objective, seed } = request;
  return { stops, vehicles: [vehicleOf(request, clock)], travel, objective, seed };
}

function stopOf(candidate: Candidate, clock: DayClock, location: number | null): Stop {
  const { open, fixedAt } = candidate;
  return {
    id: candidateId(candidate),
    location,
    serviceSeconds: candidate.durationMinutes * 60,
    priority: candidate.priority,
    // A visit in the calendar was promised; a client that might be visited as well never pushes it out.
    mandatory: candidate.visitId !== null,
    ...(open && {
      windows: open.map(([from, to]) => [clock.at(from), clock.at(to)] as const).filter(runsForward),
    }),
    ...(fixedAt && { fixedStart: clock.secondsOf(new Date(fixedAt)) }),
  };
}

export function vehicleOf(
  { shift, lunchBreak, end, maxMeters }: Omit<DayRequest, 'date' | 'candidates'>,
  clock: DayClock,
): Vehicle {
  const from = clock.at(shift.from);
  return {
    id: AGENT,
    start: 0,
    end: end ? 1 : null,
    // In the night that loses an hour, a shift may lose all of its time.
    shift: [from, Math.max(from, clock.at(shift.to))],
    ...(maxMeters !== undefined && { maxMeters }),
    ...(lunchBreak && breakOf(lunchBreak, clock)),
  };
}

/** None where that night leaves no time for it. */
function breakOf(
  { from, to, minutes }: NonNullable<DayRequest['lunchBreak']>,
  clock: DayClock,
): Pick<Vehicle, 'lunchBreak'> {
  const durationSeconds = minutes * 60;
  const startWindow = [clock.at(from), clock.at(to) - durationSeconds] as const;
  return startWindow[0] > startWindow[1] ? {} : { lunchBreak: { durationSeconds, startWindow } };
}

/** An opening in the hour that the clock leaves out in March is none. */
export function runsForward([from, to]: readonly [number, number]): boolean {
  return from < to;
}
