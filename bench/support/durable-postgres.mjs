import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startPostgres } from '../../scripts/postgres/start-postgres.mjs';
import { hasEnded } from '../../scripts/support/processes.mjs';
import { inProject } from '../../scripts/support/project.mjs';

const PATIENCE = 20_000;

/** A migrated PostgreSQL of its own that syncs to the disk, and can be killed and started again on the same data. */
export async function startDurablePostgres() {
  const folder = await mkdtemp(join(tmpdir(), 'nexus-drill-'));
  const password = randomBytes(16).toString('hex');
  const start = (port) => startPostgres({ dataDir: join(folder, 'data'), password, port });
  let server = await start(0);
  const { url, port } = server;
  await promisify(execFile)(process.execPath, [inProject('dist/platform/prisma/migrate.js')], {
    env: { PATH: process.env.PATH, DATABASE_URL: url },
  });
  return {
    url,
    log: join(folder, 'data.log'),
    pid: () => server.pid,
    kill: async () => {
      process.kill(server.pid, 'SIGKILL');
      await hasEnded(server.pid, PATIENCE);
    },
    start: async () => {
      server = await start(port);
      if (server.port !== port) throw new Error('PostgreSQL came back at another port');
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
