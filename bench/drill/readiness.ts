import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { type Drill, type Finding, since, told } from './drill.ts';
import { KeepAliveClient } from './keep-alive-client.ts';
import type { Stage } from './stage.ts';

const LONGEST_MS = 2000;
const CALLS_A_SECOND = 1000;
const SECONDS = 5;
/** Of the calls that are due; the last ones are answered a little after the five seconds. */
const RATE_KEPT = 0.9;

/** R9: what a proxy and a supervisor are told is so. */
export const readiness: Drill = {
  promise: `with PostgreSQL dead or frozen live stays 200 and ready is 503 within 2 s; ${CALLS_A_SECOND} calls a second to ready are one query a second; from SIGTERM on ready is 503 while requests are still served`,
  stage: { env: { DRAIN_SECONDS: '2' } },
  run: async (stage) => [
    ...(await withoutDatabase(
      stage,
      'dead',
      () => stage.postgres.kill(),
      () => stage.postgres.start(),
    )),
    ...(await withoutDatabase(
      stage,
      'frozen',
      () => signalServer(stage, 'SIGSTOP'),
      () => signalServer(stage, 'SIGCONT'),
    )),
    ...(await askedOften(stage)),
    ...(await stopping(stage)),
  ],
};

async function withoutDatabase(
  stage: Stage,
  how: string,
  take: () => Promise<void>,
  give: () => Promise<void>,
): Promise<Finding[]> {
  while ((await stage.health(0, 'ready')) !== 200) await wait(100);
  await take();
  const takenAt = performance.now();
  while ((await stage.health(0, 'ready', 10_000)) !== 503) await wait(20);
  const red = since(takenAt);
  let alive = 0;
  for (let times = 0; times < 10; times += 1) if ((await stage.health(0, 'live')) === 200) alive += 1;
  await give();
  const givenAt = performance.now();
  while ((await stage.health(0, 'ready', 10_000)) !== 200) await wait(20);
  return [
    {
      what: `database ${how}: milliseconds until ready said 503`,
      promised: { atMost: LONGEST_MS },
      counted: red,
    },
    { what: `database ${how}: live said 200, of 10 calls`, promised: 10, counted: alive },
    {
      ...{ what: `database back: milliseconds until ready said 200`, promised: { atMost: 5000 } },
      counted: since(givenAt),
    },
  ];
}

/** The postmaster and its processes; each of these leads a group of its own. */
function signalServer(stage: Stage, signal: 'SIGSTOP' | 'SIGCONT'): Promise<void> {
  const postmaster = stage.postgres.pid();
  process.kill(postmaster, signal);
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    if (parentOf(name) === postmaster) process.kill(Number(name), signal);
  }
  return Promise.resolve();
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch (error) {
    // It ended between the listing and the look.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** PostgreSQL writes every statement down meanwhile. */
async function askedOften(stage: Stage): Promise<Finding[]> {
  await stage.rows("ALTER SYSTEM SET log_statement = 'all'");
  await stage.rows('SELECT pg_reload_conf()');
  await wait(1500);
  const asked = () =>
    readFileSync(stage.postgres.log, 'utf8')
      .split('\n')
      .filter((line) => /: SELECT 1$/.test(line)).length;
  const before = asked();
  const clients = Array.from({ length: 20 }, () => new KeepAliveClient());
  const calls: Promise<number>[] = [];
  const url = `${stage.at(0).url}/health/ready`;
  const start = performance.now();
  while (since(start) < SECONDS * 1000) {
    // As many as are due by now; a timer that comes late catches up.
    while (calls.length < (since(start) * CALLS_A_SECOND) / 1000) {
      const client = clients[calls.length % clients.length];
      if (client) calls.push(client.call(url, 'GET', {}).then(({ status }) => status));
    }
    await wait(5);
  }
  const green = (await Promise.all(calls)).filter((status) => status === 200).length;
  const took = since(start);
  const seconds = Math.ceil(took / 1000);
  for (const client of clients) client.close();
  await stage.rows("ALTER SYSTEM SET log_statement = 'none'");
  await stage.rows('SELECT pg_reload_conf()');
  told('seconds until all were answered', seconds);
  return [
    {
      what: 'calls to ready that were answered in a second',
      promised: { atLeast: CALLS_A_SECOND * RATE_KEPT },
      counted: Math.floor((calls.length * 1000) / took),
    },
    {
      what: 'calls to ready',
      promised: { atLeast: CALLS_A_SECOND * SECONDS - CALLS_A_SECOND },
      counted: calls.length,
    },
    { what: 'of these not answered 200', promised: 0, counted: calls.length - green },
    { what: 'queries that they were', promised: { atMost: seconds + 1 }, counted: asked() - before },
  ];
}

async function stopping(stage: Stage): Promise<Finding[]> {
  const { pid, ended } = stage.at(0);
  process.kill(pid, 'SIGTERM');
  const stopAt = performance.now();
  let isOver = false;
  void ended.then(() => (isOver = true));
  const [ready, served]: [number[], number[]] = [[], []];
  // Enough for the signal to arrive.
  await wait(100);
  while (!isOver && since(stopAt) < 1500) {
    ready.push(await stage.health(0, 'ready'));
    served.push((await stage.send(0, 'GET', '/clients?limit=5')).status);
    await wait(20);
  }
  await ended;
  const many = (answers: number[], status: number) => answers.filter((answer) => answer === status).length;
  return [
    { what: 'SIGTERM: ready said 503', promised: { atLeast: 5 }, counted: many(ready, 503) },
    { what: 'SIGTERM: ready said anything else', promised: 0, counted: ready.length - many(ready, 503) },
    { what: 'SIGTERM: requests served meanwhile', promised: ready.length, counted: many(served, 200) },
  ];
}
