import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { identifier } from './identifier.js';

export type PlainRow = Record<string, unknown>;

/** All that a table holds where the condition on `t` is true, oldest first where the table has an order. */
export async function readRows(tx: Tx, table: string, where: Prisma.Sql): Promise<PlainRow[]> {
  const rows = await tx.$queryRaw<{ row: PlainRow }[]>`
    SELECT to_jsonb(t) AS row FROM ${identifier(table)} t WHERE ${where}`;
  return rows.map(({ row }) => row);
}

export async function countRows(tx: Tx, table: string, where: Prisma.Sql): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM ${identifier(table)} t WHERE ${where}`;
  return row?.count ?? 0;
}

/** Sets columns of rows. @returns how many rows */
export async function setColumns(
  tx: Tx,
  table: string,
  assignments: readonly { column: string; value: Prisma.Sql }[],
  where: Prisma.Sql,
): Promise<number> {
  const set = Prisma.join(
    assignments.map(({ column, value }) => Prisma.sql`${identifier(column)} = ${value}`),
    ', ',
  );
  return tx.$executeRaw`UPDATE ${identifier(table)} t SET ${set} WHERE ${where}`;
}

/** A row with the place where it lies until it is next written. */
export interface PlacedRow {
  place: string;
  row: PlainRow;
}

/** As {@link readRows}, held against other writers, so that each can be written to where it lies. */
export async function holdRows(tx: Tx, table: string, where: Prisma.Sql): Promise<PlacedRow[]> {
  return tx.$queryRaw<PlacedRow[]>`
    SELECT t.ctid::text AS place, to_jsonb(t) AS row FROM ${identifier(table)} t WHERE ${where} FOR UPDATE`;
}

/** Writes some columns of a held row from their JSON form. */
export async function writeRow(
  tx: Tx,
  table: string,
  place: string,
  changes: PlainRow,
  touched: readonly { column: string; value: Prisma.Sql }[],
): Promise<void> {
  const set = Prisma.join(
    [
      ...Object.keys(changes).map(
        (column) => Prisma.sql`${identifier(column)} = changed.${identifier(column)}`,
      ),
      ...touched.map(({ column, value }) => Prisma.sql`${identifier(column)} = ${value}`),
    ],
    ', ',
  );
  const name = identifier(table);
  await tx.$executeRaw`
    UPDATE ${name} t SET ${set} FROM jsonb_populate_record(NULL::${name}, ${JSON.stringify(changes)}::jsonb) changed
    WHERE t.ctid = ${place}::tid`;
}
