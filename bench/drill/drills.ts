import { acknowledged } from './acknowledged.ts';
import { backupRestore } from './backup-restore.ts';
import { databaseAway } from './database-away.ts';
import { daylightSaving } from './daylight-saving.ts';
import type { Drill } from './drill.ts';
import { gracefulStop } from './graceful-stop.ts';
import { idempotency } from './idempotency.ts';
import { migrationUnderLoad } from './migration-under-load.ts';
import { oneJob } from './one-job.ts';
import { oneWorkerDies } from './one-worker-dies.ts';
import { outbox } from './outbox.ts';
import { poolExhaustion } from './pool-exhaustion.ts';
import { readiness } from './readiness.ts';
import { rollingRestart } from './rolling-restart.ts';
import { statementLimits } from './statement-limits.ts';
import { twoEditors } from './two-editors.ts';

/** By their names. None needs the build before it runs: they are listed without one. */
export const DRILLS: Readonly<Record<string, Drill>> = {
  acknowledged,
  idempotency,
  'graceful-stop': gracefulStop,
  'database-away': databaseAway,
  'two-editors': twoEditors,
  'one-job': oneJob,
  outbox,
  'statement-limits': statementLimits,
  readiness,
  'pool-exhaustion': poolExhaustion,
  'one-worker-dies': oneWorkerDies,
  'daylight-saving': daylightSaving,
  'migration-under-load': migrationUnderLoad,
  'backup-restore': backupRestore,
  'rolling-restart': rollingRestart,
};
