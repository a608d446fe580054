import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearAway } from '../../scripts/postgres/postmaster.mjs';
import { startPostgres } from '../../scripts/postgres/start-postgres.mjs';
import { startOf } from '../../scripts/support/processes.mjs';

const PREFIX = 'nexus-test-postgres-';

/**
 * A PostgreSQL for one test run: nothing is synced to the disk, and nothing of it stays.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startThrowAwayPostgres() {
  await removeLeftovers();
  const folder = await mkdtemp(
    join(tmpdir(), `${PREFIX}${process.pid}-${startOf(process.pid)?.replace(/\W/g, '')}-`),
  );
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const server = await startPostgres({
      dataDir: dataIn(folder),
      password: randomBytes(16).toString('hex'),
      durable: false,
      settings: { fsync: 'off', full_page_writes: 'off', max_connections: '100' },
    });
    return { url: server.url, stop: () => server.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

const dataIn = (folder) => join(folder, 'data');

/** A run that was killed could not clean up after itself; its folder's name says whose it was. */
async function removeLeftovers() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const [pid, start] = name.slice(PREFIX.length).split('-');
    if (startOf(Number(pid))?.replace(/\W/g, '') === start) continue;
    const folder = join(tmpdir(), name);
    try {
      if (existsSync(dataIn(folder))) await clearAway(dataIn(folder), () => {});
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      // Another user's leftovers are not ours to remove.
      if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error;
    }
  }
}
