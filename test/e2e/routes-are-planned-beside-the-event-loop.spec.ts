import { afterEach, describe, expect, it } from '@jest/globals';
import { checkPlan } from '#app/visits/routes/domain/check-plan.js';
import { solveRoutes } from '#app/visits/routes/domain/solve.js';
import { RouteWorkerPool, type RouteWorkerPoolOptions } from '#app/visits/routes/engine/route-worker-pool.js';
import { randomDay } from '../support/random-day.ts';

const pools: RouteWorkerPool[] = [];
function open(options?: RouteWorkerPoolOptions): RouteWorkerPool {
  const pool = new RouteWorkerPool(options);
  pools.push(pool);
  return pool;
}
/** A worker that misbehaves: answers `{ seed }`, dies on seed 13, never answers on seed 0. */
const strange = new URL(
  'data:text/javascript,' +
    encodeURIComponent(`import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ seed }) => {
      if (seed === 13) throw new Error('unlucky');
      if (seed > 0) parentPort.postMessage({ ok: true, plan: { seed } });
    });`),
);
const day = randomDay({ seed: 3, stops: 10, iterations: 200 });

describe('planning in a worker thread', () => {
  afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));

  it('gives the plan that the engine gives', async () => {
    const plan = await open().solve(day);
    expect(plan).toEqual(solveRoutes(day));
    expect(checkPlan(day, plan)).toEqual([]);
  });

  it('keeps the event loop free meanwhile', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    await open().solve({ ...randomDay({ seed: 4, stops: 40 }), iterations: 1500, wallMs: 20_000 });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(3);
  });

  it('answers many planners, each with his own plan', async () => {
    const seeds = [1, 2, 3, 4, 5, 6];
    const plans = await Promise.all(seeds.map((seed) => open({ size: 2 }).solve({ ...day, seed })));
    expect(plans.map((plan) => plan.seed)).toEqual(seeds);
  });

  it('a problem that contradicts itself is refused with the reason', async () => {
    const twice = { ...day, stops: [...day.stops, ...day.stops] };
    await expect(open().solve(twice)).rejects.toMatchObject({
      failure: 'INVALID',
      message: 'Two stops share an id.',
    });
  });

  it('a crash takes only its own job', async () => {
    const pool = open({ script: strange });
    const [before, crashed, after] = await Promise.allSettled(
      [1, 13, 2].map((seed) => pool.solve({ ...day, seed })),
    );
    expect(before).toMatchObject({ value: { seed: 1 } });
    expect(crashed).toMatchObject({ reason: { failure: 'CRASHED' } });
    expect(after).toMatchObject({ value: { seed: 2 } });
  });

  it('a job that overruns is given up, the next one gets a new thread', async () => {
    const pool = open({ script: strange });
    await expect(pool.solve({ ...day, seed: 0 }, 100)).rejects.toMatchObject({ failure: 'TIMEOUT' });
    await expect(pool.solve({ ...day, seed: 2 })).resolves.toMatchObject({ seed: 2 });
  });

  it('a full queue says so at once', async () => {
    const pool = open({ script: strange, queueLimit: 1 });
    const waiting = [pool.solve({ ...day, seed: 0 }), pool.solve({ ...day, seed: 1 })].map((job) =>
      job.catch((error: unknown) => error),
    );
    await expect(pool.solve({ ...day, seed: 2 })).rejects.toMatchObject({ failure: 'BUSY' });
    await pool.close();
    expect(await Promise.all(waiting)).toEqual([
      expect.objectContaining({ failure: 'CLOSED' }),
      expect.objectContaining({ failure: 'CLOSED' }),
    ]);
    await expect(pool.solve(day)).rejects.toMatchObject({ failure: 'CLOSED' });
  });
});
