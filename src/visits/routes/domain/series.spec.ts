import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomDay } from '../../../../test/support/random-day.ts';
import { checkPlan } from './check-plan.js';
import type { RouteProblem, Stop, TimeWindow } from './problem.js';
import { solveRoutes } from './solve.js';

const DAY = 86_400;
const onDay = ([from, to]: TimeWindow, day: number): TimeWindow => [from + day * DAY, to + day * DAY];

/** Every stop of a made-up day wants so many visits over so many days, lunch breaks and lunch closures each day. */
function weeks(
  seed: number,
  days: number,
  visits: number,
  [leastDays, mostDays]: readonly [number, number],
): RouteProblem {
  const day = randomDay({ seed, stops: 6, iterations: 60, appointments: 1 });
  const numbers = Array.from({ length: days }, (_, d) => d);
  return {
    ...day,
    stops: day.stops.flatMap((stop) =>
      Array.from({ length: visits }, (_, nth): Stop => ({
        ...stop,
        id: `${stop.id}#${nth}`,
        windows: numbers.flatMap((d) => (stop.windows ?? []).map((window) => onDay(window, d))),
        ...(stop.fixedStart !== undefined && { fixedStart: stop.fixedStart + nth * DAY }),
        series: { id: stop.id, nth, leastDays, mostDays },
      })),
    ),
    vehicles: day.vehicles.flatMap((vehicle) =>
      numbers.map((d) => ({
        ...vehicle,
        id: `day-${d}`,
        shift: onDay(vehicle.shift, d),
        ...(vehicle.lunchBreak && {
          lunchBreak: { ...vehicle.lunchBreak, startWindow: onDay(vehicle.lunchBreak.startWindow, d) },
        }),
      })),
    ),
  };
}

const daysOf = (problem: RouteProblem, id: string): number[] =>
  solveRoutes(problem).routes.flatMap(({ vehicleId, stops }) =>
    stops.some(({ stopId }) => stopId.startsWith(`${id}#`)) ? [Number(vehicleId.slice(4))] : [],
  );

describe('several visits to one client', () => {
  it('never break a rule, their distance among them, and are the same for the same seed', () => {
    const shapes = fc.record({
      seed: fc.nat(100_000),
      days: fc.integer({ min: 1, max: 8 }),
      visits: fc.integer({ min: 1, max: 3 }),
      gap: fc.constantFrom([1, 2] as const, [2, 3] as const, [3, 3] as const, [2, Infinity] as const),
    });
    fc.assert(
      fc.property(shapes, ({ seed, days, visits, gap }) => {
        const problem = weeks(seed, days, visits, gap);
        const plan = solveRoutes(problem);
        expect(checkPlan(problem, plan)).toEqual([]);
        expect(solveRoutes(problem)).toEqual(plan);
      }),
      { numRuns: 40 },
    );
  });

  it('stay where they were planned when clients are added, who come in or have their reason', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 4 }), (seed, days) => {
        const whole = weeks(seed, days, 2, [1, 3]);
        const before = {
          ...whole,
          stops: whole.stops.filter(({ series }) => Number(series?.id.slice(5)) <= 3),
        };
        const made = new Map(
          solveRoutes(before).routes.flatMap(({ vehicleId, stops }) =>
            stops.map(({ stopId, serviceStart }) => [stopId, { vehicleId, serviceStart }] as const),
          ),
        );
        const stops = whole.stops.map((stop): Stop => {
          const place = made.get(stop.id);
          if (!place) return stop;
          return { ...stop, fixedStart: place.serviceStart, vehicleIds: [place.vehicleId] };
        });
        const after = { ...whole, stops };
        const plan = solveRoutes(after);
        expect(checkPlan(after, plan)).toEqual([]);
        const served = new Map(
          plan.routes.flatMap(({ stops: visits }) =>
            visits.map(({ stopId, serviceStart }) => [stopId, serviceStart] as const),
          ),
        );
        for (const [id, { serviceStart }] of made) expect([id, served.get(id)]).toEqual([id, serviceStart]);
        for (const { code, message } of plan.unassigned)
          expect([code, message]).toEqual([expect.stringMatching(/[A-Z_]+/), expect.stringMatching(/\w/)]);
      }),
      { numRuns: 25 },
    );
  });

  it('lie as far apart as asked, in their order', () => {
    const problem = weeks(3, 7, 3, [2, 3]);
    const days = daysOf(problem, 'stop-2');
    expect(days).toHaveLength(3);
    days.slice(1).forEach((day, i) => expect([2, 3]).toContain(day - days[i]!));
  });

  it('are left out with a reason where no day keeps the distance', () => {
    const problem = weeks(3, 2, 2, [3, 4]);
    const plan = solveRoutes(problem);
    expect(plan.unassigned.find(({ stopId }) => stopId.startsWith('stop-2#'))).toMatchObject({
      code: 'NO_ROOM',
    });
  });

  it.each([
    ['too soon', [0, 1], 'SPACING'],
    ['too late', [0, 5], 'SPACING'],
    ['in the wrong order', [3, 0], 'SPACING'],
    ['as asked', [0, 3], undefined],
  ] as const)('are found out by the checker when they come %s', (_name, days, rule) => {
    const problem = weeks(3, 6, 2, [2, 3]);
    const pinned = {
      ...problem,
      stops: problem.stops
        .filter(({ id }) => id.startsWith('stop-2#'))
        .map((stop, nth) => ({ ...stop, vehicleIds: [`day-${days[nth]}`] })),
    };
    const loose = { ...pinned, stops: pinned.stops.map((stop) => ({ ...stop, series: undefined })) };
    const plan = solveRoutes(loose);
    expect(plan.totals.visits).toBe(2);
    expect(checkPlan(pinned, plan).map((finding) => finding.rule)).toEqual(rule ? [rule] : []);
  });

  it('refuse a series that contradicts itself', () => {
    const problem = weeks(1, 2, 2, [1, 2]);
    const twice = problem.stops.map((stop) => ({ ...stop, series: { ...stop.series!, nth: 0 } }));
    expect(() => solveRoutes({ ...problem, stops: twice })).toThrow(/same place in a series/);
    expect(() => solveRoutes(weeks(1, 2, 2, [3, 2]))).toThrow(/cannot be kept/);
  });
});
