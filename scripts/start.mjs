// npm start: from a fresh clone to a running NEXUS-CRM. Runs on the oldest Node that npm may have been called with.
import { existsSync } from 'node:fs';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled, refuseOldNode } from './install.mjs';
import { startApi, untilReady } from './launcher/api.mjs';
import { claimClone } from './launcher/claim.mjs';
import { startDatabase } from './launcher/database.mjs';
import { readLocalSettings } from './launcher/local-settings.mjs';
import { checkDataFolder, choosePort } from './launcher/preflight.mjs';
import { stopRequest } from './support/stop-request.mjs';
import { welcome } from './launcher/welcome.mjs';
import { alone } from './prepare.mjs';
import { mark } from './support/lock-file.mjs';
import { Problem, runMain } from './support/problem.mjs';
import { say, step } from './support/progress.mjs';
import { inProject } from './support/project.mjs';
import { projectNode, run } from './support/run.mjs';

/** What has been started, to be ended in the reverse order. */
const running = [];

async function main() {
  refuseOldNode();
  if (existsSync(inProject('.env'))) process.loadEnvFile(inProject('.env'));
  if (process.env.NODE_ENV === 'production') {
    throw new Problem(
      'npm start is for development and brings demo data; in production: npm run db:migrate, then npm run start:prod',
    );
  }
  const signal = stopRequest(force);
  try {
    await start(signal);
    return 1;
  } catch (error) {
    if (!signal.aborted) throw error;
    return 0;
  } finally {
    if (running.length > 1) say('\n… stopping');
    while (running.length > 0) await running.pop().stop();
    if (signal.aborted) say('✓ stopped');
  }
}

/** Ends only when something ended that should not have, or with an error. */
async function start(signal) {
  checkDataFolder();
  const claim = await claimClone();
  running.push({ stop: async () => claim.release() });
  const port = await choosePort();
  const url = `http://localhost:${port}`;
  claim.note({ url });
  await alone(async (onSpawn) => {
    await ensureInstalled({ signal, onSpawn });
    await ensureBuilt({ signal, onSpawn });
  }, signal);

  const database = process.env.DATABASE_URL ? null : await startDatabase();
  if (database) running.push(database);
  signal.throwIfAborted();
  const env = {
    NODE_ENV: 'development',
    LOG_LEVEL: 'warn',
    ...process.env,
    // Empty in a fresh copy of .env.example.
    JWT_SECRET: process.env.JWT_SECRET || readLocalSettings().JWT_SECRET,
    ...(database && { DATABASE_URL: database.url }),
    PORT: String(port),
  };
  await prepareData(env, signal);
  await serve({ env, url, claim, database, signal });
}

async function prepareData(env, signal) {
  const migrate = inProject('dist', 'platform', 'prisma', 'migrate.js');
  await run(projectNode(), [migrate], {
    env,
    signal,
    failure: 'the database could not be brought up to date (see above)',
  });
  const seed = inProject('prisma', 'seed', 'index.ts');
  if (!existsSync(seed)) return;
  await run(projectNode(), [seed], {
    env,
    signal,
    failure: 'the demo company could not be made (see above)',
  });
}

async function serve({ env, url, claim, database, signal }) {
  const api = startApi(env);
  running.push(api);
  claim.note({ api: mark(api.pid) });
  await step('starting the application', () => untilReady(api, url, signal));
  say(welcome(url));
  const end = await Promise.race([
    api.ended.then((how) => `the application ended by itself (${how})`),
    database
      ? database.ended.then(() => 'PostgreSQL ended by itself (see .data/postgres.log)')
      : new Promise(() => {}),
    untilAborted(signal),
  ]);
  say(`✗ ${end}`);
}

function untilAborted(signal) {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Somebody insists: nothing is lost, PostgreSQL recovers from its log at the next start. */
function force() {
  say('✗ forced');
  for (const { kill } of running) kill?.();
  process.exit(130);
}

await runMain(main);
process.exit();
