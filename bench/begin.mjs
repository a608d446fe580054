// node bench/begin.mjs <bench> …: reads what is asked for, refuses what is mistyped, and only then builds and begins.
import { npmRun } from '../scripts/support/run.mjs';
import { runMain } from '../scripts/support/problem.mjs';

await runMain(async () => {
  const [bench] = process.argv.splice(2, 1);
  await import(`./${bench}/asked.ts`);
  await npmRun('build', { quiet: true });
  await import(`./${bench}.ts`);
  return process.exitCode ?? 0;
});
