import type { Model } from './model.js';

/** For each of `stops`, all of `stops` from the nearest (itself) to the farthest, by the shorter way of the two. */
export function neighbourLists(model: Model, stops: readonly number[]): ReadonlyMap<number, Int32Array> {
  const { seconds, nodeCount } = model;
  const apart = (a: number, b: number): number =>
    a === b ? -1 : Math.min(seconds[a * nodeCount + b]!, seconds[b * nodeCount + a]!);
  return new Map(
    stops.map((stop) => [
      stop,
      Int32Array.from(stops).sort((a, b) => apart(stop, a) - apart(stop, b) || a - b),
    ]),
  );
}
