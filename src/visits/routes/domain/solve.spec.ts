import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomDay, type DayShape } from '../../../../test/support/random-day.ts';
import { checkPlan } from './check-plan.js';
import type { RouteProblem, Stop } from './problem.js';
import { solveRoutes } from './solve.js';

const HOUR = 3600;

/** Places on a line, one minute and one kilometre apart; the agent lives at 0. */
function line(
  stops: readonly (Partial<Stop> & { at: number })[],
  rest: Partial<RouteProblem> = {},
): RouteProblem {
  const size = Math.max(0, ...stops.map((stop) => stop.at)) + 1;
  const table = (unit: number): number[][] =>
    Array.from({ length: size }, (_, a) =>
      Array.from({ length: size }, (_unused, b) => Math.abs(a - b) * unit),
    );
  return {
    stops: stops.map(({ at, ...stop }, i) => ({
      id: `s${i}`,
      location: at,
      serviceSeconds: 600,
      priority: 50,
      ...stop,
    })),
    vehicles: [{ id: 'agent', start: 0, end: 0, shift: [8 * HOUR, 18 * HOUR] }],
    travel: { seconds: table(60), meters: table(1000) },
    objective: 'MAX_PRIORITY',
    seed: 7,
    iterations: 200,
    ...rest,
  };
}

const orderOf = (problem: RouteProblem): string[] =>
  solveRoutes(problem).routes[0]!.stops.map((stop) => stop.stopId);

const shapes = fc.record<DayShape>({
  seed: fc.nat(1_000_000),
  stops: fc.integer({ min: 0, max: 14 }),
  visitMinutes: fc.constantFrom([10, 15] as const, [20, 45] as const, [60, 240] as const),
  radiusKm: fc.constantFrom(3, 15, 80),
  appointments: fc.integer({ min: 0, max: 4 }),
  vehicles: fc.integer({ min: 1, max: 3 }),
  lunch: fc.boolean(),
  objective: fc.constantFrom('MIN_TRAVEL' as const, 'MAX_VISITS' as const, 'MAX_PRIORITY' as const),
  openEnd: fc.boolean(),
  maxKm: fc.constantFrom(undefined, 60),
  iterations: fc.constant(40),
});

