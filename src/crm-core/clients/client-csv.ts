import { italianNumber } from '../../platform/csv/index.js';
import { cell, cellsOf } from '../export/cells.js';
import type { ExportFormat } from '../../platform/csv/index.js';
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
  'checkInRadiusMeters',
  'openingHours',
  'openingExceptions',
  'tags',
  'notes',
  'ownerId',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof ClientResponse)[];

type CsvColumn = (typeof CSV_COLUMNS)[number];

/** The cells of one client: tags parted by `|`, opening hours and exceptions as JSON, nothing for what is unknown. */
export function toCsvRow(
  client: ClientResponse,
  columns: readonly string[],
  format: ExportFormat = 'standard',
): string[] {
  return cellsOf(columns, client.custom, (column) => {
    const value = client[column as CsvColumn];
    const text = column === 'tags' ? list(client.tags) : cell(value, format);
    return format === 'excel' ? keptByExcel(column, text) : text;
  });
}

/** What Excel would take for another number: twelve digits it shortens to `3,93331E+11`, and `9.123` is 9,123 thousandfold. */
function keptByExcel(column: string, text: string): string {
  if (column === 'phone') return text.replace(/^(\+\d{2})(\d+)$/, '$1 $2');
  return column === 'latitude' || column === 'longitude' ? italianNumber(text) : text;
}

/** As JSON where a word has in it what parts the words. */
function list(words: readonly string[]): string {
  const joined = words.join('|');
  return words.some((word) => /[,;|]|^\[/.test(word)) ? JSON.stringify(words) : joined;
}
