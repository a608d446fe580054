import {
  decodeCursor,
  encodeCursor,
  parseSort,
  type SortColumns,
  type SortValue,
  stretches,
} from './keyset.js';
import type { ListQuery } from './list.query.js';

/** An estimate stops counting here. */
export const ESTIMATE_LIMIT = 10_001;

export interface Page<Item> {
  items: Item[];
  /** Give it as `cursor` to get the next page; null on the last one. */
  nextCursor: string | null;
  total?: number;
}

interface FindArguments<Where> {
  where: Where;
  // Prisma's own order types differ for each model; the columns come from the list's white list.
  orderBy: never;
  take: number;
}

export interface ListSource<Where, Row, Item> {
  query: ListQuery;
  /** The fields that this list may be sorted by. */
  sorts: SortColumns;
  /** Used when the query names none. */
  defaultSort: string;
  /** Filters ANDed with the reader's scope. */
  where: Where;
  find: (args: FindArguments<Where>) => Promise<Row[]>;
  count: (args: { where: Where; take?: number }) => Promise<number>;
  toItem: (row: Row) => Item;
}

/**
 * One page of any list: keyset on (sort value, id), so that a page costs the same at any depth and
 * rows that come and go between two pages neither repeat nor hide another.
 */
export async function listPage<Where, Row extends { id: string }, Item>(
  source: ListSource<Where, Row, Item>,
): Promise<Page<Item>> {
  const { query, where } = source;
  const sort = parseSort(query.sort ?? source.defaultSort, source.sorts);
  const position = query.cursor ? decodeCursor(query.cursor, sort) : undefined;
  const rows = await firstOf(query.limit + 1, stretches(sort, position), (stretch, take) =>
    source.find({
      where: { AND: [where, stretch.where] } as Where,
      orderBy: stretch.orderBy as never,
      take,
    }),
  );
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(source.toItem),
    nextCursor: last ? encodeCursor(sort, { value: sortValue(last, sort.column), id: last.id }) : null,
    ...(query.count && {
      total: await source.count(query.count === 'exact' ? { where } : { where, take: ESTIMATE_LIMIT }),
    }),
  };
}

/** The first rows of several stretches; the later ones are asked only for what the earlier ones left open. */
export async function firstOf<Stretch, Row>(
  take: number,
  stretches: readonly Stretch[],
  find: (stretch: Stretch, take: number) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const stretch of stretches) {
    if (rows.length < take) rows.push(...(await find(stretch, take - rows.length)));
  }
  return rows;
}

/** A row's place in the order, as a cursor holds it. */
export function sortValue(row: object, column: string): SortValue {
  const value = (row as Record<string, unknown>)[column];
  if (value === null || value === undefined) return null;
  if (value instanceof Date || typeof value === 'string' || typeof value === 'number') return value;
  // Prisma's Decimal
  return (value as { toFixed(): string }).toFixed();
}
