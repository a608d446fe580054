import type { Random } from './random.js';
import type { Solution } from './solution.js';

/** Sizes of what is torn out. */
export const RUIN = { mixed: 1, averageRemoved: 10, longestString: 10, splitChance: 0.5, splitGrowth: 0.5 };

/**
 * Tears strings of adjacent stops out of the routes around `seed` (slack induction by string removals, Christiaens
 * and Vanden Berghe 2020): room that lies together in space and time is room in which something else can fit.
 */
export function ruin(solution: Solution, neighbours: Int32Array, random: Random): void {
  const served = solution.routes.reduce((sum, route) => sum + route.visits, 0);
  if (served === 0) return;
  const used = solution.routes.filter((route) => route.visits > 0).length;
  const longest = Math.min(RUIN.mixed ? 1 + random.below(RUIN.longestString) : RUIN.longestString, Math.max(1, served / used));
  const strings = Math.floor(random.next() * ((4 * RUIN.averageRemoved) / (1 + longest) - 1)) + 1;
  const perRoute = Math.ceil(strings / used);
  const cuts = new Uint8Array(solution.routes.length);
  let done = 0;
  for (let i = 0; i < neighbours.length && done < strings; i++) {
    const r = solution.routeIndex(neighbours[i]!);
    if (r < 0 || cuts[r]! >= perRoute) continue;
    cutString(solution, r, neighbours[i]!, longest, random);
    cuts[r]!++;
    done++;
  }
  for (let r = 0; r < cuts.length; r++) if (cuts[r]! > 0) solution.settle(r);
}

/** A string of random length that contains `stop`; half the time some stops inside it are left standing. */
function cutString(solution: Solution, r: number, stop: number, longest: number, random: Random): void {
  const route = solution.routes[r]!;
  const length = 1 + random.below(Math.max(1, Math.floor(Math.min(longest, route.visits))));
  let left = 0;
  if (length > 1 && random.next() < RUIN.splitChance) {
    while (length + left < route.visits && random.next() < RUIN.splitGrowth) left++;
  }
  const at = route.nodes.indexOf(stop, 1);
  const span = length + left;
  const lowest = Math.max(1, at - span + 1);
  const highest = Math.min(at, route.size - 1 - span);
  const from = lowest + random.below(highest - lowest + 1);
  if (left === 0) return solution.remove(r, from, length);
  const gap = 1 + random.below(length - 1);
  solution.remove(r, from + gap + left, length - gap);
  solution.remove(r, from, gap);
}
