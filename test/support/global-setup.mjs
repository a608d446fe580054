import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startThrowAwayPostgres } from './throw-away-postgres.mjs';

const TEMPLATE = 'nexus_template';
const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/**
 * Once per run: a PostgreSQL (`TEST_DATABASE_URL`, else one that is thrown away) with a migrated database to copy from.
 * Specs find it as `TEST_PG_URL` and make their own: `CREATE DATABASE x TEMPLATE nexus_template`.
 */
export default async function setup() {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => {} } : await startThrowAwayPostgres();
  globalThis.nexusTestPostgres = server;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void server.stop().finally(() => process.exit(1)));
  }
  try {
    await makeTemplate(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  process.env.TEST_PG_URL = server.url;
}

async function makeTemplate(url) {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  const target = new URL(url);
  target.pathname = `/${TEMPLATE}`;
  const { applyMigrations } = await import('../../dist/platform/prisma/migration-runner.js');
  await applyMigrations({ connectionString: target.href, directory: MIGRATIONS, log: () => {} });
}
