import type { PlannedRoute, RoutePlan } from './plan.js';
import type { RouteProblem, Stop, Vehicle } from './problem.js';

/** A rule that a plan breaks. `at`: the stop or vehicle concerned. */
export interface Finding {
  readonly rule: PlanRule;
  readonly at: string;
  readonly detail: string;
}

export type PlanRule =
  | 'WINDOW'
  | 'FIXED'
  | 'SHIFT'
  | 'BREAK'
  | 'MAX_DISTANCE'
  | 'NO_ROAD'
  | 'NOT_ALLOWED'
  | 'SPACING'
  | 'DUPLICATE'
  | 'MISSING'
  | 'UNKNOWN'
  | 'WRONG_TIMES';

/** Seconds (or metres) by which fractions may differ. */
const TOLERANCE = 1e-3;

/**
 * Replays a plan from the matrix and the rules alone, whoever made it. It shares no code with the engine or its
 * scheduler on purpose: a mistake there must not hide itself here. An empty answer means a sound plan.
 */
export function checkPlan(problem: RouteProblem, plan: Pick<RoutePlan, 'routes' | 'unassigned'>): Finding[] {
  const findings: Finding[] = [];
  const report = (rule: PlanRule, at: string, detail: string): void =>
    void findings.push({ rule, at, detail });
  checkAttendance(problem, plan, report);
  checkSpacing(problem, plan, report);
  for (const route of plan.routes) {
    const vehicle = problem.vehicles.find((candidate) => candidate.id === route.vehicleId);
    if (vehicle) checkRoute(problem, vehicle, route, report);
  }
  return findings;
}

type Report = (rule: PlanRule, at: string, detail: string) => void;

/** Every stop exactly once, planned or unassigned; every vehicle at most once. */
function checkAttendance(
  problem: RouteProblem,
  plan: Pick<RoutePlan, 'routes' | 'unassigned'>,
  report: Report,
): void {
  const named = [...plan.routes.flatMap((route) => route.stops), ...plan.unassigned].map(
    (entry) => entry.stopId,
  );
  const vehicles = plan.routes.map((route) => route.vehicleId);
  for (const [ids, known] of [
    [named, problem.stops.map((stop) => stop.id)],
    [vehicles, problem.vehicles.map((vehicle) => vehicle.id)],
  ] as const) {
    for (const id of new Set(ids)) {
      if (!known.includes(id)) report('UNKNOWN', id, 'not part of the problem');
      if (ids.filter((other) => other === id).length > 1) report('DUPLICATE', id, 'appears more than once');
    }
  }
  for (const stop of problem.stops) {
    if (!named.includes(stop.id)) report('MISSING', stop.id, 'neither planned nor unassigned');
  }
}

/** Visits to one client: in their order, far enough apart, and the one after another no later than it may be. */
function checkSpacing(problem: RouteProblem, { routes }: Pick<RoutePlan, 'routes'>, report: Report): void {
  if (problem.stops.every(({ series }) => series === undefined)) return;
  const days = new Map(
    problem.vehicles.map(({ id, day, shift }) => [id, day ?? Math.floor(shift[0] / 86_400)] as const),
  );
  const onDay = new Map(
    routes.flatMap(({ vehicleId, stops }) => stops.map(({ stopId }) => [stopId, days.get(vehicleId) ?? NaN])),
  );
  const planned = problem.stops.filter(({ id, series }) => series !== undefined && onDay.has(id));
  for (const one of planned) {
    for (const next of planned) {
      if (one.series?.id !== next.series?.id || one.series!.nth >= next.series!.nth) continue;
      if (one.fixedStart !== undefined && next.fixedStart !== undefined) continue;
      const apart = onDay.get(next.id)! - onDay.get(one.id)!;
      if (!(apart >= Math.max(one.series!.leastDays, next.series!.leastDays)))
        report('SPACING', next.id, `${apart} days after ${one.id}, too soon`);
      if (next.series!.nth === one.series!.nth + 1 && !(apart <= next.series!.mostDays))
        report('SPACING', next.id, `${apart} days after ${one.id}, too late`);
    }
  }
}

