// npm run bench:login [-- tries]: can the time of an answer tell an unknown, a wrong and a suspended login apart?
// The built application on a PostgreSQL that is thrown away; the three kinds take turns, one request at a time.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { hash } from '@node-rs/argon2';
import pg from 'pg';
import setup from '../test/support/global-setup.mjs';
import teardown from '../test/support/global-teardown.mjs';
import { SERVER } from '../scripts/support/project.mjs';

const TRIES = Number(process.argv[2] ?? 1000);
const PORT = 38_211;
const SIGNIFICANT = 0.01;
/** As `PasswordHasher` stores them. */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const KINDS = {
  unknown: 'nobody@bench.test',
  'wrong password': 'active@bench.test',
  suspended: 'suspended@bench.test',
};

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Two-sided p of the Mann-Whitney U test, by the normal approximation with ties. */
function mannWhitney(first, second) {
  const all = [...first.map((value) => [value, 0]), ...second.map((value) => [value, 1])].sort(
    (a, b) => a[0] - b[0],
  );
  let rankSum = 0;
  let ties = 0;
  for (let start = 0; start < all.length;) {
    let end = start;
    while (end < all.length && all[end][0] === all[start][0]) end += 1;
    const count = end - start;
    for (let at = start; at < end; at += 1) if (all[at][1] === 0) rankSum += (start + 1 + end) / 2;
    ties += count ** 3 - count;
    start = end;
  }
  const [m, n, total] = [first.length, second.length, all.length];
  const u = rankSum - (m * (m + 1)) / 2;
  const deviation = Math.sqrt(((m * n) / 12) * (total + 1 - ties / (total * (total - 1))));
  const z = (Math.abs(u - (m * n) / 2) - 0.5) / deviation;
  return { u, p: Math.min(1, 2 * upperTail(z)) };
}

/** P(Z > z) of the standard normal distribution (Abramowitz and Stegun 26.2.17). */
function upperTail(z) {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const sum = series.reduce((total, factor, index) => total + factor * t ** (index + 1), 0);
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

async function prepare(url) {
  const admin = new pg.Client({ connectionString: process.env.TEST_PG_URL });
  await admin.connect();
  await admin.query('CREATE DATABASE bench_login TEMPLATE nexus_template');
  await admin.end();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const passwordHash = await hash('corretto cavallo batteria 42', PARAMETERS);
  for (const [email, status] of [
    [KINDS['wrong password'], 'ACTIVE'],
    [KINDS.suspended, 'SUSPENDED'],
  ])
    await client.query(
      'INSERT INTO users (email, full_name, password_hash, status) VALUES ($1, $2, $3, $4)',
      [...[email, 'Bench', passwordHash, status]],
    );
  await client.end();
}

async function serve(databaseUrl) {
  const child = spawn(process.execPath, [SERVER], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...{
        PATH: process.env.PATH,
        NODE_ENV: 'test',
        HOST: '127.0.0.1',
        PORT: String(PORT),
        DATABASE_URL: databaseUrl,
      },
      ...{
        JWT_SECRET: 'only for the bench: thirty-two bytes and more',
        LOG_LEVEL: 'info',
        KPI_REFRESH_CRON: '',
      },
      ...{ HOUSEKEEPING_CRON: '', REQUESTS_PER_MINUTE: '1000000', TRUSTED_PROXIES: '1' },
    },
  });
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${PORT}/health/ready`).catch(() => undefined);
    if (answer?.ok) return child;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error('the application never became ready');
}

/** Each try comes from an address of its own, or the limit would answer instead. */
async function tryOnce(email, index) {
  const started = performance.now();
  const answer = await fetch(`http://127.0.0.1:${PORT}/api/v1/auth/login`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`,
    },
    body: JSON.stringify({ email, password: 'un altro cavallo qualsiasi' }),
  });
  await answer.text();
  if (answer.status !== 401) throw new Error(`${email}: ${answer.status}`);
  return performance.now() - started;
}

async function measure() {
  const names = Object.keys(KINDS);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let index = 0; index < 30; index += 1) await tryOnce(KINDS[names[index % 3]], index);
  for (let round = 0; round < TRIES; round += 1)
    // Who comes first changes each round: what one leaves behind must not always meet the same other.
    for (let place = 0; place < 3; place += 1) {
      const name = names[(round + place * (round % 2 === 0 ? 1 : 2)) % 3];
      times[name].push(await tryOnce(KINDS[name], 1000 + round * 3 + place));
    }
  return times;
}

function report(times) {
  console.log(
    `${TRIES} tries of each kind, ${cpus()[0]?.model.trim()} × ${cpus().length}, Node ${process.version}\n`,
  );
  const medians = Object.entries(times).map(([name, values]) => {
    console.log(`${name.padEnd(15)} median ${median(values).toFixed(2)} ms`);
    return median(values);
  });
  const spread = Math.max(...medians) / Math.min(...medians) - 1;
  console.log(`medians apart by ${(spread * 100).toFixed(2)} %`);
  const names = Object.keys(times);
  const tests = names.map((name, index) => [name, names[(index + 1) % names.length]]);
  const ps = tests.map(([one, other]) => {
    const { u, p } = mannWhitney(times[one], times[other]);
    console.log(`${one} / ${other}: U = ${u}, p = ${p.toFixed(3)}`);
    return p;
  });
  return spread <= 0.05 && ps.every((p) => p >= SIGNIFICANT);
}

await setup();
const url = new URL(process.env.TEST_PG_URL);
url.pathname = '/bench_login';
let alike;
try {
  await prepare(url.href);
  const child = await serve(url.href);
  try {
    alike = report(await measure());
  } finally {
    child.kill();
    await once(child, 'exit');
  }
} finally {
  await teardown();
}
console.log(alike ? '\nThey can’t be told apart.' : '\nThey CAN be told apart.');
process.exit(alike ? 0 : 1);
