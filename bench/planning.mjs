// npm run bench:planning [-- rounds]: how late the event loop of the application is while eight days of forty candidates
// are planned at once, and how long one such plan takes when nobody else asks. Figures: docs/routing.md.
import { cpus, loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { runMain } from '../scripts/support/problem.mjs';
import { inProject } from '../scripts/support/project.mjs';
import { startOwnInstance } from './support/own-instance.mjs';

const ROUNDS = Number(process.argv[2] ?? 3);
const CANDIDATES = 40;
const AT_ONCE = 8;
const OFFICE = { latitude: 45.4642, longitude: 9.19 };
const SPREAD_DEGREES = 0.12;

async function main() {
  process.env.NODE_FLAGS ??= `--min-semi-space-size=16 --max-semi-space-size=16 --import=${inProject('bench/support/loop-delay.mjs')}`;
  const own = await startOwnInstance({ COSTLY_PER_MINUTE: '1000000', COSTLY_AT_ONCE: '100' });
  try {
    const call = await callerOf(own);
    const clientIds = await bringClients(call);
    const plan = async (seed) => {
      const started = performance.now();
      const response = await call('/routes/plan-day', dayOf(clientIds, seed));
      const { stops, degraded } = await response.json();
      if (response.status !== 201 || degraded) throw new Error(`no plan: ${response.status}`);
      return { ms: performance.now() - started, visits: stops.length };
    };
    await plan(1);
    console.log(
      `${cpus()[0]?.model.trim()} × ${cpus().length}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
    );
    await lateness(own, 'so far, starting up included');
    await wait(5000);
    await lateness(own, 'five seconds of nothing');
    const alone = [];
    for (let seed = 2; seed < 7; seed += 1) alone.push(await plan(seed));
    await lateness(own, 'five plans, one after the other');
    console.log(`one plan of ${CANDIDATES} candidates alone: ${spread(alone.map(({ ms }) => ms))} ms`);
    const together = [];
    for (let round = 0; round < ROUNDS; round += 1)
      together.push(...(await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => plan(10 * round + i)))));
    await lateness(own, `${ROUNDS} times ${AT_ONCE} plans at once`);
    console.log(
      `a plan among ${AT_ONCE}: ${spread(together.map(({ ms }) => ms))} ms; they wait for one another in the queue`,
    );
    await heldPlans(call, clientIds, own);
    return 0;
  } finally {
    await own.stop();
  }
}

/** The same with a calendar that is to change as little as it can: each plan is then made four times. */
async function heldPlans(call, clientIds, own) {
  const half = clientIds.slice(0, CANDIDATES / 2);
  const made = await call('/routes/plan-day', { ...dayOf(half, 1), commit: true });
  if (made.status !== 201) throw new Error(`no calendar: ${made.status}`);
  await wait(2000);
  await lateness(own, 'the calendar written');
  const held = async (seed) => {
    const started = performance.now();
    const response = await call('/routes/plan-day', { ...dayOf(clientIds, seed), minutesPerMove: 10 });
    if (response.status !== 201) throw new Error(`no plan: ${response.status}`);
    await response.arrayBuffer();
    return performance.now() - started;
  };
  const together = [];
  for (let round = 0; round < ROUNDS; round += 1)
    together.push(...(await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => held(10 * round + i)))));
  await lateness(own, `${ROUNDS} times ${AT_ONCE} plans at once with minutesPerMove`);
  console.log(`a plan with minutesPerMove among ${AT_ONCE}: ${spread(together)} ms`);
}

async function callerOf({ url, email, password }) {
  const base = `${url}/api/v1`;
  const post = (body, headers = {}) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const { accessToken } = await (await fetch(`${base}/auth/login`, post({ email, password }))).json();
  return (path, body) => fetch(`${base}${path}`, post(body, { authorization: `Bearer ${accessToken}` }));
}

async function bringClients(call) {
  const ids = [];
  for (let i = 0; i < CANDIDATES; i += 1) {
    const response = await call('/clients', {
      name: `Tabaccheria ${i}`,
      latitude: OFFICE.latitude + SPREAD_DEGREES * Math.sin(i * 12.9898),
      longitude: OFFICE.longitude + SPREAD_DEGREES * Math.sin(i * 78.233),
      openingHours: {
        mon: [
          ['08:30', '12:30'],
          ['14:30', '18:30'],
        ],
      },
    });
    if (response.status !== 201) throw new Error(`no client: ${await response.text()}`);
    ids.push((await response.json()).id);
  }
  return ids;
}

function dayOf(clientIds, seed) {
  return {
    ...{ date: '2026-04-13', clientIds, seed, start: OFFICE, objective: 'MAX_VISITS', visitMinutes: 20 },
    shift: { from: '08:30', to: '18:00' },
    lunchBreak: { from: '12:00', to: '14:30', minutes: 60 },
  };
}

/** What the application measured since it was last asked, printed by itself (bench/support/loop-delay.mjs). */
async function lateness(own, what) {
  process.stdout.write(`${what}: `);
  process.kill(own.pid, 'SIGUSR2');
  await wait(300);
}

function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return `median ${sorted[Math.floor(sorted.length / 2)].toFixed(0)}, most ${sorted.at(-1).toFixed(0)}`;
}

await runMain(main);
