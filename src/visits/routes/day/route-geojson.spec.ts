import { describe, expect, it } from '@jest/globals';
import { check } from '@placemarkio/check-geojson';
import { routeGeoJson } from './route-geojson.js';

const office = { latitude: 45.4642, longitude: 9.19 };
const stops = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    position: { latitude: 45.4 + i / 100, longitude: 9.2 },
    properties: { sequence: i + 1, clientId: `c${i}`, arrival: new Date('2026-03-02T08:00:00Z') },
  }));

describe('a route on the map', () => {
  it.each([
    ['a day without stops', 0, null],
    ['one stop at the office itself, open end', 1, null],
    ['one stop and back', 1, office],
    ['a long day', 40, office],
  ])('is valid by RFC 7946: %s', (_, count, end) => {
    const text = JSON.stringify(routeGeoJson(office, stops(count), end));
    const { type, features } = check(text) as unknown as {
      type: string;
      features: { geometry: { type: string; coordinates: number[] | number[][] } }[];
    };
    expect(type).toBe('FeatureCollection');
    expect(features).toHaveLength(1 + count + (end ? 1 : 0) + (count > 0 ? 1 : 0));
    for (const { geometry } of features) {
      const places = geometry.type === 'Point' ? [geometry.coordinates] : geometry.coordinates;
      // A line has two places at least, each with the longitude first.
      expect(places.length).toBeGreaterThanOrEqual(geometry.type === 'Point' ? 1 : 2);
      for (const [longitude, latitude] of places as number[][]) {
        expect(longitude).toBeCloseTo(9.2, 1);
        expect(latitude).toBeGreaterThan(45);
      }
    }
  });

  it('says that its line is straight: it knows no roads', () => {
    const path = routeGeoJson(office, stops(2), null).features.at(-1);
    expect(path?.properties).toEqual({ kind: 'path', straight: true });
  });

  it('would be caught with a place that is none', () => {
    const broken = routeGeoJson({ latitude: 45, longitude: null as unknown as number }, [], null);
    expect(() => check(JSON.stringify(broken))).toThrow();
  });
});