function checkRoute(problem: RouteProblem, vehicle: Vehicle, route: PlannedRoute, report: Report): void {
  if (route.stops.length === 0) return;
  const lunch = route.lunchBreak;
  let clock = route.departure;
  let place: number | null = vehicle.start;
  let meters = 0;
  if (lunch?.beforeStop === 0 && lunch.taken === 'BEFORE_TRAVEL') {
    if (lunch.end > route.departure + TOLERANCE) report('BREAK', vehicle.id, 'leaves before lunch is over');
    if (lunch.start < vehicle.shift[0] - TOLERANCE) report('SHIFT', vehicle.id, 'lunch before the shift');
  }

  /** Drives on, with the lunch where the plan puts it; answers when the agent is ready there. */
  const drive = (
    index: number,
    to: number | null,
    said: { seconds: number; meters: number; arrival: number | null; at: string },
  ): number => {
    const seconds = place === null || to === null ? NaN : Number(problem.travel.seconds[place]?.[to]);
    const length = place === null || to === null ? NaN : Number(problem.travel.meters[place]?.[to]);
    if (!Number.isFinite(seconds) || !Number.isFinite(length))
      report('NO_ROAD', said.at, 'no road in the matrix');
    if (differ(said.seconds, seconds) || differ(said.meters, length))
      report('WRONG_TIMES', said.at, 'travel differs from the matrix');
    meters += length;
    place = to;
    const here = lunch?.beforeStop === index ? lunch : null;
    if (here?.taken === 'BEFORE_TRAVEL' && index > 0) {
      if (here.start < clock - TOLERANCE) report('BREAK', vehicle.id, 'lunch during a visit');
      clock = here.end;
    }
    clock += seconds;
    if (said.arrival !== null && differ(said.arrival, clock))
      report('WRONG_TIMES', said.at, `arrives at ${clock}, plan says ${said.arrival}`);
    if (here?.taken === 'AFTER_TRAVEL') {
      if (here.start < clock - TOLERANCE) report('BREAK', vehicle.id, 'lunch during a drive');
      clock = here.end;
    }
    return clock;
  };

  if (route.departure < vehicle.shift[0] - TOLERANCE) report('SHIFT', vehicle.id, 'leaves before the shift');
  route.stops.forEach((planned, index) => {
    const stop = problem.stops.find((candidate) => candidate.id === planned.stopId);
    if (!stop) return;
    const at = stop.id;
    if (stop.vehicleIds && !stop.vehicleIds.includes(vehicle.id))
      report('NOT_ALLOWED', at, `not for ${vehicle.id}`);
    const ready = drive(index, stop.location, {
      seconds: planned.travelSeconds,
      meters: planned.travelMeters,
      arrival: planned.arrival,
      at,
    });
    if (planned.serviceStart < ready - TOLERANCE)
      report('WRONG_TIMES', at, 'starts before the agent is there');
    const atDoor = planned.serviceStart - planned.arrival - lunchAtDoor(route, index);
    if (differ(planned.waitingSeconds, atDoor)) report('WRONG_TIMES', at, 'waiting does not add up');
    if (differ(planned.departure, planned.serviceStart + stop.serviceSeconds))
      report('WRONG_TIMES', at, 'visit has the wrong length');
    checkOpening(stop, planned.serviceStart, report);
    clock = planned.serviceStart + stop.serviceSeconds;
  });

  const home = vehicle.end ?? place;
  const said = { seconds: route.returnSeconds, meters: route.returnMeters, arrival: null, at: vehicle.id };
  if (vehicle.end !== null) drive(route.stops.length, home, said);
  else if (lunch?.beforeStop === route.stops.length) {
    if (lunch.start < clock - TOLERANCE) report('BREAK', vehicle.id, 'lunch during a visit');
    clock = lunch.end;
  }
  if (differ(route.end, clock)) report('WRONG_TIMES', vehicle.id, `ends at ${clock}, plan says ${route.end}`);
  if (!(clock <= vehicle.shift[1] + TOLERANCE)) report('SHIFT', vehicle.id, 'ends after the shift');
  if (meters > (vehicle.maxMeters ?? Infinity) + TOLERANCE) report('MAX_DISTANCE', vehicle.id, `${meters} m`);
  checkLunch(vehicle, route, report);
  checkTotals(problem, route, meters, report);
}

