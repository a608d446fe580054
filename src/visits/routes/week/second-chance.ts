import type { RoutePlan } from '../domain/plan.js';
import type { RouteProblem, Stop } from '../domain/problem.js';

/**
 * The same days once more, for those who found no place by the day on which they are due: better late than never.
 * Who has a place already may change the time of day and gives it up for nobody; the search begins with that plan.
 *
 * @returns null when nobody was left out who could come later
 */
export function secondChance(problem: RouteProblem, plan: RoutePlan): RouteProblem | null {
  const dates = problem.vehicles.map(({ id }) => id);
  const days = new Map(
    plan.routes.flatMap(({ vehicleId, stops }) => stops.map(({ stopId }) => [stopId, vehicleId] as const)),
  );
  const mayComeLater = ({ id, location, mandatory, vehicleIds }: Stop): boolean =>
    !days.has(id) && location !== null && mandatory !== true && vehicleIds?.at(-1) !== dates.at(-1);
  if (!problem.stops.some(mayComeLater)) return null;
  const stops = problem.stops.map((stop) => {
    const day = days.get(stop.id);
    if (day !== undefined) return { ...stop, mandatory: true, vehicleIds: [day] };
    if (!mayComeLater(stop)) return stop;
    return { ...stop, vehicleIds: dates.slice(dates.indexOf(stop.vehicleIds?.[0] ?? '')) };
  });
  const beginWith = Object.fromEntries(
    plan.routes.map((route) => [route.vehicleId, route.stops.map(({ stopId }) => stopId)]),
  );
  return { ...problem, stops, beginWith };
}

/** Search steps for so many visits: about three seconds of CPU for 300 of them on 20 days. */
const STEPS_TIMES_VISITS = 300_000;
const STEPS = { least: 600, most: 3000 };

export function stepsFor(visits: number): number {
  return Math.round(Math.min(STEPS.most, Math.max(STEPS.least, STEPS_TIMES_VISITS / Math.max(1, visits))));
}
