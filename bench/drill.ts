import { parseArgs } from 'node:util';
import { acknowledged } from './drill/acknowledged.ts';
import { backupRestore } from './drill/backup-restore.ts';
import { databaseAway } from './drill/database-away.ts';
import { daylightSaving } from './drill/daylight-saving.ts';
import { type Drill, type DrillOptions, inWords, isKept } from './drill/drill.ts';
import { gracefulStop } from './drill/graceful-stop.ts';
import { idempotency } from './drill/idempotency.ts';
import { migrationUnderLoad } from './drill/migration-under-load.ts';
import { oneJob } from './drill/one-job.ts';
import { oneWorkerDies } from './drill/one-worker-dies.ts';
import { outbox } from './drill/outbox.ts';
import { poolExhaustion } from './drill/pool-exhaustion.ts';
import { readiness } from './drill/readiness.ts';
import { rollingRestart } from './drill/rolling-restart.ts';
import { Stage } from './drill/stage.ts';
import { statementLimits } from './drill/statement-limits.ts';
import { twoEditors } from './drill/two-editors.ts';

/**
 * `npm run drill -- <name>…`: promises put to the test on real processes: the built application, and a PostgreSQL that
 * writes to the disk. Each prints what was promised and what was counted; the exit code is 1 when one failed. The figures
 * of docs/reliability.md. `all` runs every one; without a name they are listed.
 */
const DRILLS: Readonly<Record<string, Drill>> = {
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

/** What is to be taken down when somebody ends the drill. */
let open: Stage | undefined;

async function run(name: string, drill: Drill, options: DrillOptions): Promise<boolean> {
  console.log(`\n${name}: ${drill.promise}`);
  if (options.share < 1) console.log(`         a share of ${options.share} of that`);
  const start = performance.now();
  const stage = (open = await Stage.open(drill.stage));
  try {
    const findings = await drill.run(stage, options);
    for (const finding of findings)
      console.log(
        `  ${isKept(finding) ? 'ok    ' : 'BROKEN'} ${finding.what}: promised ${inWords(finding)}, counted ${finding.counted}`,
      );
    const passed = findings.every(isKept);
    console.log(
      `${passed ? 'PASSED' : 'FAILED'} ${name} (${((performance.now() - start) / 1000).toFixed(0)} s)`,
    );
    return passed;
  } finally {
    open = undefined;
    await stage.close();
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void (open?.close() ?? Promise.resolve()).finally(() => process.exit(130)));

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '1' }, share: { type: 'string', default: '1' } },
});
const named = positionals.includes('all') ? Object.keys(DRILLS) : positionals;
const unknown = named.filter((name) => !(name in DRILLS));
const minutes = Number(values.minutes);
const share = Number(values.share);
if (named.length === 0) {
  for (const [name, { promise }] of Object.entries(DRILLS)) console.log(`${name.padEnd(20)} ${promise}`);
} else if (unknown.length > 0 || !(minutes > 0) || !(share > 0 && share <= 1)) {
  console.error(`npm run drill -- ${Object.keys(DRILLS).join(' | ')} | all [--minutes n] [--share 0.1]`);
  process.exitCode = 2;
} else {
  const failed: string[] = [];
  for (const name of named) {
    const drill = DRILLS[name];
    if (drill && !(await run(name, drill, { minutes, share }))) failed.push(name);
  }
  if (named.length > 1) console.log(`\n${named.length - failed.length} of ${named.length} passed`);
  if (failed.length > 0) console.log(`FAILED: ${failed.join(', ')}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
