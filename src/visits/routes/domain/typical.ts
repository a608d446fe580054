import type { Model } from './model.js';
import type { Worth } from './objective.js';

/** From each stop to its nearest other one, twice the mean: what a leg of a fair plan takes. Seconds, at least 1. */
export function typicalLeg(model: Model, stops: readonly number[]): number {
  const longestShift = model.vehicles.reduce((longest, vehicle) => Math.max(longest, vehicle.to), 0);
  const nearest = stops
    .map((a) => Math.min(...othersThan(a, model, stops).map((b) => model.seconds[a * model.nodeCount + b]!)))
    .filter((seconds) => seconds < longestShift);
  return Math.max(1, (2 * nearest.reduce((sum, seconds) => sum + seconds, 0)) / Math.max(1, nearest.length));
}

/** Another visit to the same client is no leg of any route. */
function othersThan(stop: number, { siblings }: Model, stops: readonly number[]): readonly number[] {
  const same = new Set([stop, ...siblings[stop]!.map((sibling) => sibling.stop)]);
  return stops.filter((other) => !same.has(other));
}

export function typicalValue(stops: readonly number[], worth: Worth): number {
  return stops.reduce((sum, stop) => sum + worth.primary[stop]!, 0) / stops.length || 1;
}
