import type { Worth } from './objective.js';
import { Random } from './random.js';
import { Recreate } from './recreate.js';
import type { Solution } from './solution.js';
import { typicalLeg } from './typical.js';

/** Puts in what still fits: a stop skipped by chance, or by somebody else's planner, must not stay out while there is room. */
export function fillUp(solution: Solution, worth: Worth, seed: number): void {
  const absent = Array.from(solution.absent.subarray(0, solution.absentCount));
  if (absent.length === 0) return;
  const legSeconds = typicalLeg(solution.model, absent);
  new Recreate(solution, worth, new Random(seed), legSeconds).byValueForTime(-1, null);
  solution.keep();
}
