import type { Prisma, Route, RouteStop } from '../../platform/prisma/generated/client.js';
import { fromDateColumn } from '../../platform/time/rome.js';
import type { Position } from '../geo/domain/great-circle.js';
import { googleMapsLinks, wazeLink } from './day/navigation-links.js';
import type { DayRequest, StoredBreak, StoredTotals, StoredUnassigned } from './day/planned-day.js';
import { type GeoStop, type RouteGeoJson, routeGeoJson } from './day/route-geojson.js';
import type {
  RouteBreakResponse,
  RouteLinksResponse,
  RouteStopResponse,
  RouteTotalsResponse,
} from './dto/route-times.response.js';
import type { RouteResponse, RouteSummaryResponse } from './dto/route.response.js';

export type StoredRoute = Route & { stops: RouteStop[] };

/** Where a day begins and ends is often somebody's home; a reader may be one who is not to know it. */
export type DayEnds = Pick<DayRequest, 'end'> & { readonly start: Position | null };

export const NO_ENDS: DayEnds = { start: null, end: null };

export function requestOf(route: Route): DayRequest {
  return route.input as unknown as DayRequest;
}

/** All that a summary shows; what a plan was made of can be large, and lists leave it where it is. */
export const SUMMARY_COLUMNS = {
  ...{ id: true, agentId: true, date: true, objective: true, engine: true, degraded: true },
  ...{ degradedReason: true, matrixSource: true, seed: true, committed: true, totals: true },
  ...{ createdById: true, createdAt: true },
} as const satisfies Prisma.RouteSelect;

export function toRouteSummary(route: Pick<Route, keyof typeof SUMMARY_COLUMNS>): RouteSummaryResponse {
  const {
    id,
    agentId,
    objective,
    engine,
    degraded,
    degradedReason,
    matrixSource,
    seed,
    committed,
    createdById,
    createdAt,
  } = route;
  return {
    ...{
      id,
      agentId,
      date: fromDateColumn(route.date),
      objective,
      engine,
      degraded,
      degradedReason,
      matrixSource,
      seed,
    },
    ...{ committed, createdById, createdAt, totals: toTotals(route.totals as unknown as StoredTotals) },
  };
}

export function toRouteResponse(route: StoredRoute, ends: DayEnds = requestOf(route)): RouteResponse {
  const totals = route.totals as unknown as StoredTotals;
  return {
    ...toRouteSummary(route),
    stops: route.stops.map(toStopResponse),
    lunchBreak: toBreak(totals.lunchBreak),
    unassigned: (route.unassigned as unknown as StoredUnassigned[]).map((entry) => ({ ...entry })),
    changes: totals.changes ?? null,
    links: toLinks(requestOf(route), route.stops, ends),
  };
}

export function toGeoJson(route: StoredRoute, ends: DayEnds): RouteGeoJson {
  const stops = placed(requestOf(route), route.stops).map(({ stop, position }): GeoStop => ({
    position,
    properties: { ...toStopResponse(stop) },
  }));
  return routeGeoJson(ends.start, stops, ends.end);
}

export function toStopResponse(stop: RouteStopResponse): RouteStopResponse {
  const {
    visitId,
    clientId,
    sequence,
    arrival,
    waitingSeconds,
    serviceStart,
    departure,
    travelSeconds,
    travelMeters,
  } = stop;
  return {
    visitId,
    clientId,
    sequence,
    arrival,
    waitingSeconds,
    serviceStart,
    departure,
    travelSeconds,
    travelMeters,
  };
}

export function toTotals(totals: StoredTotals): RouteTotalsResponse {
  const {
    visits,
    priority,
    travelSeconds,
    travelMeters,
    serviceSeconds,
    waitingSeconds,
    returnSeconds,
    returnMeters,
  } = totals;
  return {
    ...{
      visits,
      priority,
      travelSeconds,
      travelMeters,
      serviceSeconds,
      waitingSeconds,
      returnSeconds,
      returnMeters,
    },
    departure: new Date(totals.departure),
    end: new Date(totals.end),
  };
}

export function toBreak(lunchBreak: StoredBreak | null): RouteBreakResponse | null {
  return lunchBreak && { ...lunchBreak, start: new Date(lunchBreak.start), end: new Date(lunchBreak.end) };
}

export function toLinks(
  request: DayRequest,
  stops: readonly RouteStopResponse[],
  { start, end }: DayEnds,
): RouteLinksResponse {
  const known = placed(request, stops);
  const way = [...(start ? [start] : []), ...known.map(({ position }) => position), ...(end ? [end] : [])];
  return {
    googleMaps: known.length > 0 ? googleMapsLinks(way) : [],
    waze: known.map(({ stop: { sequence, clientId }, position }) => ({
      sequence,
      clientId,
      url: wazeLink(position),
    })),
  };
}

/** The stops with their places as the plan knew them; a client that has moved since has not moved in it. */
function placed<Stop extends { clientId: string }>(
  request: DayRequest,
  stops: readonly Stop[],
): { stop: Stop; position: Position }[] {
  const places = new Map(request.candidates.map(({ clientId, position }) => [clientId, position]));
  return stops.flatMap((stop) => {
    const position = places.get(stop.clientId);
    return position ? [{ stop, position }] : [];
  });
}
