import { afterAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkPlan } from '#app/visits/routes/domain/check-plan.js';
import { RouteWorkerPool } from '#app/visits/routes/engine/route-worker-pool.js';
import { bestOf } from '../../bench/routes/best-known.ts';
import { readFolder } from '../../bench/routes/folder.ts';
import { problemOf } from '../../bench/routes/instance.ts';

/** The instances carry no licence and are not part of the project: skipped, and listed as such, where they are absent. */
const folder = resolve(process.env.NEXUS_ROUTING_DATA ?? '../shared/data/routing');
const withInstances = existsSync(folder) ? describe : describe.skip;

withInstances('published instances with time windows of up to 45 stops, 1,500 iterations', () => {
  const pool = new RouteWorkerPool({ timeoutMs: 60_000 });
  afterAll(() => pool.close());

  it('are served completely, on average within 0.1 % of the best tour known', async () => {
    const { found, known } = readFolder(folder, null);
    const gaps: number[] = [];
    for (const { name, instance } of found) {
      const best = bestOf(known, name);
      if (best === null || !name.includes('tsptw') || instance.nodes.length > 46) continue;
      const problem = problemOf(instance, { seed: 1, iterations: 1500, wallMs: 20_000 });
      const plan = await pool.solve(problem);
      expect({ name, unassigned: plan.unassigned, findings: checkPlan(problem, plan) }).toEqual({
        name,
        unassigned: [],
        findings: [],
      });
      gaps.push((100 * (plan.totals.travelSeconds - best)) / best);
    }
    expect(gaps.length).toBeGreaterThan(0);
    expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeLessThanOrEqual(0.1);
    expect(Math.max(...gaps)).toBeLessThan(2);
  });
});
