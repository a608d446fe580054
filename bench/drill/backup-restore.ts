import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { clientTools } from '../../scripts/postgres/client-tools.mjs';
import { startPostgres } from '../../scripts/postgres/start-postgres.mjs';
import { Problem } from '../../scripts/support/problem.mjs';
import { inProject } from '../../scripts/support/project.mjs';
import { startReplica } from '../../test/support/replica.ts';
import { STORY_SECRET } from '../../test/support/story-secret.ts';
import { type Drill, since, told } from './drill.ts';
import type { Stage } from './stage.ts';

const MAJOR = 18;
const CLIENTS = Number(process.env['DRILL_CLIENTS'] ?? 20_000);
const WRITERS = 4;
const run = promisify(execFile);

/** R12: what was acknowledged before a backup is in it, and a backup is a database again. */
export const backupRestore: Drill = {
  promise: `a database of ${CLIENTS} clients and more (DRILL_CLIENTS) is backed up by ops/backup while ${WRITERS} callers write, and restored in an empty server: every table has the rows and the checksum of the snapshot, the migrations are up to date, and the application serves it; a damaged file is refused, and the health check says so`,
  run: async (stage) => {
    let tools: string;
    try {
      tools = await clientTools(MAJOR);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return [{ what: error.message, promised: 1, counted: 0 }];
    }
    const folder = await mkdtemp(join(tmpdir(), 'nexus-backup-'));
    const empty = await startPostgres({
      dataDir: join(folder, 'data'),
      password: randomBytes(16).toString('hex'),
    });
    const settings = (url: string) => libpq(url, tools, join(folder, 'backups'));
    const script = (name: string, url: string, ...words: string[]) =>
      run('sh', [inProject('ops/backup', name), ...words], { env: settings(url) });
    try {
      await stage.rows(
        "INSERT INTO clients (name, city, owner_id) SELECT 'Svapo ' || n, 'Torino', $1::uuid FROM generate_series(1, $2::int) n",
        stage.people.aldo.id,
        CLIENTS,
      );
      const writing = writers(stage);
      while (writing.acknowledged.length < 20) await wait(20);
      const before = [...writing.acknowledged];
      const backupAt = performance.now();
      await script('backup.sh', stage.postgres.url);
      told('milliseconds of the backup', since(backupAt));
      told('clients written meanwhile', (await writing.end()) - before.length);

      const dump = await newest(join(folder, 'backups'));
      told('bytes of the dump', (await stat(dump)).size);
      const restoreAt = performance.now();
      const { stdout } = await script('restore.sh', empty.url, dump);
      const took = since(restoreAt);
      console.log(stdout.trim().replaceAll(/^/gm, '         '));
      const snapshot = linesOf(await readFile(dump.replace(/dump$/, 'tables'), 'utf8'));
      const rows = snapshot.reduce((sum, line) => sum + Number(line.split(' ')[1]), 0);
      told('rows', rows);
      told('milliseconds from an empty server to a checked database', took);
      told('the same for a million rows, seconds', Math.round((took / rows) * 1000));

      const restored = linesOf(
        (
          await run(
            'psql',
            ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', inProject('bench/drill/backup-restore.sql')],
            { env: settings(empty.url) },
          )
        ).stdout,
      );
      const { stdout: migrated } = await run(
        process.execPath,
        [inProject('dist/platform/prisma/migrate.js')],
        {
          env: { PATH: process.env['PATH'], DATABASE_URL: empty.url },
        },
      );
      const served = await serves(stage, empty.url);
      const missing = before.filter((id) => !served.has(id)).length;

      const healthy = await runs(script('backup.sh', stage.postgres.url, 'check'));
      await script('restore.sh', stage.postgres.url, 'test');
      await damage(dump);
      const refused = await saysNo(script('restore.sh', stage.postgres.url, 'test'));
      const unhealthy = await saysNo(script('backup.sh', stage.postgres.url, 'check'));
      const left = await stage.count("SELECT count(*) FROM pg_database WHERE datname LIKE '%\\_trial'");
      return [
        {
          what: 'tables whose rows or checksum differ',
          promised: 0,
          counted: snapshot.filter((line) => !restored.includes(line)).length,
        },
        { what: 'tables', promised: snapshot.length, counted: restored.length },
        {
          what: 'migrations said to be up to date',
          promised: 1,
          counted: migrated.includes('up to date') ? 1 : 0,
        },
        {
          what: 'clients acknowledged before the backup that the application does not answer',
          promised: 0,
          counted: missing,
        },
        { what: 'check that is content with a backup of now', promised: 1, counted: healthy },
        {
          what: 'damaged file refused for its checksum',
          promised: 1,
          counted: refused.includes('its checksum differs or is missing') ? 1 : 0,
        },
        {
          what: 'check that complains of it afterwards',
          promised: 1,
          counted: unhealthy.includes('COULD NOT BE RESTORED') ? 1 : 0,
        },
        { what: 'databases that trials left', promised: 0, counted: left },
      ];
    } finally {
      await empty.stop();
      await rm(folder, { recursive: true });
    }
  },
};

