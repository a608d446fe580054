import { explain } from './explain.js';
import { compile, type Model } from './model.js';
import { worthOf } from './objective.js';
import type { RoutePlan } from './plan.js';
import type { RouteProblem } from './problem.js';
import { scheduleRoute } from './schedule.js';
import { searches } from './searches.js';
import { totalsOf } from './totals.js';
import { assertProblem } from './validate.js';

/** Of each search. About 300 ms of CPU for forty candidates on one agent-day. */
export const DEFAULT_ITERATIONS = 1500;

/** Far above what the iterations need, so that a busy machine still makes the same plan. Milliseconds. */
export const DEFAULT_WALL_MS = 2000;

/**
 * Plans the routes: which stops, on which vehicle, in which order, and why the others stay out. Never breaks a
 * hard rule: what cannot be kept is unassigned, appointments included.
 *
 * @param now a clock in milliseconds, used for the wall cap alone.
 * @throws RangeError when the problem contradicts itself (double ids, places outside the matrix, reversed shift).
 */
export function solveRoutes(problem: RouteProblem, now: () => number = () => performance.now()): RoutePlan {
  assertProblem(problem);
  const model = compile(problem);
  const result = searches(model, servable(model), worthOf(model, problem.objective), {
    seed: problem.seed,
    beginWith: beginning(problem),
    iterations: problem.iterations ?? DEFAULT_ITERATIONS,
    effort: problem.effort ?? Infinity,
    wallMs: problem.wallMs ?? DEFAULT_WALL_MS,
    now,
  });
  const { best } = result;
  const routes = best.routes.map((route, r) => {
    const order = Array.from(route.nodes.subarray(1, route.size - 1), (node) => problem.stops[node]!.id);
    return scheduleRoute(problem, problem.vehicles[r]!, order);
  });
  const left = problem.stops.flatMap((_, index) => (best.routeIndex(index) < 0 ? [index] : []));
  return {
    routes,
    unassigned: left.map((index) => explain(problem, model, best, index)),
    totals: totalsOf(routes),
    seed: problem.seed,
    iterations: result.iterations,
    stoppedBy: result.stoppedBy,
  };
}

/** The order to begin with, by vehicle, in the model's numbers; names that the problem does not know are passed over. */
function beginning({ stops, vehicles, beginWith = {} }: RouteProblem): number[][] {
  const numbers = new Map(stops.map(({ id }, index) => [id, index]));
  return vehicles.map(({ id }) => (beginWith[id] ?? []).flatMap((stop) => numbers.get(stop) ?? []));
}

/** Stops that some vehicle could serve if it had nothing else to do with its windows. */
function servable(model: Model): number[] {
  return Array.from({ length: model.stopCount }, (_, stop) => stop).filter((stop) =>
    model.vehicles.some((vehicle) => vehicle.windows[stop] !== null),
  );
}
