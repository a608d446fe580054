import { DomainError } from '../errors/domain-error.js';

/** A column that a list may be sorted by. */
export interface SortColumn {
  column: string;
  /** A `number` is whole or a decimal; a `float` is a float8, as exact as JSON has it. */
  kind: 'date' | 'text' | 'number' | 'float';
  /** Rows without a value come last, whichever the direction. */
  nullable?: boolean;
}

export type SortColumns = Readonly<Record<string, SortColumn>>;
export type SortValue = Date | string | number | null;

export type ParsedSort<Column extends SortColumn = SortColumn> = Column & {
  /** As written in the query: `-createdAt`. */
  key: string;
  descending: boolean;
};

export interface Position {
  value: SortValue;
  id: string;
}

/** @throws DomainError when the field is not on the white list */
export function parseSort<Column extends SortColumn>(
  key: string,
  columns: Readonly<Record<string, Column>>,
): ParsedSort<Column> {
  const descending = key.startsWith('-');
  const name = descending ? key.slice(1) : key;
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (!column) {
    throw DomainError.field(
      '/sort',
      'SORT_UNKNOWN',
      `This list can be sorted by ${Object.keys(columns).join(', ')}; - before it for descending.`,
    );
  }
  return { ...column, key, descending };
}

export function encodeCursor(sort: ParsedSort, position: Position): string {
  const value = position.value instanceof Date ? position.value.toISOString() : position.value;
  return Buffer.from(JSON.stringify([sort.key, value, position.id])).toString('base64url');
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** @throws DomainError when the cursor was not made by this list with this sort */
export function decodeCursor(cursor: string, sort: ParsedSort): Position {
  const refuse = (): never => {
    throw DomainError.field(
      '/cursor',
      'CURSOR_INVALID',
      'This cursor does not belong to this list and sort; start again without it.',
    );
  };
  const parts = parseJson(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!Array.isArray(parts) || parts.length !== 3) return refuse();
  const [key, value, id] = parts as unknown[];
  if (key !== sort.key || typeof id !== 'string' || !UUID.test(id)) return refuse();
  if (value === null) return sort.nullable ? { value, id } : refuse();
  if (sort.kind === 'float') return Number.isFinite(value) ? { value: value as number, id } : refuse();
  if (sort.kind === 'number') return isWhole(value) || isNumeral(value) ? { value, id } : refuse();
  if (typeof value !== 'string' || value.includes('\0')) return refuse();
  if (sort.kind === 'text') return { value, id };
  const date = new Date(value);
  return isStorable(date) ? { value: date, id } : refuse();
}

/** PostgreSQL's calendar and JavaScript's end at different times; rows lie well inside of both. */
function isStorable(date: Date): boolean {
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isNumeral(value: unknown): value is string {
  return typeof value === 'string' && /^-?\d{1,16}(\.\d{1,6})?$/.test(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A stretch of a list that one index gives in order. */
export interface Stretch {
  where: Record<string, unknown>;
  orderBy: Record<string, unknown>[];
}

/**
 * What of a list lies after a position. Rows without a value are a stretch of their own, behind the others: no index
 * would give both in one order for either direction.
 */
export function stretches(sort: ParsedSort, position?: Position): Stretch[] {
  const { column } = sort;
  const direction = sort.descending ? 'desc' : 'asc';
  const orderBy = [{ [column]: direction }, { id: direction }];
  const valued = sort.nullable ? [{ [column]: { not: null } }] : [];
  const before: Stretch[] =
    position?.value === null
      ? []
      : [{ where: { AND: [...valued, ...(position ? [afterPosition(sort, position)] : [])] }, orderBy }];
  if (!sort.nullable) return before;
  const beyond = position?.value === null ? { id: { [sort.descending ? 'lt' : 'gt']: position.id } } : {};
  return [...before, { where: { [column]: null, ...beyond }, orderBy }];
}

/**
 * In the form that an index can start from: `a <= x AND (a < x OR (a = x AND id < y))`; `a < x OR (a = x AND id < y)`
 * alone would read the index from its beginning.
 */
function afterPosition(sort: ParsedSort, { value, id }: Position): Record<string, unknown> {
  const than = sort.descending ? 'lt' : 'gt';
  const orAt = sort.descending ? 'lte' : 'gte';
  const { column } = sort;
  return {
    AND: [
      { [column]: { [orAt]: value } },
      { OR: [{ [column]: { [than]: value } }, { [column]: value, id: { [than]: id } }] },
    ],
  };
}
