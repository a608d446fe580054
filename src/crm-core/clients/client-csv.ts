import { type FieldReader, hiddenNames } from '../../platform/access/index.js';
import type { CustomFieldRule, CustomValue } from '../custom-fields/domain/custom-field.js';
import type { ClientResponse } from './dto/client.response.js';

/** The columns of the export, named as the fields of the API, so that the file can come back as an import. */
export const CSV_COLUMNS = [
  'id',
  'name',
  'externalId',
  'kind',
  'lifecycle',
  'source',
  'vatNumber',
  'taxCode',
  'sdiCode',
  'pecEmail',
  'email',
  'phone',
  'website',
  'street',
  'city',
  'province',
  'postalCode',
  'country',
  'latitude',
  'longitude',
  'pointOfSaleType',
  'admAuthorizationNumber',
  'admExpiresOn',
  'visitIntervalDays',
  'openingHours',
  'tags',
  'notes',
  'ownerId',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof ClientResponse)[];

export type CsvColumn = (typeof CSV_COLUMNS)[number];

/** An admin's field as a column: `custom.colour`. */
export type CustomColumn = `custom.${string}`;
const CUSTOM = 'custom.';

/** The cells of one client: tags parted by `|`, opening hours as JSON, nothing for what is unknown. */
export function toCsvRow(
  client: ClientResponse,
  columns: readonly (CsvColumn | CustomColumn)[],
  format: 'standard' | 'excel' = 'standard',
): string[] {
  return columns.map((column) => {
    if (isCustom(column)) return customCell(client.custom[column.slice(CUSTOM.length)]);
    const text = cell(client[column]);
    return format === 'excel' ? keptByExcel(column, text) : text;
  });
}

/** What Excel would take for another number: twelve digits it shortens to `3,93331E+11`, and `9.123` is 9,123 thousandfold. */
function keptByExcel(column: CsvColumn, text: string): string {
  if (column === 'phone') return text.replace(/^(\+\d{2})(\d+)$/, '$1 $2');
  return column === 'latitude' || column === 'longitude' ? text.replace('.', ',') : text;
}

function isCustom(column: CsvColumn | CustomColumn): column is CustomColumn {
  return column.startsWith(CUSTOM);
}

/** Numbers with a comma, for `1.234` is a thousand in Italy. */
function customCell(value: CustomValue | undefined): string {
  return typeof value === 'number' ? String(value).replace('.', ',') : String(value ?? '');
}

/** The columns that this reader may see, those of the admin's fields last. */
export function csvColumnsFor(
  reader: FieldReader,
  fields: readonly CustomFieldRule[],
): (CsvColumn | CustomColumn)[] {
  const hidden = hiddenNames('client', reader);
  const own = CSV_COLUMNS.filter((column) => !hidden.has(column));
  const custom = fields.filter(({ archived }) => !archived).map(({ key }): CustomColumn => `${CUSTOM}${key}`);
  return hidden.has('custom') ? own : [...own, ...custom];
}

function cell(value: ClientResponse[CsvColumn]): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return list(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** As JSON where a word has in it what parts the words. */
function list(words: readonly string[]): string {
  const joined = words.join('|');
  return words.some((word) => /[,;|]|^\[/.test(word)) ? JSON.stringify(words) : joined;
}
