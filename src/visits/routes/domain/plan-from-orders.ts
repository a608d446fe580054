import { explain } from './explain.js';
import { fillUp } from './fill-up.js';
import { compile } from './model.js';
import { worthOf } from './objective.js';
import type { RoutePlan } from './plan.js';
import { mayServe, type RouteProblem, type Vehicle } from './problem.js';
import { scheduleRoute } from './schedule.js';
import { Solution } from './solution.js';
import { totalsOf } from './totals.js';

/**
 * A plan whose orders somebody else has found. Times, lunch breaks and the reasons of what stays out are ours, so
 * that they read the same whoever planned; and what was left out though there is room for it is put in.
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
  const solution = new Solution(model, servable(problem));
  problem.vehicles.forEach((vehicle, r) => {
    const order = orders.get(vehicle.id) ?? [];
    assertKeepsRules(problem, vehicle, order);
    order.forEach((id, position) => {
      const number = numbers.get(id)!;
      if (solution.routeIndex(number) >= 0) throw new RangeError(`Stop ${id} is visited twice.`);
      solution.place(number, r, position);
    });
  });
  fillUp(solution, worthOf(model, problem.objective), problem.seed);
  const routes = problem.vehicles.map((vehicle, r) =>
    scheduleRoute(problem, vehicle, orderOf(problem, solution, r)),
  );
  const left = problem.stops.flatMap((_, index) => (solution.routeIndex(index) < 0 ? [index] : []));
  return {
    routes,
    unassigned: left.map((index) => explain(problem, model, solution, index)),
    totals: totalsOf(routes),
    ...{ seed: problem.seed, iterations: 0, stoppedBy: 'ITERATIONS' },
  };
}

function servable({ stops, vehicles }: RouteProblem): number[] {
  return stops.flatMap((stop, index) => (vehicles.some((vehicle) => mayServe(vehicle, stop)) ? [index] : []));
}

function assertKeepsRules(problem: RouteProblem, vehicle: Vehicle, order: readonly string[]): void {
  const { violations } = scheduleRoute(problem, vehicle, order);
  const stranger = problem.stops.some((stop) => order.includes(stop.id) && !mayServe(vehicle, stop));
  if (stranger || violations.length > 0) throw new RangeError(`The order of ${vehicle.id} breaks a rule.`);
}

function orderOf({ stops }: RouteProblem, solution: Solution, r: number): string[] {
  const { nodes, size } = solution.routes[r]!;
  return Array.from(nodes.subarray(1, size - 1), (node) => stops[node]!.id);
}
