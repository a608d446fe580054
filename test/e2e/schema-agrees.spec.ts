import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { applyMigrations } from '#app/platform/prisma/migration-runner.js';
import { readCatalogue } from '../support/catalogue.ts';
import { createEmptyDatabase, type EmptyDatabase } from '../support/empty-database.ts';

describe('the schema and the migrations', () => {
  let migrated: EmptyDatabase;
  let declared: EmptyDatabase;

  beforeAll(async () => {
    [migrated, declared] = [await createEmptyDatabase(), await createEmptyDatabase()];
    await applyMigrations({ connectionString: migrated.url, directory: 'prisma/migrations', log: () => {} });
    await migrated.query('DROP TABLE _prisma_migrations');
    const { stdout } = await promisify(execFile)(process.execPath, ['scripts/db/print-schema.mjs']);
    await declared.query(stdout);
  });
  afterAll(async () => {
    await migrated.drop();
    await declared.drop();
  });

  it('leave to triggers only those two references which the clients’ own triggers keep', async () => {
    const left = await migrated.query(
      'SELECT conname AS name FROM pg_constraint WHERE NOT conenforced ORDER BY 1',
    );
    expect(left).toEqual([
      { name: 'client_cadences_client_id_fkey' },
      { name: 'client_spans_client_id_fkey' },
    ]);
  });

  it('make the same tables, columns, types, defaults, keys and indexes', async () => {
    const [actual, wanted] = [await readCatalogue(migrated), await readCatalogue(declared)];
    // What only the migrations have must be of a kind that Prisma has no words for.
    const unexplained = actual.filter(
      (item) => !item.beyondPrisma || wanted.some(({ text }) => text === item.text),
    );
    expect(unexplained.map(({ text }) => text)).toEqual(wanted.map(({ text }) => text));
  });
});
