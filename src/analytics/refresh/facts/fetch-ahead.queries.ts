import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { FactTable } from './fact-table.js';

const { sql, join } = Prisma;

/** Rows of a table that will be looked up one by one, found by those that are touched. */
export interface Ahead {
  readonly table: Prisma.Sql;
  /** By which they are found. */
  readonly row: Prisma.Sql;
  /** Any column of theirs that the index does not hold. */
  readonly column: Prisma.Sql;
}

/** More are no longer single pages. */
const MOST_AHEAD = 20_000;

/**
 * Has PostgreSQL fetch the pages of rows that lie all over their tables, many at a time: to look the rows up one by one waits for one page
 * after the other. Only a bitmap scan asks for pages before it needs them.
 */
export async function fetchAhead(
  tx: Tx,
  { touched, row }: FactTable,
  count: number,
  tables: readonly Ahead[],
): Promise<void> {
  if (count > MOST_AHEAD) return;
  const reads = tables.map(
    (ahead) =>
      sql`PERFORM count(${ahead.column}) FROM ${ahead.table} WHERE ${ahead.row} = ANY (ARRAY(SELECT ${row} FROM ${touched}));`,
  );
  await tx.$executeRaw`
    DO $ahead$ BEGIN
      PERFORM set_config('enable_indexscan', 'off', true);
      ${join(reads, ' ')}
      PERFORM set_config('enable_indexscan', 'on', true);
    END $ahead$`;
}
