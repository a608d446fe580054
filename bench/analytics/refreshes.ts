import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { KpiRefresh } from '#app/analytics/refresh/kpi-refresh.service.js';
import { JobRunner } from '#app/platform/jobs/index.js';
import { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { change, importDeals } from './changes.ts';
import { patiently } from './patient.ts';
import { quantile } from './times.ts';

export interface RefreshTimes {
  rebuildSeconds: number | undefined;
  changes: number;
  /** Milliseconds of a refresh of those changes: its median, and the longest. */
  median: number;
  longest: number;
  /** Of one refresh after a great import. */
  imported: number;
  importedSeconds: number;
}

const IMPORTED = 100_000;

const ROUNDS = 7;

/** The job as the schedule runs it: lock, row of the run, one transaction. */
export async function measureRefreshes(
  app: NestFastifyApplication,
  rebuilds: boolean,
): Promise<RefreshTimes> {
  const [runner, refresh, { pool }] = [
    app.get(JobRunner),
    app.get(KpiRefresh, { strict: false }),
    app.get(PrismaService),
  ];
  const run = async (full: boolean): Promise<number> => {
    const from = performance.now();
    await runner.once('kpi-refresh', `bench ${crypto.randomUUID()}`, (tx) => refresh.run(tx, full));
    return performance.now() - from;
  };
  const rebuild = rebuilds ? await run(true) : undefined;
  // As autovacuum would have done before long.
  if (rebuilds) await patiently(pool, (session) => session.query('VACUUM (ANALYZE)'));
  const times: number[] = [];
  let changes = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    changes = await change(pool, round + Math.trunc(Date.now() / 1000));
    times.push(await run(false));
  }
  await importDeals(pool, IMPORTED);
  const imported = await run(false);
  return {
    rebuildSeconds: rebuild && rebuild / 1000,
    changes,
    median: quantile(times, 0.5),
    longest: Math.max(...times),
    imported: IMPORTED,
    importedSeconds: imported / 1000,
  };
}
