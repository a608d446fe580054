import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { type Drill, type Finding, since, told } from './drill.ts';
import { sleepers, writeSlowly } from './slowly.ts';
import type { Sent, Stage } from './stage.ts';

const STATEMENT_MS = 15_000;
const LOCK_MS = 5000;
const IDLE_MS = 30_000;
/** For what stands beside the wait itself, on a machine that has other work. */
const MARGIN_MS = 3000;

/** R8: nothing holds a connection or a lock for ever. */
export const statementLimits: Drill = {
  promise: `a statement of a minute ends after ${STATEMENT_MS / 1000} s, a wait for a lock after ${LOCK_MS / 1000} s, an idle transaction of a frozen process after ${IDLE_MS / 1000} s; the answer is 503 and the connection serves on`,
  stage: { env: { DATABASE_POOL_SIZE: '1' } },
  run: async (stage) => {
    await writeSlowly(stage);
    const made = await stage.send(1, 'POST', '/clients', { name: 'Svapo' });
    const path = `/clients/${(JSON.parse(made.text) as { id: string }).id}`;
    return [
      ...(await tooLong(stage)),
      ...(await lockedOut(stage, path)),
      ...(await frozenMidway(stage, path)),
    ];
  },
};

const sessions = async (stage: Stage): Promise<number[]> =>
  (
    await stage.rows<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'nexus-crm replica-0'",
    )
  ).map(({ pid }) => pid);

/** One that had nothing to do may have been closed meanwhile; none may be new. */
const areOf = (before: readonly number[], now: readonly number[]): boolean =>
  now.length > 0 && now.every((pid) => before.includes(pid));

function refusal(how: string, answer: Sent, limit: number): Finding[] {
  return [
    { what: `${how}: status`, promised: 503, counted: answer.status },
    { what: `${how}: Retry-After, seconds`, promised: { atLeast: 1 }, counted: Number(answer.retryAfter) },
    {
      ...{ what: `${how}: milliseconds`, promised: { atMost: limit + MARGIN_MS } },
      counted: Math.round(answer.milliseconds),
    },
  ];
}

async function tooLong(stage: Stage): Promise<Finding[]> {
  await stage.send(0, 'GET', '/clients?limit=1');
  const before = await sessions(stage);
  const answer = await stage.send(0, 'POST', '/clients', { name: 'Lento 60' });
  const next = await stage.send(0, 'GET', '/clients?limit=1');
  const same = areOf(before, await sessions(stage));
  return [
    ...refusal('a statement of a minute', answer, STATEMENT_MS),
    { what: 'the next request of that one connection: status', promised: 200, counted: next.status },
    { what: 'no other session of PostgreSQL was begun for it', promised: 1, counted: Number(same) },
    {
      ...{ what: 'rows of the statement that was ended', promised: 0 },
      counted: await stage.count("SELECT count(*) FROM clients WHERE name = 'Lento 60'"),
    },
  ];
}

async function lockedOut(stage: Stage, path: string): Promise<Finding[]> {
  const holder = new Client({ connectionString: stage.postgres.url });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM clients FOR UPDATE');
  const before = await sessions(stage);
  const answer = await stage.send(0, 'PATCH', path, { name: 'Svapo Due' });
  await holder.query('ROLLBACK');
  await holder.end();
  const next = await stage.send(0, 'PATCH', path, { name: 'Svapo Tre' });
  const same = areOf(before, await sessions(stage));
  return [
    ...refusal('a row that somebody holds', answer, LOCK_MS),
    { what: 'the same edit once it is free: status', promised: 200, counted: next.status },
    { what: 'no other session of PostgreSQL was begun for it', promised: 1, counted: Number(same) },
  ];
}

/** SIGSTOP in the midst of a transaction: to PostgreSQL its session is idle, and holds the client's row. */
async function frozenMidway(stage: Stage, path: string): Promise<Finding[]> {
  const { pid } = stage.at(0);
  const frozen = stage.send(0, 'PATCH', path, { name: 'Lento 1' });
  while (!(await sleepers(stage)).includes('replica-0')) await wait(10);
  process.kill(pid, 'SIGSTOP');
  const start = performance.now();
  const answers: Sent[] = [];
  while (answers.at(-1)?.status !== 200 && since(start) < 3 * IDLE_MS)
    answers.push(await stage.send(1, 'PATCH', path, { name: 'Svapo Quattro' }));
  const freed = since(start);
  process.kill(pid, 'SIGCONT');
  const late = await frozen;
  told('the frozen process answered when it went on', late.status);
  const after = await stage.send(0, 'GET', '/clients?limit=1');
  const refused = answers.filter(({ status }) => status === 503).length;
  return [
    { what: 'a frozen process holds a row: others told 503', promised: { atLeast: 1 }, counted: refused },
    { what: 'others answered otherwise', promised: 1, counted: answers.length - refused },
    {
      ...{ what: 'milliseconds until the row was free', promised: { atMost: IDLE_MS + LOCK_MS + MARGIN_MS } },
      counted: freed,
    },
    { what: 'the process serves again when it goes on: status', promised: 200, counted: after.status },
    {
      ...{ what: 'what it had not committed', promised: 0 },
      counted: await stage.count("SELECT count(*) FROM clients WHERE name = 'Lento 1'"),
    },
  ];
}
