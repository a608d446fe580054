import { passesLuhn } from './luhn.js';

/** The number on Italy's sample papers and manuals; its office, 890, does not exist. */
const SPECIMEN = '12345678903';

/** Provincial offices 001–100, and those that serve no province. */
function isOffice(code: string): boolean {
  return (code >= '001' && code <= '100') || ['120', '121', '888', '999'].includes(code);
}

/**
 * Reads a partita IVA as people write it: with `IT`, spaces, dots or hyphens.
 * @returns its eleven digits; undefined when the check digit or the issuing office (digits 8–10) is wrong
 */
export function readVatNumber(text: string): string | undefined {
  const digits = text
    .toUpperCase()
    .replace(/[\s.\-/]/g, '')
    .replace(/^IT/, '');
  if (!/^\d{11}$/.test(digits) || !passesLuhn(digits)) return undefined;
  return digits === SPECIMEN || isOffice(digits.slice(7, 10)) ? digits : undefined;
}

/**
 * Reads a foreign VAT number. It is kept with its country's letters, so that it never meets an Italian one
 * of the same digits.
 * @param country ISO 3166-1 alpha-2
 */
export function readForeignVatNumber(text: string, country: string): string | undefined {
  const compact = text.toUpperCase().replace(/[\s.\-/]/g, '');
  // Greece writes its VAT numbers with the letters of its language.
  const prefix = country === 'GR' ? 'EL' : country;
  if (!/^[A-Z0-9]{2,18}$/.test(compact)) return undefined;
  return compact.startsWith(prefix) ? compact : prefix + compact;
}
