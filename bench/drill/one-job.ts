import { setTimeout as wait } from 'node:timers/promises';
import { addDeals, daysThatDiffer, openPipeline } from './deals.ts';
import { type Drill, type Finding, since, told } from './drill.ts';
import { refreshSlowly, sleepers } from './slowly.ts';
import type { Stage } from './stage.ts';

const TICKS = 20;
const PATIENCE_MS = 180_000;
const RUNS = "FROM drill_runs WHERE job = 'kpi-refresh'";

/** R6: however many replicas have the same schedule, each window's work is done once. */
export const oneJob: Drill = {
  promise: `2, then 4 replicas fire the KPI job together ${TICKS} times: one run for each window; one that is killed with -9 midway leaves nothing, and the next tick finishes its work`,
  stage: { replicas: 0, env: { KPI_REFRESH_CRON: '*/2 * * * * *' } },
  run: async (stage) => {
    await writeRunsDown(stage);
    await openPipeline(stage);
    // Long enough that the others come while one works.
    await refreshSlowly(stage, 0.5);
    // A trigger that is made while jobs run would make them wait for its lock.
    for (const replica of [0, 1]) await stage.startReplica(replica);
    const two = await fired(stage, '2 replicas');
    for (const replica of [2, 3]) await stage.startReplica(replica);
    const four = await fired(stage, '4 replicas');
    return [...two, ...four, ...(await killedMidway(stage))];
  },
};

/** Each run that is committed, and whose it was, is noted by a trigger. */
async function writeRunsDown(stage: Stage): Promise<void> {
  await stage.rows(`
    CREATE TABLE drill_runs (at timestamptz DEFAULT clock_timestamp(), job text, "window" text,
      who text DEFAULT current_setting('application_name'))`);
  await stage.rows(`
    CREATE FUNCTION drill_note_run() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO drill_runs (job, "window") VALUES (NEW.job, NEW."window"); RETURN NULL; END $$`);
  await stage.rows(`
    CREATE TRIGGER drill_note_run AFTER INSERT OR UPDATE ON job_runs
    FOR EACH ROW WHEN (NEW.finished_at IS NOT NULL AND NEW.error IS NULL) EXECUTE FUNCTION drill_note_run()`);
}

async function fired(stage: Stage, how: string): Promise<Finding[]> {
  const windows = () => stage.count(`SELECT count(DISTINCT "window") ${RUNS}`);
  await stage.rows('DELETE FROM drill_runs');
  const start = performance.now();
  for (let round = 0; (await windows()) < TICKS && since(start) < PATIENCE_MS; round += 1) {
    await addDeals(stage, [new Date(Date.UTC(2026, 4, 1 + round))]);
    await wait(2000);
  }
  told(`${how}: that did some of the runs`, await stage.count(`SELECT count(DISTINCT who) ${RUNS}`));
  const all = await stage.count(`SELECT count(*) ${RUNS}`);
  const failures = await stage.rows<{ job: string; error: string }>(
    'SELECT DISTINCT job, error FROM job_runs WHERE error IS NOT NULL LIMIT 3',
  );
  for (const { job, error } of failures) console.log(`         ${job} failed: ${error}`);
  const distinct = await windows();
  return [
    { what: `${how}: windows whose work was done`, promised: { atLeast: TICKS }, counted: distinct },
    { what: `${how}: done a second time`, promised: 0, counted: all - distinct },
    {
      ...{ what: `${how}: runs that failed`, promised: 0 },
      counted: await stage.count('SELECT count(*) FROM job_runs WHERE error IS NOT NULL'),
    },
  ];
}

async function killedMidway(stage: Stage): Promise<Finding[]> {
  await refreshSlowly(stage, 5);
  await addDeals(
    stage,
    Array.from({ length: 100 }, (_, hour) => new Date(Date.UTC(2026, 2, 20, hour))),
  );
  let holder: string | undefined;
  while (!holder) {
    [holder] = await sleepers(stage);
    await wait(20);
  }
  const number = Number(holder.replace('replica-', ''));
  await stage.at(number).kill();
  await refreshSlowly(stage, 0);
  const killedAt = performance.now();
  await stage.rows('DELETE FROM drill_runs');
  while ((await stage.count(`SELECT count(*) ${RUNS}`)) === 0 && since(killedAt) < PATIENCE_MS)
    await wait(50);
  told('milliseconds from kill -9 to the next finished run', since(killedAt));
  const others = await stage.count(`SELECT count(*) ${RUNS} AND who <> $1`, `nexus-crm ${holder}`);
  const left = await stage.count('SELECT count(*) FROM job_runs WHERE finished_at IS NULL');
  return [
    {
      what: 'after kill -9 of the holder: runs finished by others',
      promised: { atLeast: 1 },
      counted: others,
    },
    { what: 'rows of runs that nobody ended', promised: 0, counted: left },
    {
      ...{ what: 'days on which the figures differ from a direct count', promised: 0 },
      counted: await daysThatDiffer(stage),
    },
    {
      ...{ what: 'snapshots of the pipeline of today', promised: 1 },
      counted: await stage.count("SELECT count(*) FROM job_runs WHERE job = 'pipeline-snapshot'"),
    },
  ];
}
