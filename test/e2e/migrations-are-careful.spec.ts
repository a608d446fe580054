import { describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { carelessStatements } from '../support/careless-statements.ts';

/** The rules of docs/upgrading.md came with release 0.4.0; they hold for what is written after it. */
const BEFORE_THE_RULES = '20261128';

describe('a migration, while the version before it serves,', () => {
  it('keeps no large table locked and takes nothing away, unless it says that this is on purpose', async () => {
    const names = (await readdir('prisma/migrations')).filter(
      (name) => /^\d{14}_/.test(name) && name > BEFORE_THE_RULES,
    );
    const told = await Promise.all(
      names.map(async (name) => [
        name,
        carelessStatements(await readFile(`prisma/migrations/${name}/migration.sql`, 'utf8')),
      ]),
    );
    expect(told.filter(([, careless]) => careless?.length)).toEqual([]);
  });

  it.each([
    'CREATE INDEX x ON "visits" (a);',
    'CREATE UNIQUE INDEX "x"\n  ON visits USING gin (a);',
    'ALTER TABLE "clients" ALTER COLUMN "a" SET DATA TYPE text;',
    'ALTER TABLE clients ALTER COLUMN a SET NOT NULL;',
    'ALTER TABLE "journal" ADD CONSTRAINT x CHECK (a > 0);',
    'ALTER TABLE "visits" ADD COLUMN "a" uuid NOT NULL DEFAULT gen_random_uuid();',
    'ALTER TABLE "visits" DROP COLUMN "a";',
    'ALTER TABLE visits RENAME COLUMN a TO b;',
    'UPDATE visits SET a = 1;',
    'UPDATE ONLY public.visits SET a = 1;',
    'WITH chosen AS (SELECT 1) UPDATE "public"."visits" SET a = 1;',
    'WITH gone AS (DELETE FROM visits RETURNING id) SELECT * FROM gone;',
    'ALTER TABLE ONLY public.visits ALTER COLUMN a SET NOT NULL;',
    'ALTER TABLE IF EXISTS visits ALTER a TYPE text;',
    'ALTER TABLE visits ADD PRIMARY KEY (a);',
    'ALTER TABLE visits ADD COLUMN b int, ADD UNIQUE (a);',
    'ALTER TABLE visits ADD FOREIGN KEY (a) REFERENCES tags (id);',
    'ALTER TABLE visits ADD CHECK (a > 0);',
    'ALTER TABLE client_cadences ADD CONSTRAINT x UNIQUE (a);',
    'ALTER TABLE tags DROP COLUMN a;',
    'ALTER TABLE tags DROP a;',
    'ALTER TABLE tags RENAME TO labels;',
    'DROP TABLE tags;',
    'DROP TABLE IF EXISTS public.tags;',
    'TRUNCATE TABLE tags;',
  ])('is found: %s', (sql) => {
    expect(carelessStatements(sql)).toHaveLength(1);
    expect(carelessStatements(`-- On purpose: 3 s for a million rows.\n${sql}`)).toEqual([]);
  });

  it('is explained by a line for the statement under it only', () => {
    const told = carelessStatements('-- On purpose: nobody reads it.\nDROP TABLE a;\nDROP TABLE b;');
    expect(told).toEqual([expect.stringContaining('DROP TABLE b')]);
    expect(carelessStatements('DROP TABLE a;\n-- On purpose: too late.')).toHaveLength(1);
    expect(carelessStatements('SELECT 1; UPDATE visits SET a = 1;')).toHaveLength(1);
  });

  it.each([
    'ALTER TABLE "visits" ADD COLUMN "a" integer NOT NULL DEFAULT 0;',
    'ALTER TABLE visits ADD CONSTRAINT x CHECK (a > 0) NOT VALID;',
    'CREATE TABLE "kpi_new" (a int); CREATE INDEX x ON "kpi_new" (a);',
    'CREATE INDEX x ON tags (a);',
    'ALTER TABLE visits ADD FOREIGN KEY (a) REFERENCES tags (id) NOT VALID;',
    'ALTER TABLE visits ADD CONSTRAINT x UNIQUE USING INDEX y;',
    'ALTER TABLE visits ALTER COLUMN a DROP NOT NULL, DROP CONSTRAINT x;',
    'ALTER TABLE tags ALTER COLUMN a DROP DEFAULT;',
    'ALTER TABLE tags RENAME CONSTRAINT x TO y;',
    'CREATE TEMP TABLE chosen (a int); DROP TABLE chosen;',
    'WITH chosen AS (SELECT 1 FROM visits FOR UPDATE) UPDATE tags SET a = 1;',
    'CREATE INDEX IF NOT EXISTS x ON visits (a);',
    'CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE visits SET a = 1; END $$;',
    '-- UPDATE visits SET a = 1;',
  ])('is let pass: %s', (sql) => {
    expect(carelessStatements(sql)).toEqual([]);
  });
});
