// npm run drill:outbox [-- writes]: whether each write has its event although the application is killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { hash } from '@node-rs/argon2';
import pg from 'pg';
import setup from '../test/support/global-setup.mjs';
import teardown from '../test/support/global-teardown.mjs';
import { tryPort } from '../scripts/support/ports.mjs';

const WRITERS = 8;
const PASSWORD = 'corretto cavallo batteria 42';
const EMAIL = 'drill@example.test';

/**
 * Writes while the application is killed (-9) at random moments; a receiver that is slow, fails and hangs up now and then
 * notes the events. No acknowledged write may be missing, no row without its event, no event without its row.
 * @param {string} writes how many; 1000 if not said
 * @returns {Promise<boolean>} whether all of that held
 */
async function drill(writes = '1000') {
  await setup();
  const receiver = await startReceiver();
  try {
    const database = await makeDatabase();
    const result = await run(Number(writes), database, receiver);
    return report(Number(writes), result, receiver);
  } finally {
    receiver.server.closeAllConnections();
    receiver.server.close();
    await teardown();
  }
}

async function run(writes, database, receiver) {
  let app = await serve(database.url);
  const token = await signIn(app.url);
  const call = (path, body) => post(app.url, token, path, body);
  await call('/webhooks', { url: receiver.url, events: ['client.created'] });
  const told = [];
  let sent = 0;
  const writers = Array.from({ length: WRITERS }, async () => {
    while (told.length < writes) {
      sent += 1;
      // A killed process is started again meanwhile.
      const answer = await call('/clients', { name: `Svapo ${sent}` }).catch(unlessRefused);
      if (answer) told.push(answer.id);
      else await wait(20);
    }
  });
  let kills = 0;
  while (told.length < writes) {
    const enough = Math.min(told.length + 10 + Math.random() * 80, writes);
    while (told.length < enough) await wait(5);
    if (told.length >= writes) break;
    await app.kill();
    kills += 1;
    app = await serve(database.url);
  }
  await Promise.all(writers);
  const done = performance.now();
  const counted = () =>
    database.query('SELECT count(*)::int AS n FROM webhook_deliveries WHERE status <> $1', ['DELIVERED']);
  const rows = (await database.query('SELECT id FROM clients')).map(({ id }) => id);
  while ((await counted())[0].n > 0 || receiver.effects.size < rows.length) {
    if (performance.now() - done > 180_000) break;
    await wait(100);
  }
  const seconds = (performance.now() - done) / 1000;
  await app.kill();
  await database.end();
  return { told, rows, kills, seconds };
}

function report(writes, { told, rows, kills, seconds }, { arrivals, refused, effects }) {
  const written = new Set(rows);
  const eventRows = new Set(effects.values());
  const counts = {
    'writes acknowledged': told.length,
    'kill -9 meanwhile': kills,
    'rows in the table': rows.length,
    'acknowledged and missing': told.filter((id) => !written.has(id)).length,
    'requests with an event': arrivals.count,
    'of these answered 503 or cut off': refused.count,
    'effects after dropping ids seen before': effects.size,
    'rows without an event': rows.filter((id) => !eventRows.has(id)).length,
    'events without a row': [...eventRows].filter((id) => !written.has(id)).length,
    'rows with two effects': effects.size - eventRows.size,
    'seconds until the last event came': seconds.toFixed(1),
  };
  console.log(`${writes} writes, ${cpus()[0]?.model.trim()} × ${cpus().length}, Node ${process.version}\n`);
  for (const [name, value] of Object.entries(counts)) console.log(`${name.padEnd(40)} ${value}`);
  return [
    'acknowledged and missing',
    'rows without an event',
    'events without a row',
    'rows with two effects',
  ].every((name) => counts[name] === 0);
}

/** Takes effects once for each event id, as an integrator does. */
async function startReceiver() {
  const effects = new Map();
  const arrivals = { count: 0 };
  const refused = { count: 0 };
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    arrivals.count += 1;
    const chance = Math.random();
    if (chance < 0.02) {
      refused.count += 1;
      response.writeHead(503).end();
      return;
    }
    const { id, entityId } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    effects.set(id, entityId);
    await wait(Math.random() * 20);
    if (chance < 0.04) {
      // Taken, but the sender never learns of it.
      refused.count += 1;
      response.destroy();
      return;
    }
    response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${server.address().port}/`, effects, arrivals, refused };
}

async function makeDatabase() {
  const admin = new pg.Client({ connectionString: process.env.TEST_PG_URL });
  await admin.connect();
  await admin.query('DROP DATABASE IF EXISTS drill_outbox');
  await admin.query('CREATE DATABASE drill_outbox TEMPLATE nexus_template');
  await admin.end();
  const url = new URL(process.env.TEST_PG_URL);
  url.pathname = '/drill_outbox';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const passwordHash = await hash(PASSWORD);
  await client.query(
    "INSERT INTO users (email, full_name, password_hash, status, role) VALUES ($1, $2, $3, 'ACTIVE', 'ADMIN')",
    [EMAIL, 'Drill', passwordHash],
  );
  return {
    url: url.href,
    query: async (text, values) => (await client.query(text, values)).rows,
    end: () => client.end(),
  };
}

async function serve(databaseUrl) {
  const port = await tryPort(0);
  const child = spawn(process.execPath, ['dist/main.js'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      JWT_SECRET: 'only for the drill: thirty-two bytes and more',
      ACCESS_TOKEN_SECONDS: '3600',
      LOG_LEVEL: 'fatal',
      KPI_REFRESH_CRON: '',
      HOUSEKEEPING_CRON: '',
      REQUESTS_PER_MINUTE: '1000000',
      WEBHOOK_ALLOW_LOOPBACK: 'true',
      WEBHOOK_TIMEOUT_SECONDS: '2',
    },
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${url}/health/ready`).catch(() => undefined))?.ok) {
    if (child.exitCode !== null) throw new Error(`the application ended with ${child.exitCode}`);
    await wait(50);
  }
  return {
    url,
    kill: async () => {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function signIn(url) {
  const { accessToken } = await post(url, '', '/auth/login', { email: EMAIL, password: PASSWORD });
  return accessToken;
}

/** What the killed process could not answer is no news; a refusal would be. */
function unlessRefused(error) {
  if (error instanceof Refused) throw error;
}

class Refused extends Error {}

/** @throws when the process is away, and when it refuses */
async function post(url, token, path, body) {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Refused(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

process.exitCode = (await drill(process.argv[2])) ? 0 : 1;
