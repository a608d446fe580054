import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
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

describe('an order that anybody might have found', () => {
  it('is a sound plan or is refused, whatever it is', () => {
    const shapes = fc.record({
      seed: fc.nat(100_000),
      vehicles: fc.integer({ min: 1, max: 2 }),
      order: fc.shuffledSubarray(Array.from({ length: 8 }, (_, i) => `stop-${i + 1}`)),
      split: fc.integer({ min: 0, max: 8 }),
    });
    let sound = 0;
    fc.assert(
      fc.property(shapes, ({ seed, vehicles, order, split }) => {
        const problem = randomDay({ seed, stops: 8, vehicles, appointments: 1 });
        const orders = new Map([
          ['agent-1', order.slice(0, split)],
          ...(vehicles > 1 ? [['agent-2', order.slice(split)] as const] : []),
        ]);
        try {
          expect(checkPlan(problem, planFromOrders(problem, orders))).toEqual([]);
          sound += 1;
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
        }
      }),
      { numRuns: 200, seed: 1 },
    );
    expect(sound).toBeGreaterThan(20);
  });
});
