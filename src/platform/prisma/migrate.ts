// npm run db:migrate, and the one-shot migration service of a deployment: bring DATABASE_URL up to date.
import { fileURLToPath } from 'node:url';
import { grantApplicationRole } from './application-role.js';
import { applyMigrations } from './migration-runner.js';

/** The same place seen from `src` and from `dist`, so it doesn't matter where the command is given. */
const directory = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

async function main(): Promise<number> {
  const connectionString = process.env['DATABASE_URL'];
  if (!connectionString) {
    console.error('migrations: DATABASE_URL is not set; it names the database to bring up to date');
    return 1;
  }
  try {
    await applyMigrations({ connectionString, directory, log: (line) => console.log(`migrations: ${line}`) });
    const { APPLICATION_DB_USER: user, APPLICATION_DB_PASSWORD: password } = process.env;
    if (user && password) {
      await grantApplicationRole({ connectionString, user, password });
      console.log(`migrations: ${user} may read and write rows, and nothing else`);
    }
    return 0;
  } catch (error) {
    console.error(`migrations: ${inWords(error)}`);
    return 1;
  }
}

/** A refused connection to a name with several addresses is an AggregateError without a message of its own. */
function inWords(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(inWords).join('; ');
  return error instanceof Error ? error.message : String(error);
}

process.exitCode = await main();
