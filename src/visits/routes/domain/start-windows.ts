import type { Stop, TimeWindow } from './problem.js';

/**
 * When the visit may **start**, sorted and without overlaps. This is where "the whole visit fits" is turned into
 * a plain interval, so that nothing after it needs to know the rule. `null`: any time.
 */
export function startWindows(stop: Stop): TimeWindow[] | null {
  if (stop.fixedStart !== undefined) return [[stop.fixedStart, stop.fixedStart]];
  if (stop.windows === undefined) return null;
  const length = stop.mayOverrun === true ? 0 : stop.serviceSeconds;
  return merge(
    // Intervals that touch are one opening: a visit may run across the seam.
    merge(stop.windows.map(([open, close]) => [open, close])).map(([open, close]) => [open, close - length]),
  );
}

/** The part of the start windows that lies inside `[from, to]`. */
export function clip(windows: readonly TimeWindow[] | null, from: number, to: number): TimeWindow[] {
  if (from > to) return [];
  if (windows === null) return [[from, to]];
  return windows.map(([a, b]): TimeWindow => [Math.max(a, from), Math.min(b, to)]).filter(([a, b]) => a <= b);
}

function merge(windows: TimeWindow[]): TimeWindow[] {
  const merged: TimeWindow[] = [];
  for (const window of windows.filter(([a, b]) => a <= b).sort((x, y) => x[0] - y[0] || x[1] - y[1])) {
    const last = merged.at(-1);
    if (last && window[0] <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], window[1])];
    else merged.push(window);
  }
  return merged;
}
