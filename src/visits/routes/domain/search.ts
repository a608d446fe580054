import type { Model } from './model.js';
import { neighbourLists } from './neighbours.js';
import { compareScores, scoreOf, type Score, type Worth } from './objective.js';
import { Random } from './random.js';
import { Recreate } from './recreate.js';
import { ruin } from './ruin.js';
import { Solution } from './solution.js';

export const SEARCH = { hot: 1, cold: 0.01, visitHot: 0.25, visitCold: 0.02, absentSeed: 0.5 };

export interface SearchLimits { iterations: number; wallMs: number; now: () => number }

export function search(model: Model, stops: readonly number[], worth: Worth, seed: number, limits: SearchLimits): { best: Solution; iterations: number } {
  const random = new Random(seed);
  const current = new Solution(model, stops);
  const best = new Solution(model, stops);
  const recreate = new Recreate(current, worth, random);
  const near = neighbourLists(model, stops);
  recreate.run(-1, 0);
  current.keep();
  best.copyFrom(current);
  let score = scoreOf(current, worth);
  let bestScore = score;
  const served = Math.max(1, stops.length - current.absentCount);
  const leg = score.travel / (served + 1);
  let meanPrimary = 0;
  for (const stop of stops) meanPrimary += worth.primary[stop]!;
  meanPrimary = meanPrimary / stops.length || 1;
  const deadline = limits.now() + limits.wallMs;
  let i = 0;
  for (; i < limits.iterations; i++) {
    if ((i & 31) === 0 && limits.now() > deadline) break;
    const t = i / limits.iterations;
    const travelTemp = leg * SEARCH.hot * Math.pow(SEARCH.cold / SEARCH.hot, t);
    const visitTemp = meanPrimary * SEARCH.visitHot * Math.pow(SEARCH.visitCold / SEARCH.visitHot, t);
    let seedStop = stops[random.below(stops.length)]!;
    let first = -1;
    if (current.absentCount > 0 && random.next() < SEARCH.absentSeed) {
      seedStop = current.absent[random.below(current.absentCount)]!;
      first = seedStop;
    }
    ruin(current, near.get(seedStop)!, random);
    recreate.run(first);
    const next = scoreOf(current, worth);
    const better = compareScores(next, bestScore) < 0;
    const rise = (next.mandatory - score.mandatory) * 1e9 + (next.primary - score.primary + 0.01 * (next.secondary - score.secondary)) / visitTemp + (next.travel - score.travel) / travelTemp;
    if (better || rise < -Math.log(1 - random.next())) {
      score = next;
      current.keep();
      if (better) { bestScore = next; best.copyFrom(current); }
    } else current.undo();
  }
  return { best, iterations: i };
}
export type { Score };
