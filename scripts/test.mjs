// npm test [-- what jest takes]: everything that must hold, the quick judges first, jest's own words last.
import { ensureBuilt } from './build.mjs';
import { ensureInstalled, refuseOldNode } from './install.mjs';
import { alone } from './prepare.mjs';
import { runMain } from './support/problem.mjs';
import { step } from './support/progress.mjs';
import { inProject } from './support/project.mjs';
import { npmRun, projectNode, run } from './support/run.mjs';
import { stopRequest } from './support/stop-request.mjs';

const JEST = [
  '--no-warnings',
  '--experimental-vm-modules',
  inProject('node_modules', 'jest', 'bin', 'jest.js'),
];
const GENERATE = [inProject('node_modules', 'prisma', 'build', 'index.js'), 'generate'];
const ALL_SAID = '';

/** Scripts of package.json, each a judge of the sources. The rules of lint take as long as the others together. */
const JUDGES = [['lint'], ['typecheck', 'boundaries', 'types:web']];

async function main() {
  refuseOldNode();
  const signal = stopRequest(() => process.exit(130));
  await alone((onSpawn) => ensureInstalled({ signal, onSpawn }), signal);
  // The judges read the generated clients, which lie beside the sources.
  await alone(
    (onSpawn) => step('generated clients', () => generate({ quiet: true, signal, onSpawn })),
    signal,
  );
  await step('lint, types and import boundaries', () => judge(signal));
  await alone((onSpawn) => ensureBuilt({ signal, onSpawn }), signal);
  await run(projectNode(), [...JEST, ...process.argv.slice(2)], { failure: ALL_SAID, signal });
  return 0;
}

/** Prisma's client of the database, and the web application's of the API. */
async function generate(options) {
  await run(projectNode(), GENERATE, options);
  await npmRun('client:web', options);
}

/** The two rows at once, and each to its end, so that one run tells everything that is wrong. */
async function judge(signal) {
  const rows = await Promise.allSettled(
    JUDGES.map(async (scripts) => {
      for (const script of scripts) await npmRun(script, { quiet: true, signal });
    }),
  );
  const failed = rows.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}

await runMain(main);
process.exit();
