import { applyMigrations } from '#app/platform/prisma/migration-runner.js';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { createEmptyDatabase, type EmptyDatabase } from './empty-database.ts';

const FIXTURES = 'test/fixtures/releases';

/** The releases whose databases are kept, as `npm run release:database` wrote them. */
export const releases = (): string[] =>
  readdirSync(FIXTURES)
    .filter((name) => name.endsWith('.sql.gz'))
    .map((name) => name.replace('.sql.gz', ''))
    .sort();

export async function restoreRelease(version: string): Promise<EmptyDatabase> {
  const database = await createEmptyDatabase();
  await database.query(gunzipSync(await readFile(`${FIXTURES}/${version}.sql.gz`)).toString('utf8'));
  return database;
}

/** By the application's own runner, as a deployment does. */
export const upgrade = (database: EmptyDatabase): Promise<string[]> =>
  applyMigrations({ connectionString: database.url, directory: 'prisma/migrations', log: () => undefined });

interface Table {
  table: string;
  columns: string[];
}

/** `table.column` → how many rows, and a sum over all their values that no order of rows changes. */
export async function columnPrints({ query }: EmptyDatabase): Promise<Map<string, string>> {
  const tables = (await query(`
    SELECT c.relname AS table, array_agg(quote_ident(a.attname)) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace GROUP BY 1`)) as unknown as Table[];
  const prints = new Map<string, string>();
  for (const { table, columns } of tables) {
    const sums = columns.map((name) => `coalesce(sum(hashtextextended(${name}::text, 0)::numeric), 0)::text`);
    const [row] = await query(`SELECT count(*) AS rows, ARRAY[${sums.join(', ')}] AS sums FROM "${table}"`);
    const { rows, sums: found } = row as { rows: string; sums: string[] };
    columns.forEach((name, at) => prints.set(`${table}.${name}`, `${rows} rows, ${found[at] ?? ''}`));
  }
  return prints;
}
