import type { BreakRule } from './break-arc.js';
import type { PlannedBreak, PlannedStop, Violation } from './plan.js';
import type { RouteProblem, Stop, Vehicle } from './problem.js';
import { startWindows } from './start-windows.js';
import { leg } from './travel.js';
import { broken } from './violations.js';

const TOLERANCE = 1e-6;

/** Where the lunch is taken; see `PlannedBreak`. */
export interface BreakChoice extends Pick<PlannedBreak, 'beforeStop' | 'taken'> {
  readonly rule: BreakRule;
}

export interface Simulation {
  departure: number;
  steps: PlannedStop[];
  lunchBreak: PlannedBreak | null;
  returnSeconds: number;
  returnMeters: number;
  end: number;
  violations: Violation[];
}

/** Plays the day forward: as early as the rules allow, late where they cannot be kept. */
export function simulate(
  problem: RouteProblem,
  vehicle: Vehicle,
  stops: readonly Stop[],
  lunch: BreakChoice | null,
): Simulation {
  const [from, to] = vehicle.shift;
  const run: Simulation = {
    departure: from,
    steps: [],
    lunchBreak: null,
    returnSeconds: 0,
    returnMeters: 0,
    end: from,
    violations: [],
  };
  if (stops.length === 0) return run;
  let clock = from;
  let place: number | null = vehicle.start;
  const travelTo = (target: number | null, index: number, stopId: string | null): PlannedLeg => {
    const road = leg(problem.travel, place, target);
    if (!road.exists) run.violations.push(broken.noRoad(stopId));
    if (lunch?.beforeStop === index && lunch.taken === 'BEFORE_TRAVEL') clock = eat(run, lunch, clock);
    const arrival = clock + road.seconds;
    clock = arrival;
    if (lunch?.beforeStop === index && lunch.taken === 'AFTER_TRAVEL') clock = eat(run, lunch, clock);
    place = target;
    return { arrival, ready: clock, seconds: road.seconds, meters: road.meters };
  };

  stops.forEach((stop, index) => {
    const road = travelTo(stop.location, index, stop.id);
    const serviceStart = begin(run, stop, road.ready);
    clock = serviceStart + stop.serviceSeconds;
    run.steps.push({
      stopId: stop.id,
      arrival: road.arrival,
      waitingSeconds:
        serviceStart - road.ready + (road.ready - road.arrival - lunchLength(run, index, lunch)),
      serviceStart,
      departure: clock,
      travelSeconds: road.seconds,
      travelMeters: road.meters,
    });
  });
  if (vehicle.end !== null || lunch?.beforeStop === stops.length) {
    const road = travelTo(vehicle.end ?? place, stops.length, null);
    run.returnSeconds = road.seconds;
    run.returnMeters = road.meters;
  }
  run.end = clock;
  if (clock > to + TOLERANCE) run.violations.push(broken.shift(clock, to));
  const driven = run.steps.reduce((sum, step) => sum + step.travelMeters, run.returnMeters);
  if (driven > (vehicle.maxMeters ?? Infinity))
    run.violations.push(broken.distance(driven, vehicle.maxMeters ?? 0));
  leaveLate(run);
  return run;
}

interface PlannedLeg {
  arrival: number;
  ready: number;
  seconds: number;
  meters: number;
}

function lunchLength(run: Simulation, index: number, lunch: BreakChoice | null): number {
  const taken = run.lunchBreak;
  if (!lunch || taken?.beforeStop !== index || taken.taken !== 'AFTER_TRAVEL') return 0;
  return taken.end - taken.start;
}

function eat(run: Simulation, lunch: BreakChoice, clock: number): number {
  const { rule, beforeStop, taken } = lunch;
  const start = Math.max(clock, rule.earliest);
  if (start > rule.latest + TOLERANCE) run.violations.push(broken.lunch(start, rule.latest));
  run.lunchBreak = { start, end: start + rule.duration, beforeStop, taken };
  return run.lunchBreak.end;
}

/** The first allowed start from `ready` on; too late for all of them, the visit starts at once and is marked. */
function begin(run: Simulation, stop: Stop, ready: number): number {
  const windows = startWindows(stop);
  if (windows === null) return ready;
  const window = windows.find(([, last]) => ready <= last + TOLERANCE);
  if (window) return Math.max(ready, window[0]);
  const last = windows.at(-1)?.[1] ?? null;
  run.violations.push(
    stop.fixedStart === undefined ? broken.window(stop, ready, last) : broken.fixed(stop, ready),
  );
  return ready;
}

/** Waiting at the first door is better spent before leaving: nothing after it changes. */
function leaveLate(run: Simulation): void {
  const first = run.steps[0];
  if (!first) return;
  const lunch = run.lunchBreak?.beforeStop === 0 ? run.lunchBreak : null;
  if (lunch?.taken === 'AFTER_TRAVEL') {
    run.departure = lunch.start - first.travelSeconds;
    run.steps[0] = { ...first, arrival: lunch.start, waitingSeconds: first.serviceStart - lunch.end };
  } else {
    run.departure = first.serviceStart - first.travelSeconds;
    run.steps[0] = { ...first, arrival: first.serviceStart, waitingSeconds: 0 };
  }
}
