// node bench/drill/migrate.mjs <url> <folder>: the application's own runner, on a folder of migrations of one's choice.
import { applyMigrations } from '../../dist/platform/prisma/migration-runner.js';

const [connectionString, directory] = process.argv.slice(2);
await applyMigrations({ connectionString, directory, log: console.log });
