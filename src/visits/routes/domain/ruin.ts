import type { Random } from './random.js';
import type { Solution } from './solution.js';

const LONGEST_STRING = 12;
/** How often some stops inside a string are left standing, and how likely each further one is. */
const SPLIT = 0.5;
const SPLIT_GROWTH = 0.5;
/** How often the other visits to a client go with the one that goes: one alone has hardly another day to go to. */
const WITH_SIBLINGS = 0.7;

/**
 * Tears strings of adjacent stops out of the routes, nearest first (slack induction by string removals,
 * Christiaens and Vanden Berghe 2020): room that lies together in space and time is room where something else fits.
 * Few long strings and many short ones take turns, since one vehicle's day has but one route to cut.
 *
 * @param averageRemoved how many stops go, on average, where there are enough
 * @param neighbours of the stop where the ruin begins, nearest first.
 * @param wanted a stop that has no place and is to get one; -1: none
 */
export function ruin(
  solution: Solution,
  neighbours: Int32Array,
  random: Random,
  averageRemoved: number,
  wanted: number,
): void {
  const { routes } = solution;
  const used = routes.filter((route) => route.visits > 0);
  if (used.length === 0) return;
  const served = used.reduce((sum, route) => sum + route.visits, 0);
  const longest = Math.min(1 + random.below(LONGEST_STRING), served / used.length);
  const strings = Math.floor(random.next() * ((4 * averageRemoved) / (1 + longest) - 1)) + 1;
  const perRoute = Math.ceil(strings / used.length);
  const cuts = new Uint16Array(routes.length);
  const absentBefore = solution.absentCount;
  for (let i = 0, done = 0; i < neighbours.length && done < strings; i++) {
    const r = solution.routeIndex(neighbours[i]!);
    if (r < 0 || cuts[r]! >= perRoute) continue;
    cutString(solution, r, neighbours[i]!, longest, random);
    cuts[r]!++;
    done++;
  }
  if (solution.model.hasSeries && random.next() < WITH_SIBLINGS) {
    const torn = Array.from(solution.absent.subarray(absentBefore, solution.absentCount));
    for (const stop of wanted < 0 ? torn : [wanted, ...torn]) removeSiblings(solution, stop, cuts);
  }
  for (let r = 0; r < cuts.length; r++) if (cuts[r]! > 0) solution.settle(r);
}

function removeSiblings(solution: Solution, stop: number, cuts: Uint16Array): void {
  for (const { stop: other, fixed } of solution.model.siblings[stop]!) {
    const r = solution.routeIndex(other);
    if (r < 0 || fixed) continue;
    solution.remove(r, solution.routes[r]!.nodes.indexOf(other, 1), 1);
    cuts[r]!++;
  }
}

/** A string of random length that contains `stop`. */
function cutString(solution: Solution, r: number, stop: number, longest: number, random: Random): void {
  const route = solution.routes[r]!;
  const length = 1 + random.below(Math.max(1, Math.floor(Math.min(longest, route.visits))));
  let kept = 0;
  if (length > 1 && random.next() < SPLIT) {
    while (length + kept < route.visits && random.next() < SPLIT_GROWTH) kept++;
  }
  const at = route.nodes.indexOf(stop, 1);
  const lowest = Math.max(1, at - length - kept + 1);
  const highest = Math.min(at, route.size - 1 - length - kept);
  const from = lowest + random.below(highest - lowest + 1);
  if (kept === 0) return solution.remove(r, from, length);
  const head = 1 + random.below(length - 1);
  solution.remove(r, from + head + kept, length - head);
  solution.remove(r, from, head);
}
