import { greatCircleMeters, type Position } from '../../geo/domain/great-circle.js';

export type Verification = 'VERIFIED' | 'OUT_OF_RANGE' | 'UNVERIFIED';

export interface Reading extends Position {
  /** Radius of the reading's own uncertainty, metres. */
  readonly accuracyMeters: number;
}

export interface CheckIn {
  readonly verification: Verification;
  /** Whole metres between the reading and the client; null where either is unknown. */
  readonly distanceMeters: number | null;
}

/** How near a check-in must be where the client says nothing else, metres; the reading's uncertainty comes on top. */
export const CHECK_IN_RADIUS_METERS = 150;

/** A vaguer reading than this proves presence nowhere, metres. */
export const VAGUEST_ACCURACY_METERS = 1000;

/**
 * Judges where somebody checked in. It never blocks: a visit without proof is still a visit.
 * @param radius how near is near enough at this client, metres; null: as near as usual
 */
export function verifyCheckIn(
  reading: Reading | null,
  client: Position | null,
  radius: number | null = null,
): CheckIn {
  if (!reading || !client) return { verification: 'UNVERIFIED', distanceMeters: null };
  const meters = greatCircleMeters(reading, client);
  return { verification: judge(meters, reading.accuracyMeters, radius), distanceMeters: Math.round(meters) };
}

function judge(meters: number, accuracy: number, radius: number | null): Verification {
  if (meters > (radius ?? CHECK_IN_RADIUS_METERS) + accuracy) return 'OUT_OF_RANGE';
  return accuracy <= VAGUEST_ACCURACY_METERS ? 'VERIFIED' : 'UNVERIFIED';
}

/** The distance as others than the agent may know it: to ten metres. */
export function coarseDistance(meters: number | null): number | null {
  return meters === null ? null : Math.round(meters / 10) * 10;
}
