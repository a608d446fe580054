import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { type Drill, quantile, since, told } from './drill.ts';
import { writeSlowly } from './slowly.ts';
import type { Sent, Stage } from './stage.ts';

const CLIENTS = 500;
const POOL_WAIT_MS = 3000;
/** For the work itself, beside the wait. */
const MARGIN_MS = 1000;
const CALM_CALLERS = 5;
const CALM_MS = 5000;
const PAUSE_MS = 100;

/** When it was asked, in milliseconds from the beginning of the load, and what came of it. */
type Answer = Sent & { began: number };

/** R10: more callers than the database serves cost these callers a wait or a refusal, and nobody anything afterwards. */
export const poolExhaustion: Drill = {
  promise: `${CLIENTS} clients on a pool of 10, each second request a slow write: nobody waits longer than the pool lets them, the others are told 503 with Retry-After; afterwards it answers as before within 5 s, and memory stays flat (--minutes 30 for the full claim)`,
  stage: { replicas: 1 },
  run: async (stage, { minutes }) => {
    await writeSlowly(stage);
    await calm(stage);
    const base = quantile(await calm(stage), 0.99);
    const loaded = await load(stage, minutes * 60_000);
    const [answers, sizes] = [loaded.answers, loaded.sizes];
    await wait(CALM_MS);
    const after = quantile(await calm(stage), 0.99);
    const served = answers.filter(({ status }) => status === 200 || status === 201);
    const refused = answers.filter(({ status }) => status === 503);
    const times = answers.map(({ milliseconds }) => milliseconds);
    told('served', served.length);
    told('told 503', refused.length);
    told('p50 of all, milliseconds', quantile(times, 0.5));
    told('p99 of all, milliseconds', quantile(times, 0.99));
    tellLongest(answers);
    told('p99 before the load, milliseconds', base);
    // The first quarter is for growing to what the load needs.
    const half = sizes.slice(Math.floor(sizes.length / 4));
    const [early, late] = [half.slice(0, half.length / 3), half.slice((half.length * 2) / 3)];
    told('resident megabytes, in the middle of the load', quantile(early, 0.5));
    told('resident megabytes, at its end', quantile(late, 0.5));
    return [
      { what: 'told 503', promised: { atLeast: 1 }, counted: refused.length },
      {
        ...{ what: 'of these without Retry-After', promised: 0 },
        counted: refused.filter(({ retryAfter }) => retryAfter === null).length,
      },
      { what: 'served', promised: { atLeast: 1 }, counted: served.length },
      {
        what: 'any other answer, or none',
        promised: 0,
        counted: answers.length - served.length - refused.length,
      },
      {
        ...{ what: 'milliseconds of the longest answer', promised: { atMost: POOL_WAIT_MS + MARGIN_MS } },
        counted: Math.round(times.reduce((longest, time) => Math.max(longest, time), 0)),
      },
      {
        ...{ what: 'p99 5 s after the load, milliseconds', promised: { atMost: 2 * base + 50 } },
        counted: after,
      },
      {
        ...{ what: 'percent that memory grew by from the middle of the load on', promised: { atMost: 10 } },
        counted: Math.round((quantile(late, 0.5) / quantile(early, 0.5) - 1) * 100),
      },
    ];
  },
};

/** Whose wait it was: of the first callers, who meet it all at once, or of somebody in the middle. */
function tellLongest(answers: readonly Answer[]): void {
  const longest = answers.toSorted((one, other) => other.milliseconds - one.milliseconds).slice(0, 10);
  const words = longest.map(
    ({ milliseconds, status, began }) =>
      `${Math.round(milliseconds)} ms (${status}, asked after ${(began / 1000).toFixed(1)} s)`,
  );
  told('the longest answers', words.join(', '));
}

/** How long a few callers wait for an answer. */
async function calm(stage: Stage): Promise<number[]> {
  const times: number[] = [];
  const start = performance.now();
  const caller = async (): Promise<void> => {
    while (since(start) < CALM_MS) times.push((await stage.send(0, 'GET', '/clients?limit=20')).milliseconds);
  };
  await Promise.all(Array.from({ length: CALM_CALLERS }, caller));
  return times;
}

async function load(stage: Stage, duration: number): Promise<{ answers: Answer[]; sizes: number[] }> {
  const answers: Answer[] = [];
  const sizes: number[] = [];
  const start = performance.now();
  const client = async (_: unknown, number: number): Promise<void> => {
    for (let turn = 0; since(start) < duration; turn += 1) {
      const began = since(start);
      const answer = await ((number + turn) % 2 === 0
        ? stage.send(0, 'GET', '/clients?limit=20')
        : stage.send(0, 'POST', '/clients', { name: `Lento 0.2 ${number} ${turn}` }));
      // The text of half an hour's answers would be the drill's own memory.
      answers.push({ ...answer, text: '', began });
      await wait(PAUSE_MS);
    }
  };
  const measure = async (): Promise<void> => {
    while (since(start) < duration) {
      sizes.push(residentMegabytes(stage.at(0).pid));
      await wait(1000);
    }
  };
  await Promise.all([...Array.from({ length: CLIENTS }, client), measure()]);
  return { answers, sizes };
}

function residentMegabytes(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
