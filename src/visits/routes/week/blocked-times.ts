import type { RouteProblem, Stop, TimeWindow } from '../domain/problem.js';

/**
 * The same problem with nothing placed over these visits of the calendar. They keep their time although no route
 * can hold them: their client is not on the map, say, or they lie outside the shift.
 */
export function aroundBlocked(problem: RouteProblem, blocked: ReadonlySet<string>): RouteProblem {
  if (blocked.size === 0) return problem;
  const busy = problem.stops.flatMap((stop): TimeWindow[] =>
    blocked.has(stop.id) && stop.fixedStart !== undefined
      ? [[stop.fixedStart, stop.fixedStart + stop.serviceSeconds]]
      : [],
  );
  const shifts = problem.vehicles.map(({ shift }) => shift);
  const stops = problem.stops.map((stop): Stop => {
    if (stop.fixedStart !== undefined || stop.windows?.length === 0) return stop;
    return { ...stop, windows: busy.reduce(cut, stop.windows ?? shifts) };
  });
  return { ...problem, stops };
}

/** What is left of openings besides a busy time; a day that is cut away whole leaves a moment, for it was not closed. */
function cut(windows: readonly TimeWindow[], [from, to]: TimeWindow): readonly TimeWindow[] {
  const left = windows.flatMap(([open, close]): TimeWindow[] =>
    close <= from || open >= to
      ? [[open, close]]
      : [[open, Math.min(close, from)] as const, [Math.max(open, to), close] as const].filter(
          ([a, b]) => a < b,
        ),
  );
  return left.length > 0 ? left : [[from, from]];
}
