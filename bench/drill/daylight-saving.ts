import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { addDeals, daysThatDiffer, openPipeline } from './deals.ts';
import { type Drill, type Finding, since, told } from './drill.ts';
import type { Stage } from './stage.ts';

const CLOCK_FILE = fileURLToPath(new URL('shifted-clock.mjs', import.meta.url));
const HALF_HOUR_MS = 1_800_000;
const LEAD_MS = 5000;
const AFTER_MS = 5000;
const PATIENCE_MS = 120_000;

/** Three days about the change each, with the half-hours that they have, and the moments that a job may trip over. */
const CHANGES = [
  {
    name: 'March',
    from: '2026-03-27T23:00:00Z',
    days: { '2026-03-28': 48, '2026-03-29': 46, '2026-03-30': 48 },
    nights: ['2026-03-28T23:00:00Z', '2026-03-29T01:00:00Z', '2026-03-29T22:00:00Z'],
  },
  {
    name: 'October',
    from: '2026-10-23T22:00:00Z',
    days: { '2026-10-24': 48, '2026-10-25': 50, '2026-10-26': 48 },
    nights: ['2026-10-24T22:00:00Z', '2026-10-25T01:00:00Z', '2026-10-25T23:00:00Z'],
  },
] as const;

/** R15: the days of Rome, also the two that are no 24 hours. */
export const daylightSaving: Drill = {
  promise:
    'a deal each half-hour about 29 March and 25 October 2026: days of 23 and 25 hours, no deal lost or counted twice; two replicas whose clocks run through the midnights and the change: each day has its jobs once',
  stage: {
    replicas: 0,
    env: { KPI_REFRESH_CRON: '* * * * * *', HOUSEKEEPING_CRON: '* * * * * *' },
  },
  run: async (stage) => {
    await openPipeline(stage);
    // A rehearsal: the clocks are to begin so much before each moment that both replicas are up when it comes.
    const boot = performance.now();
    await stage.startReplica(0);
    const lead = 2 * since(boot) + LEAD_MS;
    await stage.at(0).stop();
    await stage.rows('DELETE FROM job_runs');
    const findings: Finding[] = [];
    for (const change of CHANGES) {
      const halfHours = Object.values(change.days).reduce((sum, count) => sum + count, 0);
      const first = Date.parse(change.from);
      const moments = Array.from({ length: halfHours }, (_, index) => new Date(first + index * HALF_HOUR_MS));
      await addDeals(stage, moments);
      for (const night of change.nights) findings.push(...(await throughTheNight(stage, night, lead)));
      findings.push(...(await counted(stage, change)));
    }
    const differing = await daysThatDiffer(stage);
    const failed = await stage.count('SELECT count(*) FROM job_runs WHERE error IS NOT NULL');
    return [
      ...findings,
      {
        what: 'days on which the figures differ from a direct count',
        promised: 0,
        counted: differing,
      },
      { what: 'runs that failed', promised: 0, counted: failed },
    ];
  },
};

/** Two replicas whose clocks begin a little before a moment, until a little after it. */
async function throughTheNight(stage: Stage, night: string, lead: number): Promise<Finding[]> {
  const moment = Date.parse(night);
  const start = performance.now();
  const clock = () => new Date(moment - lead + since(start));
  const settings = () => ({
    CLOCK_STARTS: clock().toISOString(),
    NODE_OPTIONS: `--import=${CLOCK_FILE}`,
  });
  await Promise.all([0, 1].map((replica) => stage.startReplica(replica, settings())));
  told(
    `${night}: seconds of its clock before the moment when both were up`,
    (moment - clock().getTime()) / 1000,
  );
  const seconds = (from: number, to: number) =>
    stage.count(
      `SELECT count(*) FROM job_runs WHERE job = 'kpi-refresh' AND finished_at IS NOT NULL
         AND "window" >= $1 AND "window" < $2`,
      ...[from, to].map((at) => new Date(at).toISOString().slice(0, 19)),
    );
  while ((await seconds(moment + AFTER_MS, moment + PATIENCE_MS)) === 0 && since(start) < lead + PATIENCE_MS)
    await wait(200);
  for (const replica of stage.replicas) await replica.stop();
  return [
    {
      ...{
        what: `${night}: refreshes before the moment`,
        promised: { atLeast: 1 },
      },
      counted: await seconds(moment - lead, moment),
    },
    {
      ...{ what: `${night}: refreshes after it`, promised: { atLeast: 1 } },
      counted: await seconds(moment, moment + PATIENCE_MS),
    },
  ];
}

async function counted(stage: Stage, { name, days }: (typeof CHANGES)[number]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [day, halfHours] of Object.entries(days)) {
    const deals =
      'SELECT coalesce(sum(created_count), 0) AS count FROM (SELECT day, created_count FROM kpi_opportunity_day UNION ALL SELECT day, created_count FROM kpi_opportunity_fresh) both WHERE day = $1::date';
    findings.push({
      what: `${day}: half-hours with a deal`,
      promised: halfHours,
      counted: await stage.count(deals, day),
    });
    for (const job of ['pipeline-snapshot', 'housekeeping']) {
      const runs =
        'SELECT count(*) FROM job_runs WHERE job = $1 AND "window" = $2 AND finished_at IS NOT NULL';
      findings.push({
        what: `${day}: runs of ${job}`,
        promised: 1,
        counted: await stage.count(runs, job, day),
      });
    }
  }
  const listed = Object.keys(days);
  const others = `SELECT count(*) FROM job_runs WHERE job IN ('pipeline-snapshot', 'housekeeping')
    AND "window" BETWEEN $1 AND $2 AND NOT "window" = ANY($3)`;
  const [first, last] = [listed[0], listed.at(-1)];
  findings.push({
    ...{ what: `${name}: runs for any other day`, promised: 0 },
    counted: await stage.count(others, first, last, listed),
  });
  return findings;
}
