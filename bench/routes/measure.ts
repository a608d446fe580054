import { checkPlan } from '#app/visits/routes/domain/check-plan.js';
import type { RoutePlan } from '#app/visits/routes/domain/plan.js';
import type { RouteProblem } from '#app/visits/routes/domain/problem.js';
import { solveRoutes } from '#app/visits/routes/domain/solve.js';

export interface Measured {
  readonly plan: RoutePlan;
  /** CPU and not the clock on the wall, so that a busy machine gives the same figure. */
  readonly cpuMs: number;
  /** Rules that the independent checker finds broken. */
  readonly findings: number;
}

export function measure(problem: RouteProblem): Measured {
  const before = process.cpuUsage();
  const plan = solveRoutes(problem);
  const { user, system } = process.cpuUsage(before);
  return { plan, cpuMs: (user + system) / 1000, findings: checkPlan(problem, plan).length };
}
