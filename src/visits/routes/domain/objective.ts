import type { Model } from './model.js';
import type { Objective } from './problem.js';
import type { Solution } from './solution.js';

/** What is lost by the absent stops, then the travel: compared in this order, less is better. */
export interface Score {
  mandatory: number;
  primary: number;
  secondary: number;
  /** Seconds. */
  travel: number;
}

/** What serving each stop is worth under an objective. */
export interface Worth {
  readonly mandatory: Uint8Array;
  readonly primary: Float64Array;
  readonly secondary: Float64Array;
}

export function worthOf(model: Model, objective: Objective): Worth {
  const one = new Float64Array(model.stopCount).fill(1);
  const nothing = new Float64Array(model.stopCount);
  const byObjective = {
    MIN_TRAVEL: { primary: one, secondary: nothing },
    MAX_VISITS: { primary: one, secondary: model.priority },
    MAX_PRIORITY: { primary: model.priority, secondary: one },
  };
  return { mandatory: model.mandatory, ...byObjective[objective] };
}

export function scoreOf(solution: Solution, worth: Worth): Score {
  const score: Score = { mandatory: 0, primary: 0, secondary: 0, travel: 0 };
  for (let i = 0; i < solution.absentCount; i++) {
    const stop = solution.absent[i]!;
    score.mandatory += worth.mandatory[stop]!;
    score.primary += worth.primary[stop]!;
    score.secondary += worth.secondary[stop]!;
  }
  for (const route of solution.routes) score.travel += route.travel;
  return score;
}

/** Negative when `a` is better. Sums of fractions differ by rounding: a millionth is a tie. */
export function compareScores(a: Score, b: Score): number {
  return (
    a.mandatory - b.mandatory ||
    apart(a.primary, b.primary) ||
    apart(a.secondary, b.secondary) ||
    apart(a.travel, b.travel)
  );
}

function apart(a: number, b: number): number {
  return Math.abs(a - b) < 1e-6 ? 0 : a - b;
}
