// node test/support/prisma-deploy.mjs <url> <folder>: what `prisma migrate deploy` does, by Prisma's own engine.
import { PrismaPg } from '@prisma/adapter-pg';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEngine } from '../../scripts/db/schema-engine.mjs';

const [connectionString, folder] = process.argv.slice(2);
const names = (await readdir(folder)).filter((name) => /^\d+_/.test(name)).sort();
const migrationDirectories = await Promise.all(
  names.map(async (path) => ({
    path,
    migrationFile: {
      path: 'migration.sql',
      content: { tag: 'ok', value: await readFile(join(folder, path, 'migration.sql'), 'utf8') },
    },
  })),
);
const engine = await startEngine(new PrismaPg({ connectionString }));
const { appliedMigrationNames } = await engine.applyMigrations({
  migrationsList: {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    migrationDirectories,
    shadowDbInitScript: '',
  },
  filters: { externalTables: [], externalEnums: [] },
});
console.log(JSON.stringify(appliedMigrationNames));
process.exit();
