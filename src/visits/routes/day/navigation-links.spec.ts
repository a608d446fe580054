import { describe, expect, it } from '@jest/globals';
import { googleMapsLinks, wazeLink } from './navigation-links.js';

const place = (i: number) => ({ latitude: 45 + i / 100, longitude: 9 });
const placesIn = (link: string) => {
  const query = new URL(link).searchParams;
  return [query.get('origin'), ...(query.get('waypoints')?.split('|') ?? []), query.get('destination')];
};

describe('navigation links', () => {
  it('lead from the start over the stops to the end', () => {
    const [link, ...more] = googleMapsLinks([place(0), place(1), place(2)]);
    expect(more).toEqual([]);
    expect(new URL(link ?? '').searchParams.get('api')).toBe('1');
    expect(placesIn(link ?? '')).toEqual(['45,9', '45.01,9', '45.02,9']);
  });

  it.each([11, 12, 21, 22])(
    'split a day of %i places where the last link ended, at most nine between',
    (count) => {
      const legs = googleMapsLinks(Array.from({ length: count }, (_, i) => place(i))).map(placesIn);
      for (const leg of legs) expect(leg.length).toBeLessThanOrEqual(11);
      legs.slice(1).forEach((leg, i) => expect(leg[0]).toBe(legs[i]?.at(-1)));
      expect(legs.flatMap((leg, i) => (i === 0 ? leg : leg.slice(1)))).toHaveLength(count);
    },
  );

  it('lead nowhere from a day without stops', () => {
    expect(googleMapsLinks([place(0)])).toEqual([]);
  });

  it('open Waze at one place', () => {
    expect(wazeLink({ latitude: 45.4642, longitude: 9.19 })).toBe(
      'https://waze.com/ul?ll=45.4642%2C9.19&navigate=yes',
    );
  });
});
