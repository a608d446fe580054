import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The schema that all migrations together amount to. A file beside their folders is ignored by `prisma migrate deploy`. */
export const SNAPSHOT = 'schema.snapshot.prisma';

/**
 * The files of a multi-file Prisma schema, in a stable order.
 * @param {string} folder
 * @returns {Promise<import('./schema-engine.mjs').SchemaFile[]>}
 */
export async function readSchemaFolder(folder) {
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith('.prisma'))
    .sort();
  return Promise.all(
    names.map(async (path) => ({ path, content: await readFile(join(folder, path), 'utf8') })),
  );
}

/**
 * @param {string} migrations the migrations' folder
 * @returns {Promise<import('./schema-engine.mjs').SchemaFile[]>} nothing before the first migration
 */
export async function readSnapshot(migrations) {
  try {
    return [{ path: SNAPSHOT, content: await readFile(join(migrations, SNAPSHOT), 'utf8') }];
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

/** One text of many files: Prisma does not mind the order of blocks. */
export function asSnapshot(files) {
  const head =
    '// Written by `npm run db:migration`; never by hand. It is what the next migration is compared with.\n';
  return head + files.map(({ path, content }) => `\n// ${path}\n${content.trim()}\n`).join('');
}
