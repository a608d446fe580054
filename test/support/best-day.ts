import type { RouteProblem } from '#app/visits/routes/domain/problem.js';
import { scheduleRoute } from '#app/visits/routes/domain/schedule.js';

/** What a day is worth, the most important first; less is better. */
export type DayValue = readonly [lost: number, absent: number, travelSeconds: number];

/**
 * The best day there is, by trying every order of every choice of stops: slow, and with nothing in common with the
 * engine but the clock that times an order. For one vehicle and a handful of stops, objective MAX_PRIORITY.
 */
export function bestDay(problem: RouteProblem): DayValue {
  const [vehicle] = problem.vehicles;
  if (!vehicle) throw new Error('A day needs an agent.');
  let best: DayValue = dayValue(problem, [], 0);
  const extend = (order: readonly string[]): void => {
    for (const { id } of problem.stops) {
      if (order.includes(id)) continue;
      const longer = [...order, id];
      const route = scheduleRoute(problem, vehicle, longer);
      if (route.violations.length > 0) continue;
      const value = dayValue(problem, longer, route.totals.travelSeconds);
      if (compareDays(value, best) < 0) best = value;
      extend(longer);
    }
  };
  extend([]);
  return best;
}

export function dayValue(
  { stops }: RouteProblem,
  served: readonly string[],
  travelSeconds: number,
): DayValue {
  const absent = stops.filter(({ id }) => !served.includes(id));
  const lost = absent.reduce((sum, { priority }) => sum + priority, 0);
  return [lost, absent.length, travelSeconds];
}

export function compareDays(a: DayValue, b: DayValue): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
