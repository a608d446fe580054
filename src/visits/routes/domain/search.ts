import { Annealing, type Cooling } from './annealing.js';
import { fillUp } from './fill-up.js';
import type { Model } from './model.js';
import { neighbourLists } from './neighbours.js';
import { compareScores, scoreOf, type Worth } from './objective.js';
import type { StopReason } from './plan.js';
import { Random } from './random.js';
import { Recreate } from './recreate.js';
import { ruin } from './ruin.js';
import { Solution } from './solution.js';
import { typicalLeg, typicalValue } from './typical.js';

/** How often a ruin begins around a stop that has no place, to make one for it. */
const FOR_AN_ABSENT_STOP = 0.5;
const CLOCK_EVERY = 32;

export interface SearchLimits {
  readonly seed: number;
  /** Stops in order, by vehicle; empty: from nothing. */
  readonly beginWith: readonly (readonly number[])[];
  readonly iterations: number;
  readonly effort: number;
  readonly wallMs: number;
  /** Milliseconds. */
  readonly now: () => number;
}

export interface SearchStyle {
  readonly leg: Cooling;
  readonly averageRemoved: number;
}

export interface SearchResult {
  readonly best: Solution;
  readonly iterations: number;
  readonly stoppedBy: StopReason;
}

/** Ruin and recreate over `stops`, annealed; returns the best plan seen. */
export function search(
  model: Model,
  stops: readonly number[],
  worth: Worth,
  limits: SearchLimits,
  style: SearchStyle,
): SearchResult {
  const deadline = limits.now() + limits.wallMs;
  const random = new Random(limits.seed);
  const current = new Solution(model, stops);
  const best = new Solution(model, stops);
  const legSeconds = typicalLeg(model, stops);
  const recreate = new Recreate(current, worth, random, legSeconds);
  const annealing = new Annealing(random, legSeconds, typicalValue(stops, worth), style.leg);
  const neighbours = neighbourLists(model, stops);
  beginFrom(current, limits.beginWith);
  recreate.byValueForTime(-1, null);
  current.keep();
  best.copyFrom(current);
  let score = scoreOf(current, worth);
  let bestScore = score;
  let done = 0;
  let stoppedBy: StopReason = 'ITERATIONS';

  for (; done < limits.iterations && current.effort < limits.effort && stops.length > 0; done++) {
    if (done % CLOCK_EVERY === 0 && limits.now() > deadline) {
      stoppedBy = 'WALL_CLOCK';
      break;
    }
    const crowded = current.absentCount > 0;
    const wanted =
      crowded && random.next() < FOR_AN_ABSENT_STOP ? current.absent[random.below(current.absentCount)]! : -1;
    ruin(
      current,
      neighbours.get(wanted < 0 ? stops[random.below(stops.length)]! : wanted)!,
      random,
      style.averageRemoved,
      wanted,
    );
    recreate.run(crowded, wanted);
    const next = scoreOf(current, worth);
    const improved = compareScores(next, bestScore) < 0;
    const progress = Math.max(done / limits.iterations, current.effort / limits.effort);
    if (!improved && !annealing.accepts(score, next, progress)) {
      current.undo();
      continue;
    }
    score = next;
    current.keep();
    if (!improved) continue;
    bestScore = next;
    best.copyFrom(current);
  }
  fillUp(best, worth, limits.seed);
  return { best, iterations: done, stoppedBy };
}

/** Takes over a given order as far as it keeps the rules. */
function beginFrom(current: Solution, orders: readonly (readonly number[])[]): void {
  orders.forEach((order, r) => {
    const route = current.routes[r]!;
    for (const stop of order) {
      const waits = current.routeIndex(stop) < 0;
      if (waits && current.keepsDistance(stop, r) && route.fits(stop, route.size - 2))
        current.place(stop, r, route.size - 2);
    }
  });
}
