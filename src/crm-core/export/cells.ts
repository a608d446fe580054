import type { CustomValue, CustomValues } from '../custom-fields/domain/custom-field.js';
import { type ExportFormat, excelMoment, italianNumber } from '../../platform/csv/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';

const CUSTOM = 'custom.';

/** An admin's field as a column: `custom.colour`. */
export const customColumn = (key: string): string => CUSTOM + key;

/** The cells of one row: those of our own fields by `own`, those of the admin's from its custom values. */
export function cellsOf(
  columns: readonly string[],
  custom: CustomValues,
  own: (column: string) => string,
): string[] {
  return columns.map((column) =>
    column.startsWith(CUSTOM) ? customCell(custom[column.slice(CUSTOM.length)]) : own(column),
  );
}

/** Nothing for what is unknown, instants in UTC, but for Excel by the clock in Rome, objects as JSON. */
export function cell(value: unknown, format?: ExportFormat): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date) return format === 'excel' ? excelMoment(value) : value.toISOString();
  return JSON.stringify(value);
}

/** Numbers with a comma and all their digits, for a spreadsheet that reads `1e+21` may write something else. */
function customCell(value: CustomValue | undefined): string {
  return typeof value === 'number' ? italianNumber(new Prisma.Decimal(value).toFixed()) : cell(value);
}
