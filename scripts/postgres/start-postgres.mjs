import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../support/problem.mjs';
import { tryPort } from '../support/ports.mjs';
import { accountFor } from './account.mjs';
import { postgresBinaries } from './binaries.mjs';
import { dataArgument, ensureCluster, ROLE, SERVER_ENV } from './cluster.mjs';
import { clearAway, readPostmaster, stopServer } from './postmaster.mjs';

const LOG_LIMIT = 10 * 1024 * 1024;
const START_PATIENCE = 60_000;

/**
 * @typedef {object} PostgresOptions
 * @property {string} dataDir made on the first start; its log lies beside it as `<dataDir>.log`
 * @property {string} password of the superuser, fixed on the first start
 * @property {number} [port] preferred; another free one is taken when it isn't free
 * @property {Record<string, string>} [settings] as in postgresql.conf
 * @property {boolean} [durable] false for a throw-away cluster that nobody will miss
 * @property {(line: string) => void} [log] one line of progress
 */

/**
 * @typedef {object} RunningPostgres
 * @property {string} url of the database `postgres`, as superuser
 * @property {number} port
 * @property {number} pid
 * @property {Promise<void>} ended settles when the server is gone, whoever ended it
 * @property {() => Promise<void>} stop
 * @property {() => void} kill at once; it recovers at the next start
 */

/**
 * Runs the PostgreSQL that npm installed, on 127.0.0.1 only. It has a process group of its own: Ctrl-C reaches the
 * launcher alone, which first lets the application finish.
 * @param {PostgresOptions} options
 * @returns {Promise<RunningPostgres>}
 * @throws {Problem} when it cannot run here; the message says why
 */
export async function startPostgres({
  password,
  port = 0,
  settings = {},
  durable = true,
  log = () => {},
  ...options
}) {
  const dataDir = resolve(options.dataDir);
  const account = accountFor(dataDir);
  const binaries = await postgresBinaries({ shared: account !== null, log });
  await clearAway(dataDir, log);
  if (await ensureCluster({ dataDir, password, account, binaries, durable }))
    log(`made a database in ${dataDir}`);

  const freePort = (await tryPort(port)) ?? (await tryPort(0));
  const child = launch({ dataDir, account, binaries, port: freePort, settings });
  const ended = new Promise((settle) => child.once('exit', () => settle()));
  await untilReady(child, dataDir);
  return {
    url: `postgresql://${ROLE}:${password}@127.0.0.1:${freePort}/postgres`,
    port: freePort,
    pid: child.pid,
    ended,
    stop: () => stopServer(child.pid),
    kill: () => child.kill('SIGQUIT'),
  };
}

function launch({ dataDir, account, binaries, port, settings }) {
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    cluster_name: 'nexus-crm',
    // PostgreSQL's own 128 MB hold neither the rows and indexes of an import of 100,000 nor a search among a million.
    // The same stands in docker-compose.yml.
    shared_buffers: '256MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const logFile = openLog(`${dataDir}.log`);
  const child = spawn(binaries.postgres, ['-D', dataArgument(dataDir, account), ...options], {
    cwd: dataDir,
    ...account,
    env: SERVER_ENV,
    detached: true,
    stdio: ['ignore', logFile, logFile],
  });
  closeSync(logFile);
  return child;
}

function openLog(path) {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) rmSync(path);
  return openSync(path, 'a', 0o600);
}

async function untilReady(child, dataDir) {
  let failure = null;
  child.once('error', (error) => (failure = error.message));
  let ended = false;
  child.once('exit', () => (ended = true));
  const deadline = Date.now() + START_PATIENCE;
  while (failure === null && !ended) {
    const postmaster = readPostmaster(dataDir);
    if (postmaster?.pid === child.pid && postmaster.ready) return;
    if (Date.now() > deadline) failure = `not ready after ${START_PATIENCE / 1000} s`;
    else await sleep(20);
  }
  if (child.pid && child.exitCode === null && child.signalCode === null) await stopServer(child.pid);
  const reason = failure ?? lastWords(`${dataDir}.log`);
  throw new Problem(`PostgreSQL did not start: ${reason} (see ${dataDir}.log in ${dirname(dataDir)})`);
}

function lastWords(path) {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.findLast((line) => /FATAL|ERROR|error/.test(line)) ?? lines.at(-1);
}