const runs = (script: Promise<unknown>): Promise<number> =>
  script.then(
    () => 1,
    () => 0,
  );

/** All that a script said that ended with another code than 0. */
async function saysNo(script: Promise<unknown>): Promise<string> {
  try {
    await script;
    return '';
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}

/** The scripts' own words for where they work. The drills' database is called postgres, so they stand in another meanwhile. */
function libpq(address: string, tools: string, backups: string): Record<string, string> {
  const { hostname, port, username, password, pathname } = new URL(address);
  return {
    PATH: `${tools}:${process.env['PATH'] ?? ''}`,
    ...{
      PGHOST: hostname,
      PGPORT: port,
      PGUSER: username,
      PGPASSWORD: password,
      PGDATABASE: pathname.slice(1),
    },
    ...{ BACKUP_DIR: backups, MAINTENANCE_DATABASE: 'template1' },
  };
}

function writers(stage: Stage): { acknowledged: string[]; end: () => Promise<number> } {
  const acknowledged: string[] = [];
  let over = false;
  const writing = Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let turn = 0; !over; turn += 1) {
        const { status, text } = await stage.send(writer % 2, 'POST', '/clients', {
          name: `Meanwhile ${writer} ${turn}`,
        });
        if (status === 201) acknowledged.push((JSON.parse(text) as { id: string }).id);
      }
    }),
  );
  return {
    acknowledged,
    end: async () => {
      over = true;
      await writing;
      return acknowledged.length;
    },
  };
}

/** Which of the written clients the application finds in the restored database. */
async function serves(stage: Stage, url: string): Promise<Set<string>> {
  const replica = await startReplica(url, STORY_SECRET, { REQUESTS_PER_MINUTE: '1000000' });
  try {
    const found = new Set<string>();
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/api/v1/clients?q=Meanwhile&limit=100${cursor && `&cursor=${cursor}`}`;
      const answer = await fetch(replica.url + path, { headers: stage.headersOf('aldo') });
      const page = (await answer.json()) as { items: { id: string }[]; nextCursor: string | null };
      for (const { id } of page.items) found.add(id);
      cursor = page.nextCursor;
    }
    return found;
  } finally {
    await replica.stop();
  }
}

async function newest(folder: string): Promise<string> {
  const name = (await readdir(folder))
    .filter((file) => file.endsWith('.dump'))
    .sort()
    .at(-1);
  if (!name) throw new Error('there is no dump');
  return join(folder, name);
}

async function damage(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(Buffer.from([0xff, 0x00]), 0, 2, Math.floor((await file.stat()).size / 2));
  await file.close();
}

const linesOf = (text: string): string[] => text.trim().split('\n');
