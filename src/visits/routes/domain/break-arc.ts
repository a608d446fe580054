import type { Vehicle } from './problem.js';

/** A lunch break reduced to numbers: how long, and when it may start (seconds). */
export interface BreakRule {
  readonly duration: number;
  readonly earliest: number;
  readonly latest: number;
}

/** The lunch break as far as it fits the shift: on a half day it is simply not there. */
export function breakRule(vehicle: Vehicle): BreakRule | null {
  if (!vehicle.lunchBreak) return null;
  const { durationSeconds: duration, startWindow } = vehicle.lunchBreak;
  const earliest = Math.max(startWindow[0], vehicle.shift[0]);
  const latest = Math.min(startWindow[1], vehicle.shift[1] - duration);
  return earliest <= latest ? { duration, earliest, latest } : null;
}

/**
 * Ready at the next place when the break is taken somewhere on this leg. On arrival costs least (the wait for
 * noon overlaps with the drive); before leaving is the way out when arriving would be too late for it.
 */
export function readyAfterBreak(departure: number, travel: number, rule: BreakRule): number {
  const arrival = departure + travel;
  if (arrival <= rule.latest) return Math.max(arrival, rule.earliest) + rule.duration;
  if (departure <= rule.latest) return Math.max(departure, rule.earliest) + rule.duration + travel;
  return Infinity;
}

/** The inverse: the latest departure that is ready by `ready`, or -Infinity. */
export function latestBeforeBreak(ready: number, travel: number, rule: BreakRule): number {
  const breakEndsBy = ready - rule.duration;
  if (rule.earliest <= breakEndsBy - travel) return Math.min(rule.latest, breakEndsBy - travel);
  if (rule.earliest <= breakEndsBy) return Math.min(rule.latest, breakEndsBy) - travel;
  return -Infinity;
}
