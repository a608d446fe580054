import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type pg from 'pg';
import { KpiRefresh } from '#app/analytics/refresh/kpi-refresh.service.js';
import { JobRunner } from '#app/platform/jobs/index.js';
import { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { readIntoMemory } from '../history/in-memory.ts';
import { change, importDeals } from './changes.ts';
import { patiently } from './patient.ts';
import { quantile } from './times.ts';

export interface RefreshTimes {
  rebuildSeconds: number | undefined;
  changes: number;
  /** Milliseconds of a refresh of those changes, until its figures are committed: its median, and the longest. */
  median: number;
  longest: number;
  /** What runs then took to fold what many refreshes had left fresh, and how many rows that was. */
  folds: readonly Folded[];
  /** Of one refresh after a great import. */
  imported: number;
  importedSeconds: number;
}

interface Folded {
  seconds: number;
  rows: number;
}

const IMPORTED = 100_000;

const ROUNDS = 7;
const LEAST_CHANGES = 1000;

/** The job as the schedule runs it: lock, row of the run, one transaction; and where a fold is due, more of them. */
export async function measureRefreshes(
  app: NestFastifyApplication,
  { rebuilds, cold }: { rebuilds: boolean; cold: boolean },
): Promise<RefreshTimes> {
  const [runner, refresh, { pool }] = [
    app.get(JobRunner),
    app.get(KpiRefresh, { strict: false }),
    app.get(PrismaService),
  ];
  const folds: Folded[] = [];
  const run = async (full: boolean): Promise<number> => {
    const work = refresh.work(full);
    const from = performance.now();
    let figuresAt: number | undefined;
    let rows = 0;
    await runner.once('kpi-refresh', `bench ${crypto.randomUUID()}`, async (tx) => {
      const begun = performance.now();
      const facts = await work(tx);
      if (typeof facts['folded'] !== 'number') return facts;
      // The transaction before this one has committed the figures.
      figuresAt ??= begun;
      rows = facts['folded'];
      return facts;
    });
    const end = performance.now();
    if (figuresAt !== undefined) folds.push({ seconds: (end - figuresAt) / 1000, rows });
    return (figuresAt ?? end) - from;
  };
  const rebuild = rebuilds ? await run(true) : undefined;
  // As autovacuum would have done before long.
  if (rebuilds) await patiently(pool, (session) => session.query('VACUUM (ANALYZE)'));
  if (!cold) await readIntoMemory(pool);
  const times: number[] = [];
  let changes = Infinity;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const made = await change(pool, round + Math.trunc(Date.now() / 1000));
    changes = Math.min(changes, made);
    if (made < LEAST_CHANGES) throw new Error(`only ${made} rows were changed`);
    times.push(await run(false));
  }
  await importDeals(pool, IMPORTED);
  const imported = await run(false);
  return {
    rebuildSeconds: rebuild && rebuild / 1000,
    changes,
    median: quantile(times, 0.5),
    longest: Math.max(...times),
    folds,
    imported: IMPORTED,
    importedSeconds: imported / 1000,
  };
}

/** Of clients, deals, their stays, and visits. */
export async function rowsOfHistory(pool: pg.Pool): Promise<number> {
  const counted = ['clients', 'opportunities', 'opportunity_stage_entries', 'visits'].map(
    (table) => `(SELECT count(*) FROM ${table})`,
  );
  const { rows } = await patiently(pool, (session) =>
    session.query<{ rows: number }>(`SELECT (${counted.join(' + ')})::int AS rows`),
  );
  return rows[0]?.rows ?? 0;
}
