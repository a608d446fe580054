import { Prisma } from '../prisma/generated/client.js';
import {
  decodeCursor,
  encodeCursor,
  type ParsedSort,
  parseSort,
  type Position,
  type SortColumn,
  type SortValue,
} from './keyset.js';
import { ESTIMATE_LIMIT, firstOf, type Page, sortValue } from './list-page.js';
import type { ListQuery } from './list.query.js';

/** A column that a list in SQL may be sorted by. */
export interface SqlSortColumn extends SortColumn {
  sql: Prisma.Sql;
  /** The type of the column, where it is not the usual one of its kind: an index answers for its own type only. */
  type?: Prisma.Sql;
}

export type SqlSorts = Readonly<Record<string, SqlSortColumn>>;

/** What a named query needs to read one page. */
export interface SqlPage {
  where: Prisma.Sql;
  /** The part of `where` that is the place in the list. */
  stretch: Prisma.Sql;
  orderBy: Prisma.Sql;
  take: number;
}

export interface SqlRowSource<Row> {
  query: ListQuery;
  /** The fields that this list may be sorted by. */
  sorts: SqlSorts;
  /** Used when the query names none. */
  defaultSort: string;
  /** The column that makes the order total. */
  id: Prisma.Sql;
  /** Filters ANDed with the reader's scope. */
  where: Prisma.Sql;
  find: (page: SqlPage) => Promise<Row[]>;
  count: (where: Prisma.Sql, most?: number) => Promise<number>;
  /** A row's value in the order; what stands in the column of that name, unless said. */
  placeOf?: (row: Row, column: string) => SortValue;
}

export interface SqlListSource<Row, Item> extends SqlRowSource<Row> {
  toItem: (row: Row) => Item;
}

/** A page before its rows have become what the caller sees. */
export interface ListedRows<Row> {
  rows: Row[];
  nextCursor: string | null;
  total?: number;
}

const CASTS = {
  date: Prisma.sql`timestamptz`,
  text: Prisma.sql`text`,
  number: Prisma.sql`float8`,
  float: Prisma.sql`float8`,
} as const;

/** `listPage` for the lists whose filters need SQL: the same contract, the keyset as a row comparison. */
export async function sqlListPage<Row extends { id: string }, Item>({
  toItem,
  ...source
}: SqlListSource<Row, Item>): Promise<Page<Item>> {
  const { rows, ...rest } = await sqlListRows(source);
  return { items: rows.map(toItem), ...rest };
}

/** The same, for who makes something else of the rows than objects. */
export async function sqlListRows<Row extends { id: string }>(
  source: SqlRowSource<Row>,
): Promise<ListedRows<Row>> {
  const { query, where, id, placeOf = sortValue } = source;
  const sort = parseSort(query.sort ?? source.defaultSort, source.sorts);
  const position = query.cursor ? decodeCursor(query.cursor, sort) : undefined;
  const direction = sort.descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const orderBy = Prisma.sql`${sort.sql} ${direction}, ${id} ${direction}`;
  const found = await firstOf(query.limit + 1, stretches(sort, id, position), (stretch, take) =>
    source.find({ where: Prisma.sql`${where} AND ${stretch}`, stretch, orderBy, take }),
  );
  const rows = found.slice(0, query.limit);
  const last = found.length > query.limit ? rows.at(-1) : undefined;
  return {
    rows,
    nextCursor: last ? encodeCursor(sort, { value: placeOf(last, sort.column), id: last.id }) : null,
    ...(query.count && {
      total: await source.count(where, query.count === 'estimate' ? ESTIMATE_LIMIT : undefined),
    }),
  };
}

/** As the `stretches` of a list in Prisma's words. */
function stretches(sort: ParsedSort<SqlSortColumn>, id: Prisma.Sql, position?: Position): Prisma.Sql[] {
  const than = sort.descending ? Prisma.sql`<` : Prisma.sql`>`;
  if (position?.value === null)
    return [Prisma.sql`${sort.sql} IS NULL AND ${id} ${than} ${position.id}::uuid`];
  const after = position ? [afterPosition(sort, id, than, position)] : [];
  if (!sort.nullable) return after.length === 0 ? [Prisma.sql`TRUE`] : after;
  const valued = Prisma.join([Prisma.sql`${sort.sql} IS NOT NULL`, ...after], ' AND ');
  return [valued, Prisma.sql`${sort.sql} IS NULL`];
}

function afterPosition(
  sort: ParsedSort<SqlSortColumn>,
  id: Prisma.Sql,
  than: Prisma.Sql,
  position: Position,
): Prisma.Sql {
  const type = sort.type ?? CASTS[sort.kind];
  return Prisma.sql`(${sort.sql}, ${id}) ${than} (${bound(position.value)}::${type}, ${position.id}::uuid)`;
}

function bound(value: SortValue): string | number | null {
  return value instanceof Date ? value.toISOString() : value;
}
