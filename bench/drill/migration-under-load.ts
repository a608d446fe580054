import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'pg';
import { inProject } from '../../scripts/support/project.mjs';
import type { Drill } from './drill.ts';
import { SteadyLoad } from './steady-load.ts';
import type { Stage } from './stage.ts';

const CLIENTS = 20_000;
const A_SECOND = Number(process.env['DRILL_RATE'] ?? 100);
const GIVES_WAY = 'waits for a table that is in use';
const PATIENCE_MS = 30_000;

/** Expands, as docs/upgrading.md asks for: two columns, a check, an index, a table, and rows that are filled. */
const NEXT = {
  '29991231000000_expand': `
    CREATE TABLE drill_marks (client_id uuid PRIMARY KEY, mark text NOT NULL);
    INSERT INTO drill_marks SELECT id, md5(name) FROM clients;
    ALTER TABLE clients ADD COLUMN drill_mark text, ADD COLUMN drill_level integer NOT NULL DEFAULT 1;
    ALTER TABLE visits ADD CONSTRAINT drill_check CHECK (version > 0) NOT VALID;
    CREATE INDEX drill_index ON drill_marks (mark);`,
  '29991231000001_slow': 'SELECT pg_sleep(1.5); ALTER TABLE opportunities ADD COLUMN drill_mark text;',
};

/** R11: who works meanwhile does not notice. */
export const migrationUnderLoad: Drill = {
  promise: `while ${A_SECOND} requests a second are served over ${CLIENTS} clients, a killed, a second and a third run bring the database two migrations on, past a reader who keeps a table until it gives way; then a new replica takes over: no request fails`,
  run: async (stage) => {
    await stage.rows(
      "INSERT INTO clients (name, city, owner_id) SELECT 'Svapo ' || n, 'Torino', $1::uuid FROM generate_series(1, $2::int) n",
      stage.people.aldo.id,
      CLIENTS,
    );
    const directory = await nextMigrations();
    const load = new SteadyLoad(stage, A_SECOND);
    const loading = load.run();
    try {
      await wait(1000);
      const killed = migrate(stage, directory);
      await untilItSleeps(stage);
      killed.child.kill('SIGKILL');
      await killed.ended;
      const left = await applied(stage);
      const both = [migrate(stage, directory), migrate(stage, directory)];
      const said = () => both.map((run) => run.said());
      await keepTable(stage, () => said().some((text) => text.includes(GIVES_WAY)));
      const codes = await Promise.all(both.map(({ ended }) => ended));
      const waited = said().filter((text) => text.includes('waiting for it')).length;
      const gaveWay = said().join('').split(GIVES_WAY).length - 1;
      await wait(1000);
      // The new version: a replica that starts on the new schema, then the other one goes.
      await stage.at(1).stop();
      await stage.startReplica(1);
      load.replica = 1;
      await wait(200);
      await stage.at(0).stop();
      await stage.startReplica(0);
      await wait(1000);
      await load.end();
      await loading;
      load.tell();
      return [
        { what: 'migrations that the killed run left', promised: 1, counted: left },
        {
          what: 'runs at once that ended with code 0',
          promised: 2,
          counted: codes.filter((code) => code === 0).length,
        },
        // The session of a killed run may live on for as long as its statement, and then both wait.
        { what: 'of them one that waited for the other', promised: { atLeast: 1 }, counted: waited },
        {
          what: 'times that the migration gave way to the reader',
          promised: { atLeast: 1 },
          counted: gaveWay,
        },
        { what: 'migrations applied', promised: 2, counted: await applied(stage) },
        { what: 'requests that failed', promised: 0, counted: load.failed.length },
        // Otherwise the load was not the one that is promised.
        { what: 'requests left out because the pace was not kept', promised: 0, counted: load.leftOut },
      ];
    } finally {
      await load.end();
      await rm(directory, { recursive: true });
    }
  },
};

async function nextMigrations(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'nexus-next-'));
  await cp(inProject('prisma/migrations'), directory, { recursive: true });
  for (const [name, sql] of Object.entries(NEXT)) {
    await mkdir(join(directory, name));
    await writeFile(join(directory, name, 'migration.sql'), sql);
  }
  return directory;
}

/** A run in a process of its own, by the runner of every deployment. */
function migrate(
  stage: Stage,
  directory: string,
): { child: ChildProcess; said: () => string; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [
    inProject('bench/drill/migrate.mjs'),
    stage.postgres.url,
    directory,
  ]);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'close').then(([code]: unknown[]) => code as number | null);
  return { child, said: () => said, ended };
}

const applied = (stage: Stage): Promise<number> =>
  stage.count("SELECT count(*) FROM _prisma_migrations WHERE migration_name LIKE '2999%'");

async function untilItSleeps(stage: Stage): Promise<void> {
  const sleeping =
    "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'nexus-migrate' AND wait_event = 'PgSleep'";
  while ((await stage.count(sleeping)) === 0) await wait(20);
}

/** A report that reads a table: whoever wants to alter it meanwhile has to give way, and this one ends once it has. */
async function keepTable(stage: Stage, enough: () => boolean): Promise<void> {
  const pool = new Pool({ connectionString: stage.postgres.url, max: 1 });
  const client = await pool.connect();
  await client.query('BEGIN; SELECT count(*) FROM opportunities');
  for (let waited = 0; !enough() && waited < PATIENCE_MS; waited += 50) await wait(50);
  await client.query('COMMIT');
  client.release();
  await pool.end();
}
