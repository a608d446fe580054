import type { Score } from './objective.js';
import type { Random } from './random.js';

/** Temperatures as shares of a typical leg and of a typical stop's value. They cool geometrically. */
const LEG = { hot: 1, cold: 0.1 };
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
  ) {}

  /** @param progress 0 at the beginning of the search, 1 at its end. */
  accepts(from: Score, to: Score, progress: number): boolean {
    if (to.mandatory !== from.mandatory) return to.mandatory < from.mandatory;
    const value = to.primary - from.primary + 0.01 * (to.secondary - from.secondary);
    const rise =
      value / (this.stopValue * cooled(VALUE, progress)) +
      (to.travel - from.travel) / (this.legSeconds * cooled(LEG, progress));
    return rise < -Math.log(1 - this.random.next());
  }
}

function cooled({ hot, cold }: { hot: number; cold: number }, progress: number): number {
  return hot * Math.pow(cold / hot, progress);
}
