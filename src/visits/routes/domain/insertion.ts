import type { Random } from './random.js';
import type { Solution } from './solution.js';

/** Cheapest feasible place known for a stop. */
export interface Place {
  route: number;
  position: number;
  /** Added travel, seconds; Infinity when there is none. */
  cost: number;
}

/** Chance of passing over a position: what keeps greedy insertion from building the same plan for ever. */
const BLINK = 0.01;

/** Looks through every position of every route. False when the stop fits nowhere. `random` null: no blinking. */
export function findPlace(solution: Solution, stop: number, random: Random | null, place: Place): boolean {
  place.cost = Infinity;
  for (let r = 0; r < solution.routes.length; r++) {
    const route = solution.routes[r]!;
    if (!route.vehicle.windows[stop] || !solution.keepsDistance(stop, r)) continue;
    solution.effort += route.size;
    for (let p = 0; p < route.size - 1; p++) {
      const cost = route.detour(stop, p);
      if (cost >= place.cost || (random && random.next() < BLINK) || !route.fits(stop, p)) continue;
      place.cost = cost;
      place.route = r;
      place.position = p;
    }
  }
  return place.cost < Infinity;
}

/**
 * Corrects what is known of `stop` after another stop went to position `p` of route `r`. Elsewhere nothing became
 * better, so only the two new legs are looked at, unless the known place was lost.
 */
export function revisePlace(
  solution: Solution,
  stop: number,
  r: number,
  p: number,
  random: Random | null,
  known: Place,
): boolean {
  const route = solution.routes[r]!;
  if (!solution.keepsDistance(stop, known.route)) return findPlace(solution, stop, random, known);
  if (known.route === r) {
    if (known.position > p) known.position++;
    else if (known.position === p) return findPlace(solution, stop, random, known);
    if (!route.fits(stop, known.position)) return findPlace(solution, stop, random, known);
  }
  if (!solution.keepsDistance(stop, r)) return true;
  for (let q = p; q <= p + 1; q++) {
    const cost = route.detour(stop, q);
    if (cost >= known.cost || !route.fits(stop, q)) continue;
    known.cost = cost;
    known.route = r;
    known.position = q;
  }
  return true;
}
