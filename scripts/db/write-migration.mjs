// npm run db:migration -- <name>: writes the next migration from prisma/schema. Offline; touches no database.
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { diffSchemas } from './schema-engine.mjs';
import { asSnapshot, readSchemaFolder, readSnapshot, SNAPSHOT } from './schema-files.mjs';

const LOCK = `# Which database the migrations are for; read by \`prisma migrate deploy\`.\nprovider = "postgresql"\n`;

/**
 * @param {{ name: string, schema: string, migrations: string, now?: Date }} job two folders and the migration's name
 * @returns {Promise<string | null>} the new file's path; null when the schema is what the migrations already amount to
 */
export async function writeMigration({ name, schema, migrations, now = new Date() }) {
  const files = await readSchemaFolder(schema);
  if (files.length === 0) throw new Error(`no .prisma file in ${schema}`);
  const sql = await diffSchemas(await readSnapshot(migrations), files);
  if (sql === null) return null;

  const folder = join(migrations, `${await nextStamp(migrations, now)}_${name}`);
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'migration.sql');
  await writeFile(path, sql);
  await writeFile(join(migrations, SNAPSHOT), asSnapshot(files));
  const lock = join(migrations, 'migration_lock.toml');
  if (!existsSync(lock)) await writeFile(lock, LOCK);
  return path;
}

/** yyyymmddhhmmss in UTC; later than every existing migration even when a clock is behind, for order is by name. */
async function nextStamp(migrations, now) {
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14);
  const existing = existsSync(migrations) ? await readdir(migrations) : [];
  const last = existing
    .filter((name) => /^\d{14}_/.test(name))
    .map((name) => name.slice(0, 14))
    .sort()
    .at(-1);
  return last === undefined || last < stamp ? stamp : String(BigInt(last) + 1n);
}

async function main() {
  const name = process.argv[2] ?? '';
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    console.error('Say what the migration does, in lower case: npm run db:migration -- add_client_tags');
    return 1;
  }
  const path = await writeMigration({
    name,
    schema: resolve('prisma/schema'),
    migrations: resolve('prisma/migrations'),
  });
  console.log(
    path === null
      ? 'No difference: prisma/schema is what the migrations already amount to. Nothing was written.'
      : `Wrote ${path}\nReview it, add what Prisma cannot say (partial indexes, checks), then: npm run db:migrate`,
  );
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main().catch((error) => {
    console.error(error.message);
    return 1;
  });
}
