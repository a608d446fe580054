import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { FactTable } from './fact-table.js';

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

/** What was touched the planner learns. */
export async function learnTouched(
  tx: Tx,
  [{ touched }]: readonly [FactTable, ...FactTable[]],
): Promise<void> {
  await tx.$executeRaw`ANALYZE ${touched}`;
}

/**
 * Writes the facts that are others than before, and none besides.
 * @param present a query of the facts of the touched rows as they are now: the key, then the table's columns
 * @param everything nothing stands in the table, and every row is touched
 */
export async function replaceFacts(
  tx: Tx,
  table: FactTable,
  present: Prisma.Sql,
  everything: boolean,
): Promise<void> {
  const { facts, touched, changed, row, columns } = table;
  const key = keyOf(table);
  const all = join([...key, ...columns]);
  if (everything) {
    await tx.$executeRaw`INSERT INTO ${facts} (${all}) ${present}`;
    return;
  }
  await tx.$executeRaw`
    INSERT INTO ${changed} (${all}, sign)
    WITH present AS MATERIALIZED (${present}),
      past AS MATERIALIZED (SELECT ${all} FROM ${touched} JOIN ${facts} USING (${row}))
    SELECT *, 1 FROM (TABLE present EXCEPT TABLE past) come
    UNION ALL
    SELECT *, -1 FROM (TABLE past EXCEPT TABLE present) gone`;
  const same = (other: Prisma.Sql): Prisma.Sql =>
    join(
      key.map((column) => sql`${other}.${column} = c.${column}`),
      ' AND ',
    );
  await tx.$executeRaw`
    MERGE INTO ${facts} f
    USING (
      SELECT * FROM ${changed} c
      WHERE sign = 1 OR NOT EXISTS (SELECT FROM ${changed} o WHERE ${same(sql`o`)} AND o.sign = 1)
    ) c ON ${same(sql`f`)}
    WHEN MATCHED AND c.sign = -1 THEN DELETE
    WHEN MATCHED THEN UPDATE SET ${join(columns.map((column) => sql`${column} = c.${column}`))}
    WHEN NOT MATCHED THEN INSERT (${all}) VALUES (${join([...key, ...columns].map((column) => sql`c.${column}`))})`;
}

/** What goes and comes, to stand in a FROM: the facts with their `sign`. */
export function changesOf({ facts, changed }: FactTable, everything: boolean): Prisma.Sql {
  return everything ? sql`(SELECT *, 1 AS sign FROM ${facts})` : changed;
}

function keyOf({ row, part }: FactTable): Prisma.Sql[] {
  return part ? [row, part] : [row];
}
