import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { readMigrations } from './migration-files.js';
import {
  MigrationRefused,
  pendingMigrations,
  type MigrationFile,
  type MigrationRecord,
} from './migration-history.js';

export interface MigrationRun {
  /** PostgreSQL URL. A direct one: the lock lives in the session, which a pooler in transaction mode would not keep. */
  connectionString: string;
  /** The folder of migrations, in Prisma's layout. */
  directory: string;
  /** Takes one line of progress. */
  log: (line: string) => void;
  /** How long a statement may wait for a lock: whoever comes after it waits behind it. Then the migration is tried again. */
  lockPatienceMs?: number;
}

/** The very number that `prisma migrate` locks, so that the two also wait for each other. */
const LOCK = 72_707_369;

/**
 * Whoever comes for that table meanwhile waits behind, so it is short; yet longer than PostgreSQL's `deadlock_timeout` of a second, after
 * which a vacuum that runs by itself makes way.
 */
const LOCK_PATIENCE_MS = 1200;
/** Four minutes in all, the pauses between them included. */
const LOCK_TRIES = 100;
const LOCK_NOT_AVAILABLE = '55P03';

/** Word for word the table of `prisma migrate`: either tool carries on where the other stopped. */
const HISTORY_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

const FOREIGN_TABLE = `
  SELECT c.relname AS name FROM pg_class c
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
    AND to_regclass('_prisma_migrations') IS NULL
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  LIMIT 1`;

/**
 * Brings a database up to date: every migration on disk that it lacks, in order, each in one transaction together with
 * its record, so that a killed run leaves nothing half. A second run at the same time waits for the first.
 * @returns the names of those applied now
 * @throws {MigrationRefused} when the history does not fit, or a migration fails; the message says what to do
 */
export async function applyMigrations({
  connectionString,
  directory,
  log,
  lockPatienceMs = LOCK_PATIENCE_MS,
}: MigrationRun): Promise<string[]> {
  const files = await readMigrations(directory);
  const client = new Client({ connectionString, application_name: 'nexus-migrate' });
  // A lost connection fails the query under way, which says so; unheard, the event would end the process first.
  client.on('error', () => {});
  await client.connect();
  try {
    await waitForTurn(client, log);
    await openHistory(client);
    const { rows } = await client.query<MigrationRecord>(
      'SELECT migration_name, checksum, finished_at, rolled_back_at FROM _prisma_migrations',
    );
    const pending = pendingMigrations(files, rows);
    for (const file of pending) {
      await applyBetweenOthers(client, file, { log, lockPatienceMs });
      log(`applied ${file.name}`);
    }
    if (pending.length === 0) log(`up to date (${files.length} migrations)`);
    return pending.map((file) => file.name);
  } finally {
    await client.end();
  }
}

async function waitForTurn(client: Client, log: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [LOCK]);
  if (rows[0]?.mine) return;
  log('another run is migrating this database; waiting for it');
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
}

async function openHistory(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(FOREIGN_TABLE);
  if (rows[0]) {
    throw new MigrationRefused(
      `The database is not empty (it has a table ${rows[0].name}) and has no history of migrations: it belongs to something else. ` +
        'Give NEXUS-CRM an empty database of its own.',
    );
  }
  await client.query(HISTORY_TABLE);
}

/** The application goes on meanwhile: what waits for a lock lets the others pass before it tries again. */
async function applyBetweenOthers(
  client: Client,
  file: MigrationFile,
  { log, lockPatienceMs }: Required<Pick<MigrationRun, 'log' | 'lockPatienceMs'>>,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await applyOne(client, file, lockPatienceMs);
      return;
    } catch (error) {
      const cause = error instanceof MigrationRefused ? error.cause : undefined;
      const locked = cause instanceof DatabaseError && cause.code === LOCK_NOT_AVAILABLE;
      if (!locked || tries === LOCK_TRIES) throw error;
      log(`${file.name} waits for a table that is in use`);
      await pause(lockPatienceMs);
    }
  }
}

async function applyOne(
  client: Client,
  { name, sql, checksums }: MigrationFile,
  lockPatienceMs: number,
): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query("SELECT set_config('lock_timeout', $1, true)", [`${lockPatienceMs}ms`]);
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksums[0], name],
    );
    await client.query('COMMIT');
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    await client.query('ROLLBACK');
    const line = sql.slice(0, Number(error.position ?? 1)).split('\n').length;
    throw new MigrationRefused(
      `Migration ${name} failed at line ${line}: ${error.message}. Nothing of it was kept.`,
      {
        cause: error,
      },
    );
  }
}