function lunchAtDoor(route: PlannedRoute, index: number): number {
  const lunch = route.lunchBreak;
  return lunch?.beforeStop === index && lunch.taken === 'AFTER_TRAVEL' ? lunch.end - lunch.start : 0;
}

function checkOpening(stop: Stop, start: number, report: Report): void {
  if (stop.fixedStart !== undefined) {
    if (differ(start, stop.fixedStart))
      report('FIXED', stop.id, `starts at ${start}, agreed ${stop.fixedStart}`);
    return;
  }
  if (stop.windows === undefined) return;
  const needed = stop.mayOverrun === true ? start : start + stop.serviceSeconds;
  if (!openThroughout(stop, start, needed))
    report('WINDOW', stop.id, `open hours do not cover ${start} to ${needed}`);
}

/** Walks from one opening to the next one that continues it, until `to` is covered. */
function openThroughout(stop: Stop, from: number, to: number): boolean {
  let covered = from;
  let inside = false;
  for (const [open, close] of [...(stop.windows ?? [])].sort((a, b) => a[0] - b[0])) {
    if (open > covered + TOLERANCE || close < covered - TOLERANCE) continue;
    inside = true;
    covered = Math.max(covered, close);
  }
  return inside && covered >= to - TOLERANCE;
}

/** A break that could be taken within the shift must be there, whole and on time. */
function checkLunch(vehicle: Vehicle, route: PlannedRoute, report: Report): void {
  const asked = vehicle.lunchBreak;
  const lunch = route.lunchBreak;
  if (!asked) {
    if (lunch) report('BREAK', vehicle.id, 'nobody asked for a lunch break');
    return;
  }
  const [first, last] = asked.startWindow;
  const possible =
    Math.max(first, vehicle.shift[0]) + asked.durationSeconds <= vehicle.shift[1] &&
    last >= vehicle.shift[0] &&
    first <= last;
  if (!lunch) {
    if (possible) report('BREAK', vehicle.id, 'no lunch break');
    return;
  }
  if (lunch.start < first - TOLERANCE || lunch.start > last + TOLERANCE)
    report('BREAK', vehicle.id, 'lunch at the wrong time');
  if (differ(lunch.end - lunch.start, asked.durationSeconds))
    report('BREAK', vehicle.id, 'lunch has the wrong length');
  if (lunch.beforeStop < 0 || lunch.beforeStop > route.stops.length)
    report('BREAK', vehicle.id, 'lunch is nowhere in the day');
}

function checkTotals(problem: RouteProblem, route: PlannedRoute, meters: number, report: Report): void {
  const served = problem.stops.filter((stop) => route.stops.some((planned) => planned.stopId === stop.id));
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const { totals } = route;
  const wrong = [
    differ(totals.visits, route.stops.length),
    differ(totals.priority, sum(served.map((stop) => stop.priority))),
    differ(totals.serviceSeconds, sum(served.map((stop) => stop.serviceSeconds))),
    differ(totals.travelSeconds, sum(route.stops.map((stop) => stop.travelSeconds)) + route.returnSeconds),
    differ(totals.waitingSeconds, sum(route.stops.map((stop) => stop.waitingSeconds))),
    differ(totals.travelMeters, meters),
  ];
  if (wrong.includes(true)) report('WRONG_TIMES', route.vehicleId, 'totals do not add up');
}

/** NaN differs from everything. */
function differ(a: number, b: number): boolean {
  return !(Math.abs(a - b) <= TOLERANCE);
}
