import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { applyMigrations } from '#app/platform/prisma/migration-runner.js';
import { startPostgres } from '../../scripts/postgres/start-postgres.mjs';
import { inProject } from '../../scripts/support/project.mjs';
import { foundHistory, type Sizes } from './found-history.ts';

/** A generated history in a PostgreSQL of its own that is kept for the next run. */
export interface Stand {
  url: string;
  sizes: Sizes;
  stop: () => Promise<void>;
}

const MILLION = 1_000_000;
export const sizesOf = (part: number): Sizes => ({
  clients: Math.round(part * MILLION),
  deals: Math.round(part * 2 * MILLION),
  visits: Math.round(part * 5 * MILLION),
});

/**
 * @param folder where the data lie; made when they are not there yet
 * @param part of a million clients, two million deals and five million visits
 */
export async function openStand(folder: string, part: number): Promise<Stand> {
  const home = resolve(folder, String(part));
  mkdirSync(home, { recursive: true });
  const isFounded = existsSync(join(home, 'done'));
  // What a run that was broken off left behind.
  if (!isFounded) rmSync(join(home, 'postgres'), { recursive: true, force: true });
  const server = await startPostgres({
    dataDir: join(home, 'postgres'),
    password: passwordIn(home),
    // More memory than PostgreSQL takes by itself, as for a database of several gigabytes.
    settings: { shared_buffers: '1GB', max_wal_size: '4GB', checkpoint_timeout: '30min' },
  });
  const sizes = sizesOf(part);
  try {
    if (!isFounded) {
      await foundOn(server.url, sizes);
      writeFileSync(join(home, 'done'), `${JSON.stringify(sizes)}\n`);
    }
    await migrate(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: server.url, sizes, stop: () => server.stop() };
}

/** Into any empty PostgreSQL database. */
export async function foundOn(url: string, sizes: Sizes): Promise<void> {
  await migrate(url);
  const session = new pg.Client({ connectionString: url });
  await session.connect();
  try {
    await foundHistory(session, sizes);
  } finally {
    await session.end();
  }
}

function migrate(connectionString: string): Promise<unknown> {
  return applyMigrations({ connectionString, directory: inProject('prisma/migrations'), log: () => {} });
}

function passwordIn(home: string): string {
  const path = join(home, 'password');
  if (!existsSync(path)) writeFileSync(path, randomBytes(16).toString('hex'), { mode: 0o600 });
  return readFileSync(path, 'utf8');
}
