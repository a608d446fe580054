import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startPostgres } from '../../scripts/postgres/start-postgres.mjs';
import { tryPort } from '../../scripts/support/ports.mjs';
import { inProject, SERVER } from '../../scripts/support/project.mjs';
import { flagsOfTheImage } from './flags-of-the-image.mjs';

const TICKS_A_SECOND = 100;
const ADMIN = 'bench@example.test';

/**
 * The built application in a process of its own, on a PostgreSQL of its own that is thrown away afterwards.
 * @param {Record<string, string>} settings that differ from the usual ones
 * @param {{ logToFile?: boolean }} options `logToFile`: what the application logs goes to a file that is thrown away, not to the terminal
 * @returns {Promise<import('./own-instance.mjs').OwnInstance>}
 */
export async function startOwnInstance(settings = {}, { logToFile = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'nexus-bench-'));
  const database = await startPostgres({
    dataDir: join(folder, 'data'),
    password: randomBytes(16).toString('hex'),
  });
  const port = await tryPort(0);
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: database.url,
    JWT_SECRET: randomBytes(48).toString('base64'),
    LOG_LEVEL: 'warn',
    KPI_REFRESH_CRON: '',
    HOUSEKEEPING_CRON: '',
    WEBHOOK_CRON: '',
    REQUESTS_PER_MINUTE: '1000000',
    ...settings,
  };
  const run = (file, ...args) =>
    promisify(execFile)(process.execPath, [inProject(`dist/${file}`), ...args], { env });
  await run('platform/prisma/migrate.js');
  const { stdout } = await run('create-admin.js', ADMIN, 'Bench Admin');
  // `NODE_FLAGS` takes the place of what the container has.
  const flags = process.env.NODE_FLAGS?.split(' ').filter(Boolean) ?? flagsOfTheImage();
  const output = logToFile ? openSync(join(folder, 'app.log'), 'a') : 'inherit';
  const app = spawn(process.execPath, [...flags, SERVER], {
    env,
    stdio: ['ignore', output, output],
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${url}/health/ready`).catch(() => undefined))?.ok) {
    if (app.exitCode !== null) throw new Error(`the application ended with ${app.exitCode}`);
    await wait(100);
  }
  const startCpu = cpuOf(app.pid).own;
  return {
    url,
    pid: app.pid,
    startCpu,
    database: { url: database.url, pid: database.pid },
    jwtSecret: env.JWT_SECRET,
    email: ADMIN,
    password: stdout.trim().split(/\s+/).at(-1),
    usage: () => ({
      appCpu: cpuOf(app.pid).own,
      databaseCpu: treeCpu(database.pid),
      peakMegabytes: peakOf(app.pid),
    }),
    stop: async () => {
      const ended = new Promise((resolve) => app.once('exit', resolve));
      app.kill('SIGTERM');
      await ended;
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** From `/proc`: Linux only. @returns seconds of the process itself, and of its children that have ended */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  const seconds = (...indexes) => indexes.reduce((sum, at) => sum + Number(fields[at]), 0) / TICKS_A_SECOND;
  return { parent: Number(fields[1]), own: seconds(11, 12), ended: seconds(13, 14) };
}

function treeCpu(root) {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [cpuOf(name)];
      } catch (error) {
        // It ended between the listing and the look.
        if (error.code === 'ENOENT' || error.code === 'ESRCH') return [];
        throw error;
      }
    });
  const { own, ended } = cpuOf(root);
  return processes
    .filter(({ parent }) => parent === root)
    .reduce((sum, child) => sum + child.own, own + ended);
}

function peakOf(pid) {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kilobytes) / 1024;
}
