import { breakRule } from './break-arc.js';
import type { PlannedBreak, PlannedRoute } from './plan.js';
import type { RouteProblem, Stop, Vehicle } from './problem.js';
import { simulate, type BreakChoice, type Simulation } from './simulate.js';

/**
 * Times one vehicle's visits in exactly this order, lunch where it does least harm. Rules that cannot be kept are
 * listed, never hidden: the same function serves the engine's plans (none broken) and an order made by hand.
 *
 * @param order stop ids, in the order of the day.
 * @throws RangeError for an id that is not in the problem.
 */
export function scheduleRoute(
  problem: RouteProblem,
  vehicle: Vehicle,
  order: readonly string[],
): PlannedRoute {
  const byId = new Map(problem.stops.map((stop) => [stop.id, stop]));
  const stops = order.map((id) => {
    const stop = byId.get(id);
    if (!stop) throw new RangeError(`Stop ${id} is not part of the problem.`);
    return stop;
  });
  const choices = breakChoices(vehicle, stops);
  const best = choices.map((choice) => simulate(problem, vehicle, stops, choice)).reduce(gentler);
  return routeOf(vehicle, stops, best);
}

/** Every leg, at its beginning and at its end; just "none" where there is no lunch to take. */
function breakChoices(vehicle: Vehicle, stops: readonly Stop[]): (BreakChoice | null)[] {
  const rule = breakRule(vehicle);
  if (!rule || stops.length === 0) return [null];
  const legs = Array.from({ length: stops.length + 1 }, (_, leg) => leg);
  return legs.flatMap((leg): BreakChoice[] => [
    { rule, beforeStop: leg, taken: 'AFTER_TRAVEL' },
    { rule, beforeStop: leg, taken: 'BEFORE_TRAVEL' },
  ]);
}

/** Fewer broken rules, then less broken, then home earlier, then less waiting; the first of equals. */
function gentler(a: Simulation, b: Simulation): Simulation {
  const worse = compare(severity(a), severity(b));
  return worse <= 0 ? a : b;
}

function severity(run: Simulation): number[] {
  const excess = run.violations.reduce((sum, violation) => sum + violation.excess, 0);
  const waiting = run.steps.reduce((sum, step) => sum + step.waitingSeconds, 0);
  return [run.violations.length, excess, run.end, waiting];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => Math.abs(value - (b[i] ?? 0)) > 1e-6);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function routeOf(vehicle: Vehicle, stops: readonly Stop[], run: Simulation): PlannedRoute {
  const sum = (pick: (step: Simulation['steps'][number]) => number): number =>
    run.steps.reduce((total, step) => total + pick(step), 0);
  return {
    vehicleId: vehicle.id,
    departure: run.departure,
    stops: run.steps,
    lunchBreak: run.lunchBreak satisfies PlannedBreak | null,
    returnSeconds: run.returnSeconds,
    returnMeters: run.returnMeters,
    end: run.end,
    violations: run.violations,
    totals: {
      visits: stops.length,
      priority: stops.reduce((total, stop) => total + stop.priority, 0),
      travelSeconds: sum((step) => step.travelSeconds) + run.returnSeconds,
      travelMeters: sum((step) => step.travelMeters) + run.returnMeters,
      serviceSeconds: stops.reduce((total, stop) => total + stop.serviceSeconds, 0),
      waitingSeconds: sum((step) => step.waitingSeconds),
    },
  };
}
