import type { Position } from '../../geo/domain/great-circle.js';

/** Longitude first: RFC 7946, 3.1.1. */
type Coordinates = [longitude: number, latitude: number];

interface Feature {
  type: 'Feature';
  geometry: { type: 'Point'; coordinates: Coordinates } | { type: 'LineString'; coordinates: Coordinates[] };
  properties: Record<string, unknown>;
}

/** A route as RFC 7946 has it. */
export interface RouteGeoJson {
  type: 'FeatureCollection';
  features: Feature[];
}

export interface GeoStop {
  position: Position;
  properties: Record<string, unknown>;
}

/** The places given as points, and the way between them as a line, marked straight where no roads are known. */
export function routeGeoJson(
  start: Position | null,
  stops: readonly GeoStop[],
  end: Position | null,
): RouteGeoJson {
  const way = [...(start ? [start] : []), ...stops.map(({ position }) => position), ...(end ? [end] : [])];
  return {
    type: 'FeatureCollection',
    features: [
      ...(start ? [point(start, { kind: 'start' })] : []),
      ...stops.map(({ position, properties }) => point(position, { kind: 'stop', ...properties })),
      ...(end ? [point(end, { kind: 'end' })] : []),
      // A line has two places at least (RFC 7946, 3.1.4).
      ...(stops.length > 0 && way.length > 1 ? [line(way)] : []),
    ],
  };
}

function point(position: Position, properties: Record<string, unknown>): Feature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: coordinates(position) }, properties };
}

function line(way: readonly Position[]): Feature {
  return {
    type: 'Feature',
    geometry: { type: 'LineString', coordinates: way.map(coordinates) },
    properties: { kind: 'path', straight: true },
  };
}

function coordinates({ latitude, longitude }: Position): Coordinates {
  return [longitude, latitude];
}
