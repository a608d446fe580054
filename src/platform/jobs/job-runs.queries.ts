import { Prisma } from '../prisma/generated/client.js';
import type { Tx } from '../prisma/prisma.service.js';

/** One run at a time over all replicas: the lock ends with the transaction, however that ends. */
export async function tryJobLock(tx: Tx, job: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ locked: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${job}, 0)) AS locked`;
  return row?.locked ?? false;
}

/** As {@link tryJobLock}, but waits for the run that holds it: one that rebuilds much may take as long as a run ever may. */
export async function waitForJobLock(tx: Tx, job: string): Promise<void> {
  await tx.$queryRaw`SELECT set_config('lock_timeout', '0', true)`;
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${job}, 0))::text`;
  await limitWaits(tx);
}

/**
 * Jobs work on whole tables; the limits for requests are not meant for them. Half an hour's work is not given up for a row
 * that a request holds some seconds.
 */
export async function liftTimeLimits(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT set_config('statement_timeout', '0', true)`;
  await limitWaits(tx);
}

async function limitWaits(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT set_config('lock_timeout', '1min', true)`;
}

/**
 * Takes a window of a job for this run; one that failed may be taken again.
 * @returns the run's id, or undefined when another replica has done it
 */
export async function claimWindow(
  tx: Tx,
  job: string,
  window: string,
  startedAt: Date,
): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO job_runs AS r (job, "window", started_at) VALUES (${job}, ${window}, ${startedAt})
    ON CONFLICT (job, "window") DO UPDATE SET started_at = excluded.started_at, finished_at = NULL, error = NULL
    WHERE r.error IS NOT NULL
    RETURNING id`;
  return row?.id;
}

/**
 * Notes that a run for a window failed; its own claim went with its transaction. What another replica has done
 * meanwhile stays done, or the window would be taken a second time.
 */
export async function recordFailedWindow(
  tx: Tx,
  { job, window, startedAt, finishedAt, error }: FailedWindow,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO job_runs AS r (job, "window", started_at, finished_at, error)
    VALUES (${job}, ${window}, ${startedAt}, ${finishedAt}, ${error})
    ON CONFLICT (job, "window") DO UPDATE
    SET started_at = excluded.started_at, finished_at = excluded.finished_at, error = excluded.error
    WHERE r.finished_at IS NULL OR r.error IS NOT NULL`;
}

interface FailedWindow {
  job: string;
  window: string;
  startedAt: Date;
  finishedAt: Date;
  error: string;
}

/** A request whose process was killed is never finished by anybody: say so instead of "running" for ever. */
export async function closeAbandonedRuns(tx: Tx, job: string, startedBefore: Date, at: Date): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE job_runs SET finished_at = ${at}, error = 'The process ended before this run did; a later run did its work.'
    WHERE job = ${job} AND finished_at IS NULL AND started_at < ${startedBefore}`);
}

/** When each of these jobs last ended a run well; without those that never did. */
export function readLastSuccesses(
  tx: Tx,
  jobs: readonly string[],
): Promise<{ name: string; finishedAt: Date }[]> {
  return tx.$queryRaw`
    SELECT name, run.finished_at AS "finishedAt"
    FROM unnest(${jobs}::text[]) AS name CROSS JOIN LATERAL (
      SELECT finished_at FROM job_runs
      WHERE job = name AND error IS NULL AND finished_at IS NOT NULL ORDER BY started_at DESC LIMIT 1) run`;
}
