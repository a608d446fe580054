import { describe, expect, it } from '@jest/globals';
import { randomDay } from '../../../../test/support/random-day.ts';
import { checkPlan, type PlanRule } from './check-plan.js';
import type { PlannedRoute, PlannedStop, RoutePlan } from './plan.js';
import type { RouteProblem } from './problem.js';
import { solveRoutes } from './solve.js';

const problem = randomDay({ seed: 5, stops: 12, appointments: 1, radiusKm: 8, iterations: 300 });
const plan = solveRoutes(problem);
const route = plan.routes[0]!;
const fixed = route.stops.findIndex((stop) => stop.stopId === 'stop-1');

function rules(changed: Partial<RoutePlan>, day: RouteProblem = problem): PlanRule[] {
  return [...new Set(checkPlan(day, { ...plan, ...changed }).map((finding) => finding.rule))];
}
const withRoute = (change: Partial<PlannedRoute>): Partial<RoutePlan> => ({
  routes: [{ ...route, ...change }],
});
const withStop = (index: number, change: Partial<PlannedStop>): Partial<RoutePlan> =>
  withRoute({ stops: route.stops.map((stop, i) => (i === index ? { ...stop, ...change } : stop)) });
const withVehicle = (change: Partial<RouteProblem['vehicles'][number]>): RouteProblem => ({
  ...problem,
  vehicles: [{ ...problem.vehicles[0]!, ...change }],
});
const withWindows = (id: string, windows: readonly (readonly [number, number])[]): RouteProblem => ({
  ...problem,
  stops: problem.stops.map((stop) => (stop.id === id ? { ...stop, windows } : stop)),
});

describe('the checker', () => {
  it('finds nothing in a sound plan', () => {
    expect(route.stops.length).toBeGreaterThan(4);
    expect(fixed).toBeGreaterThanOrEqual(0);
    expect(checkPlan(problem, plan)).toEqual([]);
  });

  const optional = route.stops.find((stop) => stop.stopId !== 'stop-1')!;

  it('catches a visit outside the opening hours', () => {
    expect(rules({}, withWindows(optional.stopId, []))).toEqual(['WINDOW']);
    expect(
      rules({}, withWindows(optional.stopId, [[optional.serviceStart + 1, optional.departure]])),
    ).toEqual(['WINDOW']);
  });

  it('catches a visit that starts in time and does not fit', () => {
    expect(
      rules({}, withWindows(optional.stopId, [[optional.serviceStart, optional.departure - 1]])),
    ).toEqual(['WINDOW']);
  });

  it('accepts a visit across two openings that touch', () => {
    const middle = optional.serviceStart + 60;
    expect(
      rules(
        {},
        withWindows(optional.stopId, [
          [middle, optional.departure],
          [optional.serviceStart, middle],
        ]),
      ),
    ).toEqual([]);
  });

  it('catches an appointment moved by a minute', () => {
    const { serviceStart, departure, waitingSeconds } = route.stops[fixed]!;
    expect(
      rules(
        withStop(fixed, {
          serviceStart: serviceStart + 60,
          departure: departure + 60,
          waitingSeconds: waitingSeconds + 60,
        }),
      ),
    ).toContain('FIXED');
  });

  it('catches a lunch that is missing, short, early or during a visit', () => {
    const lunch = route.lunchBreak!;
    expect(rules(withRoute({ lunchBreak: null }))).toContain('BREAK');
    expect(rules(withRoute({ lunchBreak: { ...lunch, end: lunch.end - 600 } }))).toContain('BREAK');
    expect(
      rules(
        {},
        withVehicle({ lunchBreak: { durationSeconds: 3600, startWindow: [lunch.start + 60, 14 * 3600] } }),
      ),
    ).toEqual(['BREAK']);
    expect(
      rules(
        withRoute({
          lunchBreak: { ...lunch, beforeStop: Math.min(lunch.beforeStop + 2, route.stops.length) },
        }),
      ),
    ).toContain('BREAK');
    expect(rules({}, withVehicle({ lunchBreak: undefined }))).toEqual(['BREAK']);
  });

  it('catches a day outside the shift', () => {
    expect(rules({}, withVehicle({ shift: [route.departure + 60, 18 * 3600] }))).toContain('SHIFT');
    expect(rules({}, withVehicle({ shift: [8.5 * 3600, route.end - 60] }))).toContain('SHIFT');
  });

  it('catches too many metres', () => {
    expect(rules({}, withVehicle({ maxMeters: route.totals.travelMeters - 1 }))).toEqual(['MAX_DISTANCE']);
  });

  it('catches stops twice, nowhere or unknown, and vehicles twice', () => {
    const dropped = plan.unassigned[0]!;
    expect(rules({ unassigned: [...plan.unassigned, dropped] })).toEqual(['DUPLICATE']);
    expect(rules({ unassigned: [...plan.unassigned, { ...dropped, stopId: optional.stopId }] })).toEqual([
      'DUPLICATE',
    ]);
    expect(rules({ unassigned: plan.unassigned.slice(1) })).toEqual(['MISSING']);
    expect(rules({ unassigned: [...plan.unassigned, { ...dropped, stopId: 'ghost' }] })).toEqual(['UNKNOWN']);
    expect(rules({ routes: [route, { ...route, stops: [] }] })).toEqual(['DUPLICATE']);
  });

  it('catches times that do not follow from the matrix', () => {
    for (const change of [
      { arrival: 1 },
      { travelSeconds: 1 },
      { travelMeters: 1 },
      { waitingSeconds: -1 },
      { departure: 1 },
    ]) {
      expect(rules(withStop(1, change))).toContain('WRONG_TIMES');
    }
    expect(rules(withRoute({ end: route.end - 60 }))).toEqual(['WRONG_TIMES']);
    expect(rules(withRoute({ returnSeconds: route.returnSeconds - 60 }))).toEqual(['WRONG_TIMES']);
    expect(rules(withRoute({ departure: route.departure + 60 }))).toContain('WRONG_TIMES');
    expect(rules(withRoute({ totals: { ...route.totals, priority: 0 } }))).toEqual(['WRONG_TIMES']);
  });

  it('catches a swapped order', () => {
    const [first, second, ...rest] = route.stops;
    expect(rules(withRoute({ stops: [second!, first!, ...rest] }))).toContain('WRONG_TIMES');
  });

  it('catches an agent who may not go there, and a way without a road', () => {
    const stops = problem.stops.map((stop) =>
      stop.id === optional.stopId ? { ...stop, vehicleIds: ['someone-else'] } : stop,
    );
    expect(rules({}, { ...problem, stops })).toEqual(['NOT_ALLOWED']);
    const seconds = problem.travel.seconds.map((row) => Array.from(row, () => Infinity));
    expect(rules({}, { ...problem, travel: { ...problem.travel, seconds } })).toContain('NO_ROAD');
  });
});
