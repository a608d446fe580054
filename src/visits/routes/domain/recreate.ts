import { findPlace, revisePlace, type Place } from './insertion.js';
import { InsertionOrder } from './insertion-order.js';
import type { Worth } from './objective.js';
import type { Random } from './random.js';
import type { Solution } from './solution.js';

/** How often to fill by value for time when not every stop fits, and when all do. */
const BY_VALUE_WHEN_CROWDED = 0.9;
const BY_VALUE_OTHERWISE = 0.1;

/** Ahead of any value a stop can have of its own. */
const MANDATORY_VALUE = 1e9;
const FIRST_VALUE = 1e6;

/**
 * Puts absent stops back greedily. One at a time in some order is what finds short tours. Which stops deserve a
 * full day is another question, answered by taking, again and again, the best value for the time it costs.
 */
export class Recreate {
  private readonly place: Place = { route: 0, position: 0, cost: 0 };
  private readonly places: readonly Place[];
  private readonly value: Float64Array;
  private readonly order: InsertionOrder;

  /** @param legSeconds a typical drive between two stops: what even the nearest stop may cost. */
  constructor(
    private readonly solution: Solution,
    private readonly worth: Worth,
    private readonly random: Random,
    private readonly legSeconds: number,
  ) {
    const n = solution.model.stopCount;
    this.places = Array.from({ length: n }, () => ({ route: 0, position: 0, cost: 0 }));
    this.value = new Float64Array(n);
    this.order = new InsertionOrder(solution.model, worth, random, legSeconds);
  }

  /** @param first gets its turn before all that is not mandatory; -1 for none. */
  run(crowded: boolean, first: number): void {
    const byValue = this.random.next() < (crowded ? BY_VALUE_WHEN_CROWDED : BY_VALUE_OTHERWISE);
    if (byValue) this.byValueForTime(first, this.random);
    else this.inOrder(first);
  }

  private inOrder(first: number): void {
    const { solution, place } = this;
    const stops = absentStops(solution);
    this.order.arrange(stops, first);
    for (const stop of stops) {
      const blinking = this.worth.mandatory[stop] === 1 ? null : this.random;
      if (findPlace(solution, stop, blinking, place)) solution.place(stop, place.route, place.position);
    }
  }

  /** @param blinking null to leave nothing out that still fits. */
  byValueForTime(first: number, blinking: Random | null): void {
    const { solution, places, random } = this;
    const overhead = 1 + 2 * random.next() * this.legSeconds;
    let open = absentStops(solution).filter((stop) => findPlace(solution, stop, blinking, places[stop]!));
    for (const stop of open) this.value[stop] = this.valueOf(stop, first) * (0.7 + 0.6 * random.next());
    while (open.length > 0) {
      const best = this.bestValue(open, overhead);
      const { route, position } = places[best]!;
      solution.place(best, route, position);
      open = open.filter(
        (stop) => stop !== best && revisePlace(solution, stop, route, position, blinking, places[stop]!),
      );
    }
  }

  private valueOf(stop: number, first: number): number {
    if (this.worth.mandatory[stop] === 1) return MANDATORY_VALUE;
    return stop === first
      ? FIRST_VALUE
      : this.worth.primary[stop]! + 0.001 * this.worth.secondary[stop]! + 1e-6;
  }

  private bestValue(open: readonly number[], overhead: number): number {
    const { service } = this.solution.model;
    let best = open[0]!;
    let bestRatio = -Infinity;
    for (const stop of open) {
      const ratio = this.value[stop]! / (Math.max(0, this.places[stop]!.cost) + service[stop]! + overhead);
      if (ratio <= bestRatio) continue;
      bestRatio = ratio;
      best = stop;
    }
    return best;
  }
}

function absentStops(solution: Solution): number[] {
  return Array.from(solution.absent.subarray(0, solution.absentCount));
}
