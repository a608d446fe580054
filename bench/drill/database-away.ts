import { setTimeout as wait } from 'node:timers/promises';
import { type Drill, since, told } from './drill.ts';
import type { Sent } from './stage.ts';

const ROUNDS = 3;
const CALLERS = 10;
const AWAY_MS = 2500;
const LONGEST_ANSWER_MS = 3000;
const LONGEST_RETURN_MS = 5000;
const PAUSE_MS = 20;
const PATIENCE_MS = 6 * LONGEST_RETURN_MS;

/** R4: a database that dies takes nobody along. */
export const databaseAway: Drill = {
  promise: `PostgreSQL is killed with -9 and away for ${AWAY_MS} ms under ${CALLERS} callers, ${ROUNDS} times: the API lives on, says 503 within 3 s and never 500, and serves within 5 s of its return`,
  stage: { replicas: 1, env: { LOG_LEVEL: 'error' } },
  run: async (stage) => {
    const answers: Sent[] = [];
    let [over, returnedAt, slowestReturn] = [false, Infinity, 0];
    let firstServed: (() => void) | undefined;
    let lives = 1;
    void stage.at(0).ended.then(() => (lives = 0));
    const callers = Array.from({ length: CALLERS }, async (_, caller) => {
      for (let turn = 0; !over; turn += 1) {
        const sentAt = performance.now();
        const answer = await (turn % 2 === 0
          ? stage.send(0, 'GET', '/clients?limit=20')
          : stage.send(0, 'POST', '/clients', { name: `Svapo ${caller} ${turn}` }));
        answers.push(answer);
        if (answer.status < 300 && answer.status > 0 && sentAt > returnedAt) firstServed?.();
        await wait(PAUSE_MS);
      }
    });
    for (let round = 0; round < ROUNDS; round += 1) {
      await wait(1000);
      await stage.postgres.kill();
      await wait(AWAY_MS);
      await stage.postgres.start();
      returnedAt = performance.now();
      // A replica that died serves nobody any more; that is counted as well.
      await Promise.race([new Promise<void>((resolve) => (firstServed = resolve)), wait(PATIENCE_MS)]);
      slowestReturn = Math.max(slowestReturn, since(returnedAt));
      returnedAt = Infinity;
    }
    over = true;
    await Promise.all(callers);
    const many = (status: number) => answers.filter((answer) => answer.status === status).length;
    const unavailable = answers.filter(({ status }) => status === 503);
    const served = answers.filter(({ status }) => status === 200 || status === 201);
    told('answered 200 or 201', served.length);
    // What nobody has named yet, in the application's own words.
    const unnamed = stage
      .at(0)
      .said()
      .split('\n')
      .filter((line) => line.includes('unexpected error'));
    for (const line of unnamed.slice(0, 3)) console.log(line);
    return [
      { what: 'processes that lived on', promised: 1, counted: lives },
      { what: 'answered 503', promised: { atLeast: ROUNDS }, counted: unavailable.length },
      {
        ...{ what: 'of these without Retry-After', promised: 0 },
        counted: unavailable.filter(({ retryAfter }) => retryAfter === null).length,
      },
      { what: 'answered 500', promised: 0, counted: many(500) },
      { what: 'not answered', promised: 0, counted: many(0) },
      {
        ...{ what: 'answered otherwise', promised: 0 },
        counted: answers.length - served.length - unavailable.length - many(500) - many(0),
      },
      {
        ...{ what: 'milliseconds of the slowest 503', promised: { atMost: LONGEST_ANSWER_MS } },
        counted: Math.round(Math.max(...unavailable.map(({ milliseconds }) => milliseconds))),
      },
      {
        ...{
          what: 'milliseconds from the return to the first answer',
          promised: { atMost: LONGEST_RETURN_MS },
        },
        counted: slowestReturn,
      },
    ];
  },
};
