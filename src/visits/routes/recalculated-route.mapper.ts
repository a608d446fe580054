import type { Violation } from './domain/plan.js';
import { candidateId, type DayRequest } from './day/planned-day.js';
import type { TimedDay } from './day/timed-day.js';
import type { RecalculatedRouteResponse } from './dto/recalculated-route.response.js';
import { type DayEnds, toBreak, toLinks, toStopResponse, toTotals } from './route.mapper.js';

/** A day in an order made by hand. */
export interface HandMadeDay extends TimedDay {
  readonly violations: readonly Violation[];
  readonly matrixSource: string;
  readonly degradedReason: string | null;
}

export function toRecalculatedResponse(
  routeId: string,
  request: DayRequest,
  day: HandMadeDay,
  ends: DayEnds,
): RecalculatedRouteResponse {
  const stops = day.stops.map(({ candidate: { visitId, clientId }, ...times }) =>
    toStopResponse({ visitId, clientId, ...times }),
  );
  const sequences = new Map(day.stops.map(({ candidate, sequence }) => [candidateId(candidate), sequence]));
  return {
    routeId,
    stops,
    lunchBreak: toBreak(day.totals.lunchBreak),
    totals: toTotals(day.totals),
    matrixSource: day.matrixSource,
    degraded: day.degradedReason !== null,
    degradedReason: day.degradedReason,
    violations: day.violations.map(({ type, stopId, excess, message }) => {
      const sequence = stopId === null ? null : (sequences.get(stopId) ?? null);
      return { type, sequence, excess: Math.round(excess), message };
    }),
    links: toLinks(request, stops, ends),
  };
}
