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
    const vehicleIds = dates.slice(dates.indexOf(stop.vehicleIds?.[0] ?? ''));
    return { ...stop, vehicleIds, ...(stop.series && { series: { ...stop.series, mostDays: Infinity } }) };
  });
  const beginWith = Object.fromEntries(
    plan.routes.map((route) => [route.vehicleId, route.stops.map(({ stopId }) => stopId)]),
  );
  const { effort = Infinity } = problem;
  // Most of it is decided already.
  return { ...problem, stops, beginWith, effort: effort / 3 };
}

/** Up to so many visits there are three searches, see `searches`. */
const FEW_VISITS = 120;

/** How long to search for a plan of so many visits. */
export function workFor(visits: number): Pick<RouteProblem, 'iterations' | 'effort'> {
  return { iterations: visits > FEW_VISITS ? 20_000 : 3000, effort: 50_000_000 };
}
