import { randomInt as random, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Drill, type Finding, inParallel, some, told } from './drill.ts';
import type { Sent, Stage } from './stage.ts';

const KEYS = 1000;
const AT_A_TIME = 8;
const ROUNDS_OF_DEATH = 10;
const POSTS_A_ROUND = 50;

interface Keyed {
  key: string;
  name: string;
}

const keyed = (prefix: string, count: number): Keyed[] =>
  Array.from({ length: count }, (_, index) => ({ key: randomUUID(), name: `${prefix} ${index}` }));

const post = (stage: Stage, replica: 0 | 1, { key, name }: Keyed): Promise<Sent> =>
  stage.send(replica, 'POST', '/clients', { name }, { 'idempotency-key': key });

/** R2: one key, one effect, one answer. */
export const idempotency: Drill = {
  promise: `${KEYS} POSTs sent five times each with one key, three at once, to two replicas: ${KEYS} rows and equal answers; and kill -9 leaves neither half`,
  run: async (stage, { share }) => {
    const keys = some(KEYS, share);
    return [
      ...(await sentFiveTimes(stage, keys)),
      ...(await killedMidway(stage, keys, some(ROUNDS_OF_DEATH, share))),
    ];
  },
};

async function sentFiveTimes(stage: Stage, keys: number): Promise<Finding[]> {
  const requests = keyed('Once', keys);
  let [inProgress, unequal, reusedRefused] = [0, 0, 0];
  const untilAnswered = async (replica: 0 | 1, request: Keyed): Promise<string> => {
    let answer = await post(stage, replica, request);
    while (answer.status === 409) {
      inProgress += 1;
      await wait(20);
      answer = await post(stage, replica, request);
    }
    return `${answer.status} ${answer.text}`;
  };
  await inParallel(requests, AT_A_TIME, async (request) => {
    const answers = await Promise.all(([0, 1, 0] as const).map((replica) => untilAnswered(replica, request)));
    for (const replica of [1, 0] as const) answers.push(await untilAnswered(replica, request));
    if (new Set(answers).size !== 1 || !answers[0]?.startsWith('201 ')) unequal += 1;
    const other = await post(stage, 1, { ...request, name: 'Other' });
    if (other.status === 422) reusedRefused += 1;
  });
  told('told to wait (409) while the same one was under way', inProgress);
  const rows = "SELECT count(*) FROM clients WHERE name LIKE 'Once %'";
  return [
    { what: 'rows', promised: keys, counted: await stage.count(rows) },
    { what: 'keys whose five answers differ', promised: 0, counted: unequal },
    { what: 'another body with a used key, refused with 422', promised: keys, counted: reusedRefused },
    {
      ...{ what: 'rows of another body', promised: 0 },
      counted: await stage.count("SELECT count(*) FROM clients WHERE name = 'Other'"),
    },
  ];
}

/** All are sent again after the death, as a phone does: what was done is answered, what was not is done. */
async function killedMidway(stage: Stage, keysBefore: number, rounds: number): Promise<Finding[]> {
  const all: Keyed[] = [];
  let [unanswered, failed] = [0, 0];
  const deathAfter = (round: number) => (round * POSTS_A_ROUND) / rounds;
  for (let round = 0; round < rounds; round += 1) {
    const requests = keyed(`Mortal ${round}`, POSTS_A_ROUND);
    all.push(...requests);
    let answered = 0;
    const sending = inParallel(requests, AT_A_TIME, async (request) => {
      if ((await post(stage, 0, request)).status === 201) answered += 1;
      else unanswered += 1;
    });
    // Each round a little later, always in the midst of others.
    while (answered < deathAfter(round)) await wait(1);
    await wait(random(20));
    await stage.killReplica(0);
    await sending;
    await inParallel(requests, AT_A_TIME, async (request) => {
      let answer = await post(stage, 1, request);
      // The dead process's transactions end a moment after it.
      while (answer.status === 409) {
        await wait(50);
        answer = await post(stage, 1, request);
      }
      if (answer.status !== 201) failed += 1;
    });
  }
  told(`POSTs that kill -9 left without an answer, in ${rounds} deaths`, unanswered);
  const rows = await stage.count("SELECT count(*) FROM clients WHERE name LIKE 'Mortal %'");
  const names = await stage.count("SELECT count(DISTINCT name) FROM clients WHERE name LIKE 'Mortal %'");
  const kept = await stage.count('SELECT count(*) FROM idempotent_answers');
  return [
    { what: 'refused when sent again', promised: 0, counted: failed },
    { what: 'rows after sending all again', promised: all.length, counted: rows },
    { what: 'of these, different ones', promised: all.length, counted: names },
    { what: 'kept answers, one for each row', promised: all.length + keysBefore, counted: kept },
  ];
}
