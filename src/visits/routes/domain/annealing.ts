import type { Score } from './objective.js';
import type { Random } from './random.js';

/** A temperature from the beginning of a search to its end: a share of a typical leg. */
export interface Cooling {
  readonly hot: number;
  readonly cold: number;
}

/** Temperature as a share of a typical stop's value. It cools geometrically. */
const VALUE = { hot: 0.25, cold: 0.02 };

/**
 * Accepts a worse plan now and then, less and less. Lost value and added travel have temperatures of their own,
 * so that early on a visit can be given up for a better day, and at the end hardly ever.
 */
export class Annealing {
  constructor(
    private readonly random: Random,
    private readonly legSeconds: number,
    private readonly stopValue: number,
    private readonly leg: Cooling,
  ) {}

  /** @param progress 0 at the beginning of the search, 1 at its end. */
  accepts(from: Score, to: Score, progress: number): boolean {
    if (to.mandatory !== from.mandatory) return to.mandatory < from.mandatory;
    const value = to.primary - from.primary + 0.01 * (to.secondary - from.secondary);
    const rise =
      value / (this.stopValue * cooled(VALUE, progress)) +
      (to.travel - from.travel) / (this.legSeconds * cooled(this.leg, progress));
    return rise < -Math.log(1 - this.random.next());
  }
}

function cooled({ hot, cold }: Cooling, progress: number): number {
  return hot * Math.pow(cold / hot, progress);
}
