/** A lunch break reduced to numbers: how long, and when it may start (seconds). */
export interface BreakRule {
  readonly duration: number;
  readonly earliest: number;
  readonly latest: number;
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
