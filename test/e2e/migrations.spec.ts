import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { applyMigrations } from '#app/platform/prisma/migration-runner.js';
import { createEmptyDatabase, type EmptyDatabase } from '../support/empty-database.ts';

const node = promisify(execFile);

describe('migrations', () => {
  let database: EmptyDatabase;
  let directory: string;

  beforeEach(async () => {
    database = await createEmptyDatabase();
    directory = await mkdtemp(join(tmpdir(), 'nexus-migrations-'));
    await write('20260101000000_shops', 'CREATE TABLE shops (id int PRIMARY KEY);');
  });
  afterEach(async () => {
    await database.drop();
    await rm(directory, { recursive: true });
  });

  const write = async (name: string, sql: string): Promise<void> => {
    await mkdir(join(directory, name), { recursive: true });
    await writeFile(join(directory, name, 'migration.sql'), sql);
  };
  const migrate = (log: (line: string) => void = () => {}) =>
    applyMigrations({ connectionString: database.url, directory, log });

  it('are applied once, in order, and then the database is up to date', async () => {
    await write('20260102000000_doors', 'ALTER TABLE shops ADD COLUMN doors int NOT NULL DEFAULT 1;');
    const lines: string[] = [];
    expect(await migrate()).toEqual(['20260101000000_shops', '20260102000000_doors']);
    expect(await migrate((line) => lines.push(line))).toEqual([]);
    expect(lines).toEqual(['up to date (2 migrations)']);
  });

  it("are taken over by Prisma's own engine, and back", async () => {
    await migrate();
    await write('20260102000000_doors', 'CREATE TABLE doors (id int);\r\n');
    const { stdout } = await node(process.execPath, [
      'test/support/prisma-deploy.mjs',
      database.url,
      directory,
    ]);
    expect(JSON.parse(stdout)).toEqual(['20260102000000_doors']);
    expect(await migrate()).toEqual([]);
    const history = await database.query(
      `SELECT DISTINCT applied_steps_count, logs, rolled_back_at, finished_at >= started_at AS finished FROM _prisma_migrations`,
    );
    expect(history).toEqual([{ applied_steps_count: 1, logs: null, rolled_back_at: null, finished: true }]);
  });

  it('that fail leave nothing of themselves, and say where', async () => {
    await write('20260102000000_broken', 'CREATE TABLE half (id int);\nSELECT nonsense;\n');
    await expect(migrate()).rejects.toThrow(/20260102000000_broken failed at line 2: column "nonsense"/);
    expect(await database.query(`SELECT to_regclass('half') AS half`)).toEqual([{ half: null }]);
    await write('20260102000000_broken', 'CREATE TABLE half (id int);\n');
    expect(await migrate()).toEqual(['20260102000000_broken']);
  });

  it('edited after they were applied are refused', async () => {
    await migrate();
    await write('20260101000000_shops', 'CREATE TABLE shops (id bigint PRIMARY KEY);');
    await expect(migrate()).rejects.toThrow(/20260101000000_shops was edited/);
  });

  it('of a newer version are not touched by an older one', async () => {
    await write('20270101000000_future', 'CREATE TABLE future (id int);');
    await migrate();
    await rm(join(directory, '20270101000000_future'), { recursive: true });
    await expect(migrate()).rejects.toThrow(/20270101000000_future, which this version does not know/);
  });

  it('keep off a database that belongs to something else', async () => {
    await database.query('CREATE TABLE someone_elses (id int)');
    await expect(migrate()).rejects.toThrow(/not empty .*someone_elses/);
  });

  it('started twice at once: one works, the other waits for it', async () => {
    await write('20260102000000_slow', 'SELECT pg_sleep(0.5); CREATE TABLE slow (id int);');
    const lines: string[] = [];
    const runs = await Promise.all([
      migrate((line) => lines.push(line)),
      migrate((line) => lines.push(line)),
    ]);
    expect(runs.map((names) => names.length).sort()).toEqual([0, 2]);
    expect(lines).toContain('another run is migrating this database; waiting for it');
  });

  it('that need a table which is in use keep nobody waiting behind them, and are applied once it is free', async () => {
    await migrate();
    await write('20260102000000_doors', 'ALTER TABLE shops ADD COLUMN doors int;');
    const reader = new Client({ connectionString: database.url });
    await reader.connect();
    await reader.query('BEGIN; SELECT * FROM shops');
    const said = Promise.withResolvers<string>();
    const run = applyMigrations({
      ...{ connectionString: database.url, directory, lockPatienceMs: 100 },
      log: (line) => said.resolve(line),
    });
    expect(await said.promise).toBe('20260102000000_doors waits for a table that is in use');
    expect(await database.query('SELECT * FROM shops')).toEqual([]);
    await reader.query('COMMIT');
    await reader.end();
    expect(await run).toEqual(['20260102000000_doors']);
  });

  it('cut off in the middle start again as if they had never begun', async () => {
    await write('20260102000000_slow', 'CREATE TABLE slow (id int); SELECT pg_sleep(60);');
    const cut = expect(migrate()).rejects.toThrow();
    await killTheMigration(database);
    await cut;
    await write('20260102000000_slow', 'CREATE TABLE slow (id int);');
    expect(await migrate()).toEqual(['20260102000000_slow']);
  });
});

/** Ends the connection of the run once it sleeps inside its migration, as a kill -9 of the process would. */
async function killTheMigration({ url, query }: EmptyDatabase): Promise<void> {
  const killer = new Client({ connectionString: url });
  await killer.connect();
  for (let killed = 0; killed === 0;) {
    const { rows } = await killer.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'nexus-migrate' AND datname = current_database() AND wait_event = 'PgSleep'`,
    );
    killed = rows.length;
  }
  await killer.end();
  expect(await query(`SELECT to_regclass('slow') AS slow`)).toEqual([{ slow: null }]);
}
