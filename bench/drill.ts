import { named, options } from './drill/asked.ts';
import { type Drill, inWords, isKept } from './drill/drill.ts';
import { DRILLS } from './drill/drills.ts';
import { Stage } from './drill/stage.ts';

/**
 * `npm run drill -- <name>…`: promises put to the test on real processes: the built application, and a PostgreSQL that
 * writes to the disk. Each prints what was promised and what was counted; the exit code is 1 when one failed. The figures
 * of docs/reliability.md. `all` runs every one; without a name they are listed.
 */

/** What is to be taken down when somebody ends the drill. */
let open: Stage | undefined;

async function run(name: string, drill: Drill): Promise<boolean> {
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

const failed: string[] = [];
for (const name of named) {
  const drill = DRILLS[name];
  if (drill && !(await run(name, drill))) failed.push(name);
}
if (named.length > 1) console.log(`\n${named.length - failed.length} of ${named.length} passed`);
if (failed.length > 0) console.log(`FAILED: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
