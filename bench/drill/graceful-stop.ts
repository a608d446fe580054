import { setTimeout as wait } from 'node:timers/promises';
import { type Drill, type Finding, since, told } from './drill.ts';
import { type Exchange, KeepAliveClient } from './keep-alive-client.ts';
import { refreshSlowly, sleepers, writeSlowly } from './slowly.ts';
import type { Stage } from './stage.ts';

const CLIENTS = 20;
const SLOW_SHARE = 4;
const BEFORE_MS = 3000;
const LONGEST_MS = 10_000;

/** R3: who was sent before the stop is answered, and the process is gone in time. */
export const gracefulStop: Drill = {
  promise: `SIGTERM under ${CLIENTS} keep-alive clients, each fourth request 1 s long, then again with a job of a minute under way: every request sent before is answered, and the process ends within 10 s with code 0`,
  stage: { env: { DRAIN_SECONDS: '2' } },
  run: async (stage) => {
    await writeSlowly(stage);
    const quiet = await stopped(stage, 0, 'without a job');
    await refreshSlowly(stage, 60);
    await stage.startReplica(0, { KPI_REFRESH_CRON: '0 0 1 1 *' });
    while (!(await sleepers(stage)).includes('replica-0')) await wait(50);
    const busy = await stopped(stage, 0, 'with a job');
    const left = await stage.count("SELECT count(*) FROM job_runs WHERE job = 'kpi-refresh'");
    return [...quiet, ...busy, { what: 'rows of the job that was cut off', promised: 0, counted: left }];
  },
};

async function stopped(stage: Stage, number: number, how: string): Promise<Finding[]> {
  const replica = stage.at(number);
  const exchanges: Exchange[] = [];
  let over = false;
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    const connection = new KeepAliveClient();
    for (let turn = 0; !over; turn += 1) {
      const slow = (client + turn) % SLOW_SHARE === 0;
      const exchange = await (slow
        ? connection.call(`${replica.url}/api/v1/clients`, 'POST', stage.headersOf('aldo'), {
            name: `Lento 1 ${client} ${turn}`,
          })
        : connection.call(`${replica.url}/api/v1/clients?limit=20`, 'GET', stage.headersOf('aldo')));
      exchanges.push(exchange);
      if (exchange.failure) await wait(50);
    }
    connection.close();
  });
  await wait(BEFORE_MS);
  const stopAt = performance.now();
  process.kill(replica.pid, 'SIGTERM');
  const code = await Promise.race([replica.ended, wait(2 * LONGEST_MS).then(() => -1)]);
  const took = since(stopAt);
  over = true;
  await Promise.all(clients);
  if (code === -1) await replica.kill();

  const before = exchanges.filter(({ sentAt }) => sentAt < stopAt);
  const after = exchanges.filter(({ sentAt }) => sentAt >= stopAt);
  const cutOff = (some: Exchange[]) =>
    some.filter(({ failure }) => failure !== null && failure !== 'ECONNREFUSED').length;
  const refused = (some: Exchange[]) => some.filter(({ failure }) => failure === 'ECONNREFUSED').length;
  told(`${how}: requests before SIGTERM`, before.length);
  told(`${how}: answered although sent after it`, after.filter(({ status }) => status > 0).length);
  told(`${how}: sent after it and refused at the door`, refused(after));
  told(`${how}: sent after it and met by the closing door`, cutOff(after));
  told(`${how}: sent after it and told 503`, after.filter(({ status }) => status === 503).length);
  const underWay = before.filter(({ endedAt }) => endedAt > stopAt).length;
  return [
    { what: `${how}: requests under way at SIGTERM`, promised: { atLeast: 1 }, counted: underWay },
    { what: `${how}: sent before and cut off`, promised: 0, counted: cutOff(before) + refused(before) },
    {
      ...{ what: `${how}: sent before and answered with an error`, promised: 0 },
      counted: before.filter(({ status }) => status >= 400).length,
    },
    { what: `${how}: milliseconds until the process ended`, promised: { atMost: LONGEST_MS }, counted: took },
    { what: `${how}: exit code`, promised: 0, counted: code ?? -2 },
  ];
}
