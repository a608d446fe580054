import { explain } from './explain.js';
import { compile } from './model.js';
import type { PlannedRoute, RoutePlan, RouteTotals } from './plan.js';
import type { RouteProblem } from './problem.js';
import { scheduleRoute } from './schedule.js';
import { Solution } from './solution.js';

/**
 * A plan whose orders somebody else has found. Times, lunch breaks and the reasons of what stays out are ours, so
 * that they read the same whoever planned.
 *
 * @param orders stop ids by vehicle id; a vehicle without one stays at home.
 * @throws RangeError for an unknown stop, one that is visited twice, or an order that breaks a rule.
 */
export function planFromOrders(
  problem: RouteProblem,
  orders: ReadonlyMap<string, readonly string[]>,
): RoutePlan {
  const model = compile(problem);
  const numbers = new Map(problem.stops.map((stop, index) => [stop.id, index]));
  const solution = new Solution(model, [...numbers.values()]);
  const routes = problem.vehicles.map((vehicle, r) => {
    const order = orders.get(vehicle.id) ?? [];
    const route = scheduleRoute(problem, vehicle, order);
    if (route.violations.length > 0) throw new RangeError(`The order of ${vehicle.id} breaks a rule.`);
    order.forEach((id, position) => {
      const number = numbers.get(id)!;
      if (solution.routeIndex(number) >= 0) throw new RangeError(`Stop ${id} is visited twice.`);
      solution.place(number, r, position);
    });
    return route;
  });
  solution.keep();
  const left = problem.stops.flatMap((_, index) => (solution.routeIndex(index) < 0 ? [index] : []));
  return {
    routes,
    unassigned: left.map((index) => explain(problem, model, solution, index)),
    totals: addUp(routes),
    ...{ seed: problem.seed, iterations: 0, stoppedBy: 'ITERATIONS' },
  };
}

function addUp(routes: readonly PlannedRoute[]): RouteTotals {
  const sum = (field: keyof RouteTotals): number =>
    routes.reduce((total, { totals }) => total + totals[field], 0);
  return {
    visits: sum('visits'),
    priority: sum('priority'),
    travelSeconds: sum('travelSeconds'),
    travelMeters: sum('travelMeters'),
    serviceSeconds: sum('serviceSeconds'),
    waitingSeconds: sum('waitingSeconds'),
  };
}
