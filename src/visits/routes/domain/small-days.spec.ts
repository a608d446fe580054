import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bestDay, compareDays, dayValue } from '../../../../test/support/best-day.ts';
import { randomDay } from '../../../../test/support/random-day.ts';
import { UNASSIGNED_CODES, type RoutePlan } from './plan.js';
import type { RouteProblem } from './problem.js';
import { solveRoutes } from './solve.js';

const shape = fc.record({
  seed: fc.nat(1_000_000),
  stops: fc.integer({ min: 1, max: 6 }),
  visitMinutes: fc.constantFrom([20, 45] as const, [60, 150] as const),
  radiusKm: fc.constantFrom(5, 25),
  lunch: fc.boolean(),
  openEnd: fc.boolean(),
  maxKm: fc.constantFrom(undefined, 60),
  iterations: fc.constant(150),
});

describe('a small day', () => {
  // A drive never gets shorter by an added stop here, so an order that breaks a rule is not mended by a longer one.
  it('is planned as well as it can be: trying every order of every choice finds nothing better', () => {
    fc.assert(
      fc.property(shape, (made) => {
        const problem = shortRoads(randomDay(made));
        const served = solveRoutes(problem);
        expect(compareDays(valueOf(problem, served), bestDay(problem))).toBeLessThanOrEqual(0);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a visit added to a day', () => {
  it('makes an earlier one vanish only with a reason, and only for something worth more', () => {
    fc.assert(
      fc.property(shape, (made) => {
        const all = shortRoads(randomDay({ ...made, stops: made.stops + 1 }));
        const before = { ...all, stops: all.stops.slice(0, -1) };
        const [earlier, later] = [solveRoutes(before), solveRoutes(all)];
        const named = [...later.routes.flatMap(({ stops }) => stops), ...later.unassigned];
        for (const { stopId } of [...earlier.routes.flatMap(({ stops }) => stops), ...earlier.unassigned]) {
          expect(named.filter((entry) => entry.stopId === stopId)).toHaveLength(1);
        }
        for (const { code, message } of later.unassigned) {
          expect(UNASSIGNED_CODES).toContain(code);
          expect(message).not.toBe('');
        }
        expect(later.totals.priority).toBeGreaterThanOrEqual(earlier.totals.priority);
      }),
      { numRuns: 60 },
    );
  });
});

function valueOf(problem: RouteProblem, { routes, totals }: RoutePlan): ReturnType<typeof dayValue> {
  const served = routes.flatMap(({ stops }) => stops.map(({ stopId }) => stopId));
  return dayValue(problem, served, totals.travelSeconds);
}

/** Rounded tables may hold detours that are a second shorter than the direct way: here none is. */
function shortRoads(problem: RouteProblem): RouteProblem {
  const shortest = (table: RouteProblem['travel']['seconds']): number[][] => {
    const rows = table.map((row) => Array.from(row));
    rows.forEach((_, via) =>
      rows.forEach((row) =>
        row.forEach((direct, to) => (row[to] = Math.min(direct, (row[via] ?? 0) + (rows[via]?.[to] ?? 0)))),
      ),
    );
    return rows;
  };
  const { seconds, meters } = problem.travel;
  return { ...problem, travel: { seconds: shortest(seconds), meters: shortest(meters) } };
}
