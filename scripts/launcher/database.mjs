import { join } from 'node:path';
import { startPostgres } from '../postgres/start-postgres.mjs';
import { step } from '../support/progress.mjs';
import { DATA_DIR } from '../support/project.mjs';
import { readLocalSettings, writeLocalSettings } from './local-settings.mjs';

const DATABASE = 'nexus';
const PREFERRED_PORT = 54_320;

/**
 * The PostgreSQL of this clone, with the application's database in it.
 * @returns {Promise<import('../postgres/start-postgres.mjs').RunningPostgres>} its url is that of the database
 */
export async function startDatabase() {
  const settings = readLocalSettings();
  const server = await step('starting PostgreSQL', (tell) =>
    startPostgres({
      dataDir: join(DATA_DIR, 'postgres'),
      password: settings.DATABASE_PASSWORD,
      port: PREFERRED_PORT,
      log: tell,
    }),
  );
  try {
    const url = new URL(server.url);
    await ensureDatabase(server.url);
    url.pathname = `/${DATABASE}`;
    writeLocalSettings({ ...settings, DATABASE_URL: url.href });
    return { ...server, url: url.href };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function ensureDatabase(adminUrl) {
  const { default: pg } = await import('pg'); // not there before the installation
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}
