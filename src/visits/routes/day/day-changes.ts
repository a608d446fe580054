import type { DayRequest, StoredChanges } from './planned-day.js';
import type { TimedStop } from './timed-day.js';

const MINUTE_MS = 60_000;

/** What a plan does to the calendar of its day; a visit that starts within a minute of its time has been kept. */
export function dayChanges({ candidates }: DayRequest, stops: readonly TimedStop[]): StoredChanges {
  const shifts = stops.flatMap(({ candidate, serviceStart }) =>
    candidate.plannedAt ? [Math.abs(serviceStart.getTime() - Date.parse(candidate.plannedAt))] : [],
  );
  const moves = shifts.filter((shift) => shift >= MINUTE_MS);
  return {
    kept: shifts.length - moves.length,
    moved: moves.length,
    minutesMoved: Math.round(moves.reduce((sum, shift) => sum + shift, 0) / MINUTE_MS),
    dropped: candidates.filter(({ plannedAt }) => plannedAt).length - shifts.length,
    added: stops.length - shifts.length,
  };
}
