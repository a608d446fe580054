// npm run release:database [-- <version> <folder>]: writes test/fixtures/releases/<version>.sql.gz, a small database made
// by this release's own migrations, seed and API; test/e2e/upgrading.spec.ts upgrades it from then on. Part of a release.
// <folder>: another checkout, built, whose database it is to be.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { startThrowAwayPostgres } from '../test/support/throw-away-postgres.mjs';
import { clientTools } from './postgres/client-tools.mjs';
import { workThrough } from './release/at-work.mjs';
import { leaveFewClients } from './release/few-clients.mjs';
import { tryPort } from './support/ports.mjs';
import { Problem } from './support/problem.mjs';
import { inProject } from './support/project.mjs';

const CLIENTS = 30;
const MAJOR = 18;
const [version = JSON.parse(readFileSync(inProject('package.json'), 'utf8')).version, folder = inProject()] =
  process.argv.slice(2);
const cwd = resolve(folder);
const run = promisify(execFile);

async function main() {
  const tools = await clientTools(MAJOR);
  const server = await startThrowAwayPostgres();
  try {
    const url = await makeDatabase(server.url);
    const env = await environment(url);
    await run(process.execPath, [join(cwd, 'dist/platform/prisma/migrate.js')], { cwd, env });
    await run(process.execPath, [join(cwd, 'prisma/seed/index.ts')], { cwd, env });
    await ask(url, leaveFewClients(CLIENTS));
    await atWork(env);
    const dump = ['--no-owner', '--no-privileges', '--inserts', '--rows-per-insert=200', url];
    const { stdout } = await run(join(tools, 'pg_dump'), dump, { maxBuffer: 2 ** 28 });
    // Words of psql itself, which no server understands.
    const sql = stdout.replaceAll(/^\\.*\n/gm, '');
    const path = inProject('test/fixtures/releases', `${version}.sql.gz`);
    await writeFile(path, gzipSync(sql, { level: 9 }));
    console.log(`Wrote ${path}`);
  } finally {
    await server.stop();
  }
}

async function atWork(env) {
  const api = spawn(process.execPath, [join(cwd, 'dist/main.js')], { cwd, env, stdio: 'inherit' });
  const ended = once(api, 'close');
  try {
    await workThrough(`http://127.0.0.1:${env.PORT}`);
  } finally {
    api.kill('SIGTERM');
    await ended;
  }
}

async function environment(url) {
  const secret = 'only for a release: thirty-two bytes and more';
  const silent = ['KPI_REFRESH_CRON', 'HOUSEKEEPING_CRON', 'WEBHOOK_CRON', 'REMINDERS_CRON', 'SUMMARY_CRON'];
  return {
    ...{ PATH: process.env.PATH, NODE_ENV: 'development', DATABASE_URL: url, LOG_LEVEL: 'error' },
    ...{ JWT_SECRET: secret, TOTP_KEY: secret, BREACHED_PASSWORDS_FILE: 'none' },
    ...{ HOST: '127.0.0.1', PORT: String(await tryPort(0)) },
    ...Object.fromEntries(silent.map((name) => [name, ''])),
  };
}

async function makeDatabase(admin) {
  await ask(admin, 'CREATE DATABASE release TEMPLATE template0');
  const url = new URL(admin);
  url.pathname = '/release';
  return url.href;
}

async function ask(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(sql);
  await client.end();
}

process.exitCode = await main().then(
  () => 0,
  (error) => {
    console.error(error instanceof Problem ? error.message : error);
    return 1;
  },
);
