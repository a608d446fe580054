import { codicefiscale } from 'stdnum/lib/cjs/it/index.js';
import { passesLuhn } from '../domain/luhn.js';

/**
 * Reads a codice fiscale: a person's sixteen characters with their check letter (letters may stand in for digits
 * where two people would share a code: omocodia), or an entity's eleven digits.
 */
export function readTaxCode(text: string): string | undefined {
  const code = text.toUpperCase().replace(/[\s.\-/]/g, '');
  if (/^\d{11}$/.test(code)) return passesLuhn(code) && Number(code) > 0 ? code : undefined;
  return codicefiscale.validate(code).isValid ? code : undefined;
}
