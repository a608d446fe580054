import { acknowledged } from './drill/acknowledged.ts';
import type { Drill } from './drill/drill.ts';
import { idempotency } from './drill/idempotency.ts';
import { Stage } from './drill/stage.ts';
import { twoEditors } from './drill/two-editors.ts';

/**
 * `npm run drill -- <name>…`: promises put to the test on real processes: the built application, and a PostgreSQL that
 * writes to the disk. Each prints what was promised and what was counted; the exit code is 1 when one failed. The figures
 * of docs/reliability.md.
 */
const DRILLS: Readonly<Record<string, Drill>> = {
  acknowledged,
  idempotency,
  'two-editors': twoEditors,
};

async function run(name: string, { promise, run: perform }: Drill): Promise<boolean> {
  console.log(`\n${name}: ${promise}`);
  const start = performance.now();
  const stage = await Stage.open();
  try {
    const findings = await perform(stage);
    for (const { what, promised, counted } of findings)
      console.log(
        `  ${promised === counted ? 'ok    ' : 'BROKEN'} ${what}: promised ${promised}, counted ${counted}`,
      );
    const passed = findings.every(({ promised, counted }) => promised === counted);
    console.log(
      `${passed ? 'PASSED' : 'FAILED'} ${name} (${((performance.now() - start) / 1000).toFixed(0)} s)`,
    );
    return passed;
  } finally {
    await stage.close();
  }
}

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in DRILLS));
if (named.length === 0 || unknown.length > 0) {
  console.error(`npm run drill -- ${Object.keys(DRILLS).join(' | ')}`);
  process.exit(2);
}
let allPassed = true;
for (const [name, drill] of Object.entries(DRILLS))
  if (named.includes(name)) allPassed = (await run(name, drill)) && allPassed;
process.exitCode = allPassed ? 0 : 1;
