import type { Draft } from './draft.js';

/** Codes without a check digit: what is stored tells which zeros were there. */
const CODES = ['externalId', 'sdiCode', 'admAuthorizationNumber'] as const;

type Coded = Readonly<Partial<Record<(typeof CODES)[number], string | null>>>;

/**
 * A spreadsheet takes the zeros at the beginning: a row that says `46` of the record with the code 00046 says nothing new.
 * @param match the record that the row is of, by another field
 * @param key the field that found it
 */
export function keepZeros(draft: Draft, match: Coded, key: string | null): void {
  for (const field of CODES) {
    const [given, stored] = [draft.text(field), match[field]];
    if (field === key || given === undefined || !stored || !lacksZeros(given, stored)) continue;
    draft.mend(
      field,
      undefined,
      'LEADING_ZEROS_RESTORED',
      `${given} had lost zeros at its beginning: ${stored} stays.`,
      `${given} aveva perso gli zeri iniziali: resta ${stored}.`,
    );
  }
}

function lacksZeros(given: string, stored: string): boolean {
  return /^\d+$/.test(given) && stored.length > given.length && stored === given.padStart(stored.length, '0');
}
