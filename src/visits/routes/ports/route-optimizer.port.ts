import type { RoutePlan } from '../domain/plan.js';
import type { RouteProblem } from '../domain/problem.js';

export interface OptimizedPlan {
  readonly plan: RoutePlan;
  /** Who made it: `in-process`, or a service's name. */
  readonly engine: string;
  /** Why another engine than the one asked for had to answer; null: it did not. */
  readonly degradedReason: string | null;
}

/** Port: puts the visits of a problem into days. Whoever answers, the plan is checked before anybody sees it. */
export abstract class RouteOptimizer {
  /** @throws DomainError ROUTE_ENGINE_UNAVAILABLE (503) */
  abstract optimize(problem: RouteProblem): Promise<OptimizedPlan>;
}
