import type { Position } from '../../geo/domain/great-circle.js';
import { DayClock } from '../day/day-clock.js';
import type { WallInterval } from '../day/opening-hours.js';
import type { Candidate, DayRequest } from '../day/planned-day.js';
import { runsForward, vehicleOf } from '../day/day-problem.js';
import type { DayHours } from '../../working-days/agent-calendar.js';
import type { PlannedRoute } from '../domain/plan.js';
import type { RouteProblem, SeriesPlace, Stop, TimeWindow, TravelMatrix } from '../domain/problem.js';
import { dayNumber } from './calendar-days.js';
import type { DayRange } from './day-ranges.js';

const DAY_SECONDS = 86_400;

/** A visit to place into one of several days. */
export interface WeekCandidate extends Omit<Candidate, 'open'> {
  /** By day of the plan, as in `Candidate.open`. */
  readonly openOn: readonly (readonly WallInterval[] | null)[];
  /** The days in question; a visit of the calendar has one. */
  readonly range: DayRange;
  /** Its place among the visits to its client; absent: there is but one. */
  readonly series?: SeriesPlace;
}

/** How a visit is called in a plan of several days: a client may have several that are still to be made. */
export function weekCandidateId({ visitId, clientId, series }: WeekCandidate): string {
  return visitId ?? (series ? `${clientId}#${series.nth}` : clientId);
}

/** What several days have in common, and the dates; one vehicle stands for each. */
export interface WeekRequest extends Omit<DayRequest, 'date' | 'candidates'> {
  readonly dates: readonly string[];
  readonly candidates: readonly WeekCandidate[];
  /** The hours of each of the days; absent: `shift` and `lunchBreak` are those of all of them. */
  readonly hoursOn?: readonly DayHours[];
  /** Where the first day begins, when that is elsewhere than the others. */
  readonly here?: Position;
}

/** The places of a week, in the order of the travel matrix. */
export function placesOfWeek({ start, end, here, candidates }: WeekRequest): Position[] {
  const known = candidates.flatMap(({ position }) => (position ? [position] : []));
  return [start, ...(end ? [end] : []), ...(here ? [here] : []), ...known];
}

/** Several days as one problem: a vehicle for each, named by its date, day `d` later by 86,400·d on one clock. */
export function weekProblem(request: WeekRequest, travel: TravelMatrix): RouteProblem {
  const { objective, seed, dates } = request;
  const here = request.end ? 2 : 1;
  let next = request.here ? here + 1 : here;
  return {
    stops: request.candidates.map((candidate) =>
      stopOf(candidate, dates, candidate.position ? next++ : null),
    ),
    vehicles: dates.map((date, day) => {
      const vehicle = vehicleOf({ ...request, ...request.hoursOn?.[day] }, new DayClock(date));
      const { shift, lunchBreak } = vehicle;
      return {
        ...vehicle,
        ...{ id: date, day: dayNumber(date) },
        ...(request.here && day === 0 && { start: here }),
        shift: later(shift, day),
        ...(lunchBreak && {
          lunchBreak: { ...lunchBreak, startWindow: later(lunchBreak.startWindow, day) },
        }),
      };
    }),
    ...{ travel, objective, seed },
  };
}

/** One day of a week as a request of its own, with the candidates that belong to it. */
export function dayOfWeek(
  { objective, seed, start, end, shift, lunchBreak, maxMeters, hoursOn, here }: WeekRequest,
  date: string,
  day: number,
  candidates: readonly WeekCandidate[],
): DayRequest {
  const ofDay = candidates.map(
    ({ visitId, clientId, position, durationMinutes, fixedAt, priority, openOn }): Candidate => ({
      ...{ visitId, clientId, position, durationMinutes, fixedAt, priority },
      open: openOn[day] ?? null,
    }),
  );
  return {
    ...{ date, objective, seed, start, end, shift, lunchBreak },
    ...(maxMeters !== undefined && { maxMeters }),
    ...hoursOn?.[day],
    ...(here && day === 0 && { start: here, fromHere: true as const }),
    candidates: ofDay,
  };
}

/** A route of the week's clock on the clock of its own day. */
export function onItsDay(route: PlannedRoute, day: number): PlannedRoute {
  const back = (seconds: number): number => seconds - day * DAY_SECONDS;
  return {
    ...route,
    departure: back(route.departure),
    end: back(route.end),
    stops: route.stops.map((stop) => ({
      ...stop,
      arrival: back(stop.arrival),
      serviceStart: back(stop.serviceStart),
      departure: back(stop.departure),
    })),
    lunchBreak: route.lunchBreak && {
      ...route.lunchBreak,
      start: back(route.lunchBreak.start),
      end: back(route.lunchBreak.end),
    },
  };
}

function stopOf(candidate: WeekCandidate, dates: readonly string[], location: number | null): Stop {
  const { range, fixedAt, openOn } = candidate;
  // Openings beyond the range too: who finds no place in it may come later.
  const days = dates.map((date, day) => ({ date, day })).slice(range.from);
  const anyTime = openOn.every((open) => open === null);
  return {
    id: weekCandidateId(candidate),
    location,
    serviceSeconds: candidate.durationMinutes * 60,
    priority: candidate.priority,
    mandatory: candidate.visitId !== null,
    vehicleIds: dates.slice(range.from, range.by + 1),
    ...(candidate.series && { series: candidate.series }),
    ...(!anyTime && { windows: days.flatMap(({ date, day }) => openingOn(openOn[day] ?? null, date, day)) }),
    ...(fixedAt && {
      fixedStart:
        new DayClock(dates[range.from] ?? '').secondsOf(new Date(fixedAt)) + range.from * DAY_SECONDS,
    }),
  };
}

/** Null: hours unknown, the whole day. */
function openingOn(open: readonly WallInterval[] | null, date: string, day: number): TimeWindow[] {
  const clock = new DayClock(date);
  return (open ?? [['00:00', '24:00'] as const])
    .map(([from, to]) => [clock.at(from), clock.at(to)] as const)
    .filter(runsForward)
    .map((window) => later(window, day));
}

function later([from, to]: TimeWindow, day: number): TimeWindow {
  return [from + day * DAY_SECONDS, to + day * DAY_SECONDS];
}
