import { describe, expect, it } from '@jest/globals';
import {
  referenceInstancesPresent,
  TSPTW_BEST_KNOWN,
  tsptwInstance,
} from '../../../../test/support/reference-instances.ts';
import { checkPlan } from './check-plan.js';
import { solveRoutes } from './solve.js';

const withInstances = referenceInstancesPresent ? describe : describe.skip;

/** Skipped where the published instances are not at hand; see docs/routing.md. */
withInstances('published instances with time windows, 1,500 iterations', () => {
  it('are served completely, on average within 0.1 % of the best tour known', () => {
    const gaps = Object.entries(TSPTW_BEST_KNOWN).map(([name, best]) => {
      const problem = tsptwInstance(name, 1, 1500);
      const plan = solveRoutes(problem);
      expect({ name, unassigned: plan.unassigned, findings: checkPlan(problem, plan) }).toEqual({
        name,
        unassigned: [],
        findings: [],
      });
      return (100 * (plan.totals.travelSeconds - best)) / best;
    });
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeLessThanOrEqual(0.1);
    expect(Math.max(...gaps)).toBeLessThan(2);
  });
});
