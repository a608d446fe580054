import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { FactTable } from './fact-table.js';
import type { Write } from './together.queries.js';

const { sql, join } = Prisma;

/** Makes the work tables of these in one go; what is there stays. */
export async function createWorkTables(tx: Tx, tables: readonly FactTable[]): Promise<void> {
  const made = tables.map(
    ({ touched, changed, row, facts }) => sql`
      CREATE TEMP TABLE IF NOT EXISTS ${touched} (${row} uuid PRIMARY KEY) ON COMMIT DROP;
      CREATE TEMP TABLE IF NOT EXISTS ${changed} (LIKE ${facts}, sign int NOT NULL) ON COMMIT DROP;`,
  );
  await tx.$executeRaw`DO $work$ BEGIN ${join(made, ' ')} END $work$`;
}

/** @returns how many rows are touched; the planner learns it too */
export async function touch(
  tx: Tx,
  [{ touched }]: readonly [FactTable, ...FactTable[]],
  rows: Prisma.Sql,
): Promise<number> {
  const count = await tx.$executeRaw`INSERT INTO ${touched} ${rows}`;
  if (count > 0) await tx.$executeRaw`ANALYZE ${touched}`;
  return count;
}

/** A full rebuild: the facts of the touched rows, into an empty table. */
export async function buildFacts(tx: Tx, table: FactTable, today: BusinessDate): Promise<void> {
  const { facts, columns, present } = table;
  await tx.$executeRaw`INSERT INTO ${facts} (${join([...keyOf(table), ...columns])}) ${present(today)}`;
}

/** Notes the facts that are others than before, and none besides. */
export function noteChanges(table: FactTable, today: BusinessDate): Write {
  const { facts, touched, changed, row, columns, present } = table;
  const all = join([...keyOf(table), ...columns]);
  const statement = sql`
    INSERT INTO ${changed} (${all}, sign)
    WITH present AS MATERIALIZED (${present(today)}),
      past AS MATERIALIZED (SELECT ${all} FROM ${touched} JOIN ${facts} USING (${row}))
    SELECT *, 1 FROM (TABLE present EXCEPT TABLE past) come
    UNION ALL
    SELECT *, -1 FROM (TABLE past EXCEPT TABLE present) gone`;
  return { into: changed, statement };
}

/** Writes the noted ones. */
export function writeChanges(table: FactTable): Write {
  const { facts, changed, columns } = table;
  const key = keyOf(table);
  const all = [...key, ...columns];
  const same = (other: Prisma.Sql): Prisma.Sql =>
    join(
      key.map((column) => sql`${other}.${column} = c.${column}`),
      ' AND ',
    );
  const statement = sql`
    MERGE INTO ${facts} f
    USING (
      SELECT * FROM ${changed} c
      WHERE sign = 1 OR NOT EXISTS (SELECT FROM ${changed} o WHERE ${same(sql`o`)} AND o.sign = 1)
    ) c ON ${same(sql`f`)}
    WHEN MATCHED AND c.sign = -1 THEN DELETE
    WHEN MATCHED THEN UPDATE SET ${join(columns.map((column) => sql`${column} = c.${column}`))}
    WHEN NOT MATCHED THEN INSERT (${join(all)}) VALUES (${join(all.map((column) => sql`c.${column}`))})`;
  return { into: facts, statement };
}

/** What goes and comes, to stand in a FROM: the facts with their `sign`. */
export function changesOf({ facts, changed }: FactTable, everything: boolean): Prisma.Sql {
  return everything ? sql`(SELECT *, 1 AS sign FROM ${facts})` : changed;
}

function keyOf({ row, part }: FactTable): Prisma.Sql[] {
  return part ? [row, part] : [row];
}
