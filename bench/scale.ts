import { cpus, loadavg } from 'node:os';
import { history, runs, small } from './scale/asked.ts';
import { ofAnalytics, ofImport, ofPlanning, ofRegistry, type Verdict, worded } from './scale/goals.ts';
import { run } from './scale/runs.ts';

/**
 * `npm run bench:scale [-- --small] [-- --only planning] [-- --history='--folder .data/bench --kept']`: the benches of what grows with the company, one
 * after the other, and what of the goals of docs/performance.md they reached; `--history` are further options of `bench:analytics`. Exit
 * code 1 when an answer was wrong, not when one was slow.
 */
const HISTORY = 'bench/analytics.ts';

const READ: Readonly<Record<string, (lines: readonly string[]) => Verdict[]>> = {
  'bench/registry.ts': ofRegistry,
  [HISTORY]: ofAnalytics,
  'bench/import.mjs': ofImport,
  'bench/planning.mjs': ofPlanning,
};

const load = (): string => (loadavg()[0] ?? NaN).toFixed(1);
const before = load();
const summary: string[] = [];
for (const one of runs) {
  console.log(`\n# ${one.name}\n`);
  const options = [...(small ? one.small : one.full), ...(one.script === HISTORY ? history : [])];
  const { code, lines } = await run(one.script, options);
  if (code !== 0) process.exitCode = 1;
  const size = options.join(' ');
  summary.push(
    `| | **${one.name}** (${size}) | ${code === 0 ? 'all answers right' : `FAILED, exit code ${code}`} | | |`,
    ...(READ[one.script]?.(lines) ?? []).map(worded),
  );
}
console.log(
  `\n${cpus()[0]?.model.trim()} × ${cpus().length}, Node ${process.version}, load ${before} before and ${load()} after\n`,
);
console.log('| goal | what | measured | to reach | |\n| --- | --- | ---: | ---: | --- |');
for (const line of summary) console.log(line);
