import { applyMigrations } from '#app/platform/prisma/migration-runner.js';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmptyDatabase, type EmptyDatabase } from './empty-database.ts';

const MIGRATIONS = 'prisma/migrations';

/** A database as it was before some migration. */
export interface OldDatabase {
  query: EmptyDatabase['query'];
  /** That migration, and all that came after it. */
  upgrade: () => Promise<void>;
  end: () => Promise<void>;
}

/** @param migration what the folder's name says behind its stamp: `closing_reasons` */
export async function databaseBefore(migration: string): Promise<OldDatabase> {
  const names = (await readdir(MIGRATIONS)).filter((name) => /^\d{14}_/.test(name)).sort();
  const at = names.findIndex((name) => name.endsWith(`_${migration}`));
  if (at < 1) throw new Error(`There is nothing before a migration ${migration}.`);
  const database = await createEmptyDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'nexus-old-'));
  const bring = async (some: readonly string[]): Promise<void> => {
    for (const name of some) await cp(join(MIGRATIONS, name), join(directory, name), { recursive: true });
    await applyMigrations({ connectionString: database.url, directory, log: () => undefined });
  };
  await bring(names.slice(0, at));
  return {
    query: database.query.bind(database),
    upgrade: () => bring(names.slice(at)),
    end: async () => {
      await database.drop();
      await rm(directory, { recursive: true });
    },
  };
}
