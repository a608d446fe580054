import type { ExportFormat } from '../../../platform/csv/index.js';
import { cell, cellsOf } from '../../export/cells.js';
import type { FoundContactResponse } from '../dto/found-contact.response.js';

/** The columns of the export, named as the fields of the API. */
export const CONTACT_COLUMNS = [
  'id',
  'fullName',
  'role',
  'email',
  'phone',
  'marketingConsent',
  'primary',
  'clientId',
  'clientName',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof FoundContactResponse)[];

/** The cells of one contact; for Excel a space in telephone numbers, which it would shorten to `3,93331E+11`. */
export function contactCells(
  contact: FoundContactResponse,
  columns: readonly string[],
  format: ExportFormat | undefined,
): string[] {
  const values: Readonly<Record<string, unknown>> = { ...contact };
  return cellsOf(columns, contact.custom, (column) => {
    const text = cell(values[column], format);
    return format === 'excel' && column === 'phone' ? text.replace(/^(\+\d{2})(\d+)$/, '$1 $2') : text;
  });
}
