import type { Tx } from '../prisma/prisma.service.js';

/** Runs that started so many days ago; none of these is still under way, and no window is that old. */
export async function deleteOldRuns(tx: Tx, now: Date, days: number): Promise<number> {
  return tx.$executeRaw`DELETE FROM job_runs WHERE started_at < ${now}::timestamptz - make_interval(days => ${days}::int)`;
}
