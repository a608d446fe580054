import { type FieldReader, hiddenNames } from '../../platform/access/index.js';
import type { ClientResponse } from './dto/client.response.js';

/** The columns of the export, named as the fields of the API, so that the file can come back as an import. */
export const CSV_COLUMNS = [
  'id',
  'name',
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

/** The cells of one client: tags parted by `|`, opening hours as JSON, nothing for what is unknown. */
export function toCsvRow(client: ClientResponse, columns: readonly CsvColumn[]): string[] {
  return columns.map((column) => cell(client[column]));
}

/** The columns that this reader may see. */
export function csvColumnsFor(reader: FieldReader): CsvColumn[] {
  const hidden = hiddenNames('client', reader);
  return CSV_COLUMNS.filter((column) => !hidden.has(column));
}

function cell(value: ClientResponse[CsvColumn]): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.join('|');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
