import type { PlannedRoute, RouteTotals } from './plan.js';

/** What a plan's routes come to together. */
export function totalsOf(routes: readonly PlannedRoute[]): RouteTotals {
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