describe('a planned day', () => {
  it('never breaks a hard rule, and accounts for every stop', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const problem = randomDay(shape);
        const plan = solveRoutes(problem);
        expect(checkPlan(problem, plan)).toEqual([]);
        expect(plan.routes.flatMap((route) => route.violations)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('holds on roads where a detour can be faster than the direct way', () => {
    fc.assert(
      fc.property(shapes, fc.infiniteStream(fc.integer({ min: 0, max: 4000 })), (shape, numbers) => {
        const day = randomDay(shape);
        const seconds = day.travel.seconds.map((row, i) =>
          Array.from(row, (_, j) => (i === j ? 0 : (numbers.next().value ?? 0))),
        );
        const problem = { ...day, travel: { ...day.travel, seconds } };
        expect(checkPlan(problem, solveRoutes(problem))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same plan for the same seed', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        expect(solveRoutes(randomDay(shape))).toEqual(solveRoutes(randomDay(shape)));
      }),
      { numRuns: 25 },
    );
  });

  it('drives a line out and back without zigzag', () => {
    expect(solveRoutes(line([{ at: 5 }, { at: 1 }, { at: 9 }, { at: 3 }])).totals.travelSeconds).toBe(
      18 * 60,
    );
  });

  it('goes to the far client first when only that opens early', () => {
    expect(orderOf(line([{ at: 1 }, { at: 9, windows: [[8 * HOUR, 8.5 * HOUR]] }, { at: 5 }]))[0]).toBe('s1');
  });

  it('uses the afternoon when the visit does not fit before the lunch closure', () => {
    const windows = [
      [8 * HOUR, 9 * HOUR],
      [15 * HOUR, 18 * HOUR],
    ] as const;
    const plan = solveRoutes(line([{ at: 2, serviceSeconds: 2 * HOUR, windows }]));
    expect(plan.routes[0]!.stops[0]).toMatchObject({
      serviceStart: 15 * HOUR,
      departure: 17 * HOUR,
      waitingSeconds: 0,
    });
    expect(plan.routes[0]!.departure).toBe(15 * HOUR - 120);
  });

  it('may run past closing time only where the client allows it', () => {
    const stop = { at: 2, serviceSeconds: 2 * HOUR, windows: [[9 * HOUR, 10 * HOUR]] as const };
    expect(solveRoutes(line([stop])).unassigned[0]).toMatchObject({ code: 'TOO_LONG_FOR_DAY' });
    expect(orderOf(line([{ ...stop, mayOverrun: true }]))).toEqual(['s0']);
  });

  it('gives up the dear visit for two cheap ones when they are worth more together', () => {
    const shift = [8 * HOUR, 9 * HOUR] as const;
    const vehicles = [{ id: 'agent', start: 0, end: 0, shift }];
    const stops = [
      { at: 1, serviceSeconds: 50 * 60, priority: 60 },
      { at: 1, serviceSeconds: 25 * 60, priority: 40 },
      { at: 1, serviceSeconds: 25 * 60, priority: 40 },
    ];
    expect(orderOf(line(stops, { vehicles })).sort()).toEqual(['s1', 's2']);
    const dearer = stops.map((stop, i) => (i === 0 ? { ...stop, priority: 90 } : stop));
    expect(orderOf(line(dearer, { vehicles }))).toEqual(['s0']);
    expect(orderOf(line(dearer, { vehicles, objective: 'MAX_VISITS' })).sort()).toEqual(['s1', 's2']);
  });

  it('keeps an appointment whatever else is worth', () => {
    const vehicles = [{ id: 'agent', start: 0, end: 0, shift: [8 * HOUR, 9 * HOUR] as const }];
    const plan = solveRoutes(
      line(
        [
          { at: 1, fixedStart: 8.5 * HOUR, priority: 0 },
          { at: 1, serviceSeconds: 55 * 60, priority: 100 },
        ],
        { vehicles },
      ),
    );
    expect(plan.routes[0]!.stops).toEqual([
      expect.objectContaining({ stopId: 's0', serviceStart: 8.5 * HOUR }),
    ]);
    expect(plan.unassigned).toEqual([expect.objectContaining({ stopId: 's1', code: 'NO_ROOM' })]);
  });

  it('drops one of two appointments that exclude each other, and says so', () => {
    const plan = solveRoutes(
      line([
        { at: 1, fixedStart: 9 * HOUR },
        { at: 9, fixedStart: 9 * HOUR },
      ]),
    );
    expect(plan.totals.visits).toBe(1);
    expect(plan.unassigned).toEqual([expect.objectContaining({ code: 'NO_ROOM' })]);
  });

  it('plans several days on one clock', () => {
    const vehicles = [0, 1].map((day) => ({
      id: `day-${day}`,
      start: 0,
      end: 0,
      shift: [(24 * day + 8) * HOUR, (24 * day + 9) * HOUR] as const,
    }));
    const plan = solveRoutes(
      line(
        [
          { at: 1, serviceSeconds: 50 * 60 },
          { at: 1, serviceSeconds: 50 * 60, windows: [[32 * HOUR, 36 * HOUR]] },
        ],
        { vehicles },
      ),
    );
    expect(plan.routes.map((route) => route.stops.map((stop) => stop.stopId))).toEqual([['s0'], ['s1']]);
  });

  it('sends only agents who may go', () => {
    const vehicles = ['anna', 'bruno'].map((id) => ({
      id,
      start: 0,
      end: 0,
      shift: [8 * HOUR, 18 * HOUR] as const,
    }));
    const plan = solveRoutes(line([{ at: 3, vehicleIds: ['bruno'] }], { vehicles }));
    expect(plan.routes.map((route) => route.totals.visits)).toEqual([0, 1]);
  });

  it('says when the clock and not the work ended the search', () => {
    let time = 0;
    expect(solveRoutes(line([{ at: 1 }, { at: 2 }]), () => (time += 1500)).stoppedBy).toBe('WALL_CLOCK');
    expect(solveRoutes(line([{ at: 1 }, { at: 2 }]))).toMatchObject({
      stoppedBy: 'ITERATIONS',
      iterations: 200,
    });
  });

  it('refuses a problem that contradicts itself', () => {
    expect(() =>
      solveRoutes(
        line([
          { at: 1, id: 'x' },
          { at: 2, id: 'x' },
        ]),
      ),
    ).toThrow(RangeError);
    expect(() => solveRoutes(line([{ at: 1, location: 99 }]))).toThrow(/outside the matrix/);
  });
});
