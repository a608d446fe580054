import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, chown, lchown, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Problem } from '../support/problem.mjs';

/** The superuser of the launched server, and the database made for the application. */
export const ROLE = 'nexus';

const DRAFT = '.draft-';

/** The server is what its settings say, whatever PG* or LC_* variables are around. */
export const SERVER_ENV = { PATH: process.env.PATH, LC_ALL: 'C' };

/**
 * How to say where the data are. A lent account may lack the right to walk down to them, so it is set down inside and
 * calls the place `cwd`: Node enters the working directory before it gives root's rights away.
 */
export const dataArgument = (dataDir, account) => (account ? '/proc/self/cwd' : dataDir);

/**
 * Makes sure that `dataDir` holds a cluster which this server can run.
 * @param {{ dataDir: string, password: string, account: object | null, binaries: object, durable: boolean }} options
 * @returns {Promise<boolean>} whether it was made now
 */
export async function ensureCluster({ dataDir, password, account, binaries, durable }) {
  if (existsSync(join(dataDir, 'PG_VERSION'))) {
    refuseOtherMajor(dataDir, binaries.major);
    if (account && (await stat(dataDir)).uid !== account.uid) await handOver(dataDir, account);
    return false;
  }
  // Made beside and renamed, so that a killed first start leaves nothing that looks like data. Each attempt has a folder
  // of its own: the initdb of a killed one may still be writing.
  await removeDrafts(dataDir);
  const draft = `${dataDir}${DRAFT}${process.pid}`;
  await mkdir(draft, { recursive: true, mode: 0o700 });
  if (account) await chown(draft, account.uid, account.gid);
  await initialise({ draft, password, account, binaries, durable });
  await rename(draft, dataDir);
  return true;
}

async function removeDrafts(dataDir) {
  const parent = dirname(dataDir);
  if (!existsSync(parent)) return;
  const drafts = (await readdir(parent)).filter((name) => name.startsWith(`${basename(dataDir)}${DRAFT}`));
  for (const name of drafts) await rm(join(parent, name), { recursive: true, force: true, maxRetries: 5 });
}

function refuseOtherMajor(dataDir, major) {
  const found = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  if (found === major) return;
  throw new Problem(
    `${dataDir} holds data of PostgreSQL ${found}, this is PostgreSQL ${major}: move it away, or set DATABASE_URL to a server that can read it`,
  );
}

async function initialise({ draft, password, account, binaries, durable }) {
  const secret = `${draft}.password`;
  const writer = await open(secret, 'wx', 0o600);
  await writer.writeFile(`${password}\n`);
  await writer.close();
  if (account) await chown(secret, account.uid, account.gid);
  const reader = await open(secret, 'r');
  try {
    const options = [
      ['--pgdata', dataArgument(draft, account)],
      ['--username', ROLE],
      ['--pwfile', '/dev/stdin'],
      ['--auth', 'scram-sha-256'],
      ['--encoding', 'UTF8'],
      ['--locale-provider', 'builtin'],
      ['--builtin-locale', 'C.UTF-8'],
      ['--locale', 'C'],
    ].map(([name, value]) => `${name}=${value}`);
    if (!durable) options.push('--no-sync');
    await run(binaries.initdb, options, { cwd: draft, stdin: reader.fd, account });
  } finally {
    await reader.close();
    await rm(secret, { force: true });
  }
}

async function run(command, options, { cwd, stdin, account }) {
  const child = spawn(command, options, {
    cwd,
    ...account,
    env: SERVER_ENV,
    stdio: [stdin, 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  const failed = once(child, 'error').then(([error]) => error.message);
  const ended = once(child, 'close').then(([code]) => (code === 0 ? null : said.trim()));
  const failure = await Promise.race([failed, ended]);
  if (failure !== null) throw new Problem(`PostgreSQL could not make its data folder: ${failure}`);
}

/** Data that root copied about belong to root; the account that serves them must own them. */
async function handOver(dataDir, { uid, gid }) {
  for (const name of await readdir(dataDir, { recursive: true })) await lchown(join(dataDir, name), uid, gid);
  await chown(dataDir, uid, gid);
  await chmod(dataDir, 0o700);
}
