import { checkPlan } from '#app/visits/routes/domain/check-plan.js';
import type { RoutePlan } from '#app/visits/routes/domain/plan.js';
import type { RouteProblem } from '#app/visits/routes/domain/problem.js';
import { scheduleRoute } from '#app/visits/routes/domain/schedule.js';
import { solveRoutes } from '#app/visits/routes/domain/solve.js';
import { totalsOf } from '#app/visits/routes/domain/totals.js';
import { dayNumber } from '#app/visits/routes/week/calendar-days.js';
import { secondChance, workFor } from '#app/visits/routes/week/second-chance.js';
import { leastApart, visitsNeeded } from '#app/visits/routes/week/visits-needed.js';
import { type WeekCandidate, type WeekRequest, weekProblem } from '#app/visits/routes/week/week-problem.js';
import { lastBeforeWork } from '#app/visits/routes/week/working-days.js';
import {
  LUNCH,
  openOn,
  type PlantedClient,
  type PlantedWeeks,
  plantedWeeks,
  SHIFT,
  VISIT_MINUTES,
} from './planted-weeks.ts';
import type { Row } from './report.ts';

const OFFICE = { latitude: 45, longitude: 9 };
const WALL_MS = 600_000;

/**
 * Four weeks of one agent, planned as POST /routes/plan-week plans them, in a territory where a plan that keeps every
 * cadence exists: the planted one, which is checked by the same checker first.
 */
export function keptCadence(seed: number): Row {
  const weeks = plantedWeeks(seed);
  const until = lastBeforeWork(weeks.dates.at(-1)!, { absentOn: new Set() });
  const candidates = weeks.clients.flatMap((client) => candidatesOf(client, weeks.dates, until));
  const request: WeekRequest = {
    ...{ dates: weeks.dates, candidates, objective: 'MAX_PRIORITY', seed: 1 },
    ...{ start: OFFICE, end: null, shift: SHIFT, lunchBreak: LUNCH },
  };
  const problem = problemOf(request, weeks);
  const planted = plantedPlan(problem, weeks);
  const before = process.cpuUsage();
  const began = performance.now();
  const first = solveRoutes(problem);
  const later = secondChance(problem, first);
  const plan = later ? solveRoutes(later) : first;
  const cpu = process.cpuUsage(before);
  const wallMs = performance.now() - began;
  const visits = daysByClient(plan);
  const kept = weeks.clients.filter((client) => keepsCadence(client, visits.get(client.id) ?? [], until));
  return {
    seed,
    clients: weeks.clients.length,
    'visits needed': candidates.length,
    served: plan.totals.visits,
    'within cadence': kept.length,
    'impossible by hours': weeks.clients.filter((client) => !everOpen(client, weeks.dates)).length,
    'planted: served, broken': `${planted.totals.visits}, ${checkPlan(problem, planted).length}`,
    'planted km': Math.round(planted.totals.travelMeters / 1000),
    km: Math.round(plan.totals.travelMeters / 1000),
    'broken rules': checkPlan(later ?? problem, plan).length,
    'CPU s': ((cpu.user + cpu.system) / 1e6).toFixed(1),
    'wall s': (wallMs / 1000).toFixed(1),
  };
}

function candidatesOf(client: PlantedClient, dates: readonly string[], until: string): WeekCandidate[] {
  const open = dates.map((date) => openOn(client, date).length > 0);
  const { needed } = visitsNeeded({ ...client, standing: [], open }, { dates, until }, 0);
  return needed.map(({ nth, range, late }) => ({
    ...{
      visitId: null,
      clientId: client.id,
      position: OFFICE,
      durationMinutes: VISIT_MINUTES,
      fixedAt: null,
      range,
    },
    openOn: dates.map((date) => openOn(client, date)),
    priority: Math.round(33 * Math.min(1.5, Math.max(0.5, 30 / client.intervalDays))),
    series: {
      ...{ id: client.id, nth, leastDays: leastApart(client.intervalDays) },
      mostDays: late ? Infinity : client.intervalDays,
    },
  }));
}

/** The application's own problem, with the travel of the planted territory. */
function problemOf(request: WeekRequest, { clients, travel }: PlantedWeeks): RouteProblem {
  const problem = weekProblem(request, travel);
  const places = new Map(clients.map(({ id }, i) => [id, i + 1]));
  return {
    ...problem,
    stops: problem.stops.map((stop) => ({ ...stop, location: places.get(stop.series?.id ?? '') ?? null })),
    vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, end: 0 })),
    ...workFor(problem.stops.length),
    wallMs: WALL_MS,
  };
}

function plantedPlan(problem: RouteProblem, { routes, dates }: PlantedWeeks): RoutePlan {
  const made = new Map<string, number>();
  const timed = routes.map((order, day) => {
    const ids = order.map((id) => {
      const nth = made.get(id) ?? 0;
      made.set(id, nth + 1);
      return `${id}#${nth}`;
    });
    return scheduleRoute(
      problem,
      problem.vehicles.find(({ id }) => id === dates[day])!,
      ids,
    );
  });
  return {
    routes: timed,
    unassigned: [],
    totals: totalsOf(timed),
    seed: 0,
    iterations: 0,
    stoppedBy: 'ITERATIONS',
  };
}

function daysByClient({ routes }: RoutePlan): Map<string, number[]> {
  const days = new Map<string, number[]>();
  for (const { vehicleId, stops } of routes)
    for (const { stopId } of stops) {
      const client = stopId.replace(/#.*/, '');
      days.set(client, [...(days.get(client) ?? []), dayNumber(vehicleId)]);
    }
  return days;
}

/** Said once more in other words than the planner's: no gap is longer than the interval, and none hangs over the end. */
function keepsCadence(
  { dueOn, intervalDays }: PlantedClient,
  days: readonly number[],
  until: string,
): boolean {
  const [due, end] = [dayNumber(dueOn), dayNumber(until)];
  if (days.length === 0) return due > end;
  const gaps = days.slice(1).map((day, i) => day - days[i]!);
  return (
    days[0]! <= due &&
    gaps.every((gap) => gap <= intervalDays && gap >= leastApart(intervalDays)) &&
    days.at(-1)! + intervalDays > end
  );
}

function everOpen(client: PlantedClient, dates: readonly string[]): boolean {
  return dates.some((date) => date <= client.dueOn && openOn(client, date).length > 0);
}
