import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { type Drill, type Finding, since, told } from './drill.ts';
import type { Stage } from './stage.ts';

const FAULTS_FILE = fileURLToPath(new URL('faults.mjs', import.meta.url));
const PATIENCE_MS = 120_000;
const BLOCKED_MS = 5000;
/** How long a proxy waits for ready. */
const PROBE_MS = 1000;

const HARM = {
  rejection: 'an unhandled rejection',
  memory: 'no memory left',
  loop: 'the event loop blocked for 5 s',
} as const;

/** R14: one replica's harm is its own. */
export const oneWorkerDies: Drill = {
  promise:
    'a replica meets an unhandled rejection, runs out of memory, blocks its event loop for 5 s: its ready goes red, it is started again where it died, and the other one serves every request meanwhile',
  run: async (stage) => {
    const findings: Finding[] = [];
    for (const fault of ['rejection', 'memory', 'loop'] as const)
      findings.push(...(await harmed(stage, fault)));
    return findings;
  },
};

async function harmed(stage: Stage, fault: keyof typeof HARM): Promise<Finding[]> {
  const settings = {
    FAULT: fault,
    NODE_OPTIONS: `--max-old-space-size=128 --import=${FAULTS_FILE}`,
  };
  await stage.at(0).stop();
  await stage.startReplica(0, settings);
  const { pid } = stage.at(0);
  const how = HARM[fault];
  let [over, deaths, code] = [false, 0, 0 as number | null];
  // Stands for `restart: unless-stopped` of the containers: whoever ends is started again.
  const supervised = stage.at(0).ended.then(async (exit) => {
    if (over) return;
    [deaths, code] = [deaths + 1, exit];
    await stage.startReplica(0);
  });
  const others: number[] = [];
  const calls = (async () => {
    while (!over) {
      others.push((await stage.send(1, 'GET', '/clients?limit=5')).status);
      await wait(20);
    }
  })();
  process.kill(pid, 'SIGUSR2');
  const start = performance.now();
  let seenRed = 0;
  while (since(start) < PATIENCE_MS) {
    const status = await stage.health(0, 'ready', PROBE_MS);
    if (status !== 200) seenRed += 1;
    else if (seenRed > 0) break;
    await wait(50);
  }
  const red = since(start);
  if (fault !== 'loop') await supervised;
  const green = await stage.health(0, 'ready', PROBE_MS);
  over = true;
  await calls;
  told(`${how}: milliseconds until ready was green again`, red);
  if (fault !== 'loop') told(`${how}: exit code (0: a signal)`, code ?? 0);
  told(`${how}: requests to the other replica meanwhile`, others.length);
  return [
    { what: `${how}: ready was red, of the calls to it`, promised: { atLeast: 1 }, counted: seenRed },
    { what: `${how}: ended and started again`, promised: fault === 'loop' ? 0 : 1, counted: deaths },
    { what: `${how}: ready afterwards`, promised: 200, counted: green },
    {
      ...{ what: `${how}: requests that the other replica did not serve`, promised: 0 },
      counted: others.filter((status) => status !== 200).length,
    },
    ...(fault === 'loop'
      ? [
          {
            what: `${how}: milliseconds until ready was green`,
            promised: { atMost: BLOCKED_MS + 2000 },
            counted: red,
          },
        ]
      : []),
  ];
}
