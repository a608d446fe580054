import type { PlannedRoute } from '../domain/plan.js';
import { DayClock } from './day-clock.js';
import {
  type Candidate,
  candidateId,
  type DayRequest,
  type StoredBreak,
  type StoredTotals,
} from './planned-day.js';

/** One stop of a day, in instants. */
export interface TimedStop {
  readonly candidate: Candidate;
  /** From 1. */
  readonly sequence: number;
  readonly arrival: Date;
  readonly waitingSeconds: number;
  readonly serviceStart: Date;
  readonly departure: Date;
  readonly travelSeconds: number;
  readonly travelMeters: number;
}

export interface TimedDay {
  readonly stops: readonly TimedStop[];
  readonly totals: StoredTotals;
}

/** The engine's seconds as instants, its stops as the visits and clients they stand for. */
export function timedDay(request: DayRequest, route: PlannedRoute): TimedDay {
  const clock = new DayClock(request.date);
  const at = (seconds: number): string => clock.instantOf(seconds).toISOString();
  const byId = new Map(request.candidates.map((candidate) => [candidateId(candidate), candidate]));
  const stops = route.stops.flatMap((stop, index): TimedStop[] => {
    const candidate = byId.get(stop.stopId);
    if (!candidate) return [];
    const { waitingSeconds, travelSeconds, travelMeters } = stop;
    return [
      {
        ...{ candidate, sequence: index + 1, waitingSeconds, travelSeconds, travelMeters },
        arrival: clock.instantOf(stop.arrival),
        serviceStart: clock.instantOf(stop.serviceStart),
        departure: clock.instantOf(stop.departure),
      },
    ];
  });
  const { returnSeconds, returnMeters } = route;
  return {
    stops,
    totals: {
      ...route.totals,
      ...{ returnSeconds, returnMeters, departure: at(route.departure), end: at(route.end) },
      lunchBreak: breakOf(route, at),
    },
  };
}

function breakOf({ lunchBreak }: PlannedRoute, at: (seconds: number) => string): StoredBreak | null {
  if (!lunchBreak) return null;
  const { start, end, beforeStop, taken } = lunchBreak;
  return { start: at(start), end: at(end), beforeSequence: beforeStop + 1, taken };
}
