import type { TravelMatrix } from './problem.js';

export interface Leg {
  readonly seconds: number;
  readonly meters: number;
  /** False where the matrix has no number or a place is unknown; seconds and metres are then 0. */
  readonly exists: boolean;
}

const NO_ROAD: Leg = { seconds: 0, meters: 0, exists: false };

export function leg(travel: TravelMatrix, from: number | null, to: number | null): Leg {
  if (from === null || to === null) return NO_ROAD;
  const seconds = travel.seconds[from]?.[to];
  const meters = travel.meters[from]?.[to];
  if (seconds === undefined || meters === undefined) return NO_ROAD;
  return Number.isFinite(seconds) && Number.isFinite(meters) ? { seconds, meters, exists: true } : NO_ROAD;
}
