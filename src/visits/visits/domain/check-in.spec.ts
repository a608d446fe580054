import { describe, expect, it } from '@jest/globals';
import { coarseDistance, verifyCheckIn } from './check-in.js';

const duomo = { latitude: 45.4642, longitude: 9.19 };
/** A point so many metres north of the client. */
const north = (meters: number, accuracyMeters = 0) => ({
  latitude: duomo.latitude + meters / 111_195,
  longitude: duomo.longitude,
  accuracyMeters,
});

describe('a check-in', () => {
  it('is verified within 150 metres, and out of range beyond', () => {
    expect(verifyCheckIn(north(149), duomo)).toEqual({ verification: 'VERIFIED', distanceMeters: 149 });
    expect(verifyCheckIn(north(152), duomo)).toEqual({ verification: 'OUT_OF_RANGE', distanceMeters: 152 });
  });

  it('may be farther, or must be nearer, where the client says so', () => {
    expect(verifyCheckIn(north(390), duomo, 400).verification).toBe('VERIFIED');
    expect(verifyCheckIn(north(410), duomo, 400).verification).toBe('OUT_OF_RANGE');
    expect(verifyCheckIn(north(60), duomo, 50).verification).toBe('OUT_OF_RANGE');
    expect(verifyCheckIn(north(60, 15), duomo, 50).verification).toBe('VERIFIED');
  });

  it('gives the reading the benefit of its uncertainty', () => {
    expect(verifyCheckIn(north(190, 45), duomo).verification).toBe('VERIFIED');
    expect(verifyCheckIn(north(200, 45), duomo).verification).toBe('OUT_OF_RANGE');
  });

  it('is not verified by a reading that could be anywhere', () => {
    expect(verifyCheckIn(north(900, 5000), duomo).verification).toBe('UNVERIFIED');
  });

  it('stays unverified without a position, or at a client whose place is unknown', () => {
    const unverified = { verification: 'UNVERIFIED', distanceMeters: null };
    expect(verifyCheckIn(null, duomo)).toEqual(unverified);
    expect(verifyCheckIn(north(10), null)).toEqual(unverified);
  });

  it('is told to others only roughly', () => {
    expect(coarseDistance(147)).toBe(150);
    expect(coarseDistance(null)).toBeNull();
  });
});
