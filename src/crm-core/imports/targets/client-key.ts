import { readForeignVatNumber, readVatNumber } from '../../clients/domain/vat-number.js';
import type { CellValue } from '../rows/import-field.js';
import type { StagedData } from './import-target.js';

/**
 * The key of a row in the form in which it would be stored, before the rules have read it: which rules hold
 * depends on the client that it finds.
 */
export function keyFields(
  key: string | null,
  { id, externalId, vatNumber, country }: Readonly<Record<string, CellValue>>,
): StagedData['fields'] {
  if (key === 'externalId' && typeof externalId === 'string') return { externalId };
  if (key === 'id' && typeof id === 'string') return { id };
  if (key !== 'vatNumber' || typeof vatNumber !== 'string') return {};
  return { vatNumber: storedVatNumber(vatNumber, country) ?? null };
}

/** Without a country only a number that bears its country's letters can be a foreign one. */
function storedVatNumber(text: string, country: CellValue | undefined): string | undefined {
  if (country === 'IT') return readVatNumber(text);
  if (typeof country === 'string') return readForeignVatNumber(text, country);
  return readVatNumber(text) ?? readForeignVatNumber(text, '');
}
