import { Prisma } from '../prisma/generated/client.js';
import {
  decodeCursor,
  encodeCursor,
  type ParsedSort,
  parseSort,
  type SortColumn,
  type SortValue,
} from './keyset.js';
import { ESTIMATE_LIMIT, type Page, sortValue } from './list-page.js';
import type { ListQuery } from './list.query.js';

/** A column that a list in SQL may be sorted by; it must not be nullable. */
export interface SqlSortColumn extends SortColumn {
  sql: Prisma.Sql;
}

/** What a named query needs to read one page. */
export interface SqlPage {
  where: Prisma.Sql;
  orderBy: Prisma.Sql;
  take: number;
}

export interface SqlListSource<Row, Item> {
  query: ListQuery;
  /** The fields that this list may be sorted by. */
  sorts: Readonly<Record<string, SqlSortColumn>>;
  /** Used when the query names none. */
  defaultSort: string;
  /** The column that makes the order total. */
  id: Prisma.Sql;
  /** Filters ANDed with the reader's scope. */
  where: Prisma.Sql;
  find: (page: SqlPage) => Promise<Row[]>;
  count: (where: Prisma.Sql, most?: number) => Promise<number>;
  toItem: (row: Row) => Item;
}

const CASTS = { date: Prisma.sql`timestamptz`, text: Prisma.sql`text`, number: Prisma.sql`float8` } as const;

/** `listPage` for the lists whose filters need SQL: the same contract, the keyset as a row comparison. */
export async function sqlListPage<Row extends { id: string }, Item>(
  source: SqlListSource<Row, Item>,
): Promise<Page<Item>> {
  const { query, where, id } = source;
  const sort = parseSort(query.sort ?? source.defaultSort, source.sorts);
  const direction = sort.descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const rows = await source.find({
    where: query.cursor ? Prisma.sql`${where} AND ${after(sort, id, query.cursor)}` : where,
    orderBy: Prisma.sql`${sort.sql} ${direction}, ${id} ${direction}`,
    take: query.limit + 1,
  });
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(source.toItem),
    nextCursor: last ? encodeCursor(sort, { value: sortValue(last, sort.column), id: last.id }) : null,
    ...(query.count && {
      total: await source.count(where, query.count === 'estimate' ? ESTIMATE_LIMIT : undefined),
    }),
  };
}

function after(sort: ParsedSort<SqlSortColumn>, id: Prisma.Sql, cursor: string): Prisma.Sql {
  const position = decodeCursor(cursor, sort);
  const than = sort.descending ? Prisma.sql`<` : Prisma.sql`>`;
  return Prisma.sql`(${sort.sql}, ${id}) ${than} (${bound(position.value)}::${CASTS[sort.kind]}, ${position.id}::uuid)`;
}

function bound(value: SortValue): string | number | null {
  return value instanceof Date ? value.toISOString() : value;
}
