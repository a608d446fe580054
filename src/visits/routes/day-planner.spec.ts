import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../platform/errors/index.js';
import type { DayRequest } from './day/planned-day.js';
import { DayPlanner } from './day-planner.service.js';
import { solveRoutes } from './domain/solve.js';
import type { RouteProblem } from './domain/problem.js';
import { type OptimizedPlan, RouteOptimizer } from './ports/route-optimizer.port.js';
import { type Travel, TravelMatrixSource } from './ports/travel-matrix.port.js';

const OFFICE = { latitude: 45, longitude: 9 };

class Minutes extends TravelMatrixSource {
  override between(places: readonly object[]): Promise<Travel> {
    const table = (unit: number) => places.map((_, a) => places.map((_place, b) => Math.abs(a - b) * unit));
    return Promise.resolve({
      ...{ travel: { seconds: table(60), meters: table(1000) }, source: 'made up', degradedReason: null },
    });
  }
}

/** Has time for so many plans, and then says that it has none. */
class Busy extends RouteOptimizer {
  constructor(private left: number) {
    super();
  }

  override optimize(problem: RouteProblem): Promise<OptimizedPlan> {
    this.left -= 1;
    if (this.left < 0)
      return Promise.reject(new DomainError('unavailable', 'ROUTE_ENGINE_UNAVAILABLE', 'No time.'));
    const plan = solveRoutes({ ...problem, iterations: 50 });
    return Promise.resolve({ plan, engine: 'in-process', degradedReason: null });
  }
}

const day: DayRequest = {
  ...{ date: '2026-03-02', objective: 'MIN_TRAVEL', seed: 1, start: OFFICE, end: OFFICE },
  ...{ shift: { from: '09:00', to: '18:00' }, lunchBreak: null, minutesPerMove: 10 },
  candidates: ['10:00', '12:00', '15:00'].map((time, i) => ({
    ...{ visitId: `visit-${i}`, clientId: `client-${i}`, position: OFFICE, durationMinutes: 30 },
    ...{ open: null, fixedAt: null, plannedAt: `2026-03-02T${time}:00+01:00`, priority: 50 },
  })),
};

describe('a day that is to stay close to its calendar', () => {
  it('keeps it when the engine has time to look', async () => {
    const plan = await new DayPlanner(new Minutes(), new Busy(4)).plan(day);
    expect(plan).toMatchObject({ degradedReason: null, totals: { changes: { kept: 3, moved: 0 } } });
  });

  it.each([1, 2, 3])(
    'has a plan all the same when there is time for %i of four, and says so',
    async (times) => {
      const plan = await new DayPlanner(new Minutes(), new Busy(times)).plan(day);
      expect(plan.stops).toHaveLength(3);
      expect(plan.degradedReason).toContain('no time to look for a plan closer to the calendar');
    },
  );

  it('is refused when there is time for none', async () => {
    await expect(new DayPlanner(new Minutes(), new Busy(0)).plan(day)).rejects.toThrow(/No time/);
  });
});
