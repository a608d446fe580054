import { describe, expect, it } from '@jest/globals';
import { randomDay } from '../../../../test/support/random-day.ts';
import { checkPlan } from './check-plan.js';
import type { RoutePlan } from './plan.js';
import type { RouteProblem } from './problem.js';
import { solveRoutes } from './solve.js';
import { type AgreedStarts, heldTo, movedBy, SLACKS, steadiest } from './stability.js';

const startsOf = (plan: RoutePlan): AgreedStarts =>
  new Map(plan.routes.flatMap(({ stops }) => stops.map((stop) => [stop.stopId, stop.serviceStart] as const)));

/** As a day is planned anew: what the plan has was promised, the rest may come in. */
function again(problem: RouteProblem, agreed: AgreedStarts, secondsPerMove = 600): RoutePlan {
  const promised = {
    ...problem,
    stops: problem.stops.map((stop) => (agreed.has(stop.id) ? { ...stop, mandatory: true } : stop)),
  };
  const plans = [...SLACKS.map((slack) => heldTo(promised, agreed, slack)), promised].map((one) =>
    solveRoutes(one),
  );
  for (const plan of plans) expect(checkPlan(promised, plan)).toEqual([]);
  return steadiest(promised, agreed, secondsPerMove, plans)!;
}

const days = [1, 2, 3, 4, 5].map((seed) => randomDay({ seed, stops: 22, iterations: 200 }));

describe('planning a day anew', () => {
  it('an unchanged day keeps its plan to the minute', () => {
    for (const day of days) {
      const promised = solveRoutes(day);
      const kept = { ...day, stops: day.stops.filter(({ id }) => startsOf(promised).has(id)) };
      const plan = again(kept, startsOf(promised));
      expect(movedBy(startsOf(promised), plan)).toEqual([]);
      expect(plan.unassigned).toEqual([]);
    }
  });

  it('an added visit never makes an earlier one vanish, and is there or has its reason', () => {
    for (const day of days) {
      const [added, ...others] = day.stops;
      const before = solveRoutes({ ...day, stops: others });
      const plan = again(day, startsOf(before));
      const after = startsOf(plan);
      expect([...startsOf(before).keys()].filter((id) => !after.has(id))).toEqual([]);
      const reason = plan.unassigned.find(({ stopId }) => stopId === added!.id);
      expect(after.has(added!.id) || (reason !== undefined && reason.message.length > 10)).toBe(true);
    }
  });

  it('the dearer a move, the fewer visits move', () => {
    const moves = (secondsPerMove: number): number =>
      days.reduce((sum, day) => {
        // An order made by hand: visits as they come, each where it still fits.
        const byHand = solveRoutes({ ...day, iterations: 0 });
        const served = { ...day, stops: day.stops.filter(({ id }) => startsOf(byHand).has(id)) };
        return sum + movedBy(startsOf(byHand), again(served, startsOf(byHand), secondsPerMove)).length;
      }, 0);
    const [free, dear] = [moves(0), moves(1e6)];
    expect(free).toBeGreaterThan(0);
    expect(dear).toBe(0);
  });
});
