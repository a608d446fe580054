import { describe, expect, it } from '@jest/globals';
import { randomDay } from '../../../../test/support/random-day.ts';
import { checkPlan } from './check-plan.js';
import { planFromOrders } from './plan-from-orders.js';
import { solveRoutes } from './solve.js';

const problem = randomDay({ seed: 5, stops: 12, appointments: 1, radiusKm: 8, iterations: 200 });
const order = solveRoutes(problem).routes[0]!.stops.map(({ stopId }) => stopId);
const ordered = (...stops: string[]): ReadonlyMap<string, string[]> => new Map([['agent-1', stops]]);

describe('a plan of somebody else’s order', () => {
  it('is timed by ourselves, and sound', () => {
    const plan = planFromOrders(problem, ordered(...order));
    expect(plan.routes[0]!.stops.map(({ stopId }) => stopId)).toEqual(order);
    expect(checkPlan(problem, plan)).toEqual([]);
  });

  it('takes in what was left out although it fits', () => {
    const plan = planFromOrders(problem, ordered(...order.slice(1)));
    expect(plan.totals.visits).toBeGreaterThanOrEqual(order.length);
    expect(checkPlan(problem, plan)).toEqual([]);
  });

  it.each([
    ['backwards, out of the opening hours', ordered(...order.toReversed())],
    ['with a visit twice', ordered(order[0]!, order[0]!)],
    ['with somebody unknown', ordered('ghost')],
  ])('is refused %s', (_, orders) => {
    expect(() => planFromOrders(problem, orders)).toThrow(RangeError);
  });

  it('is refused for an agent who may not go there', () => {
    const stops = problem.stops.map((stop) => ({ ...stop, vehicleIds: ['somebody-else'] }));
    expect(() => planFromOrders({ ...problem, stops }, ordered(...order))).toThrow(RangeError);
  });
});
