import { readTaxCode } from '../../clients/italian/tax-code.js';
import { readPostalCode } from '../../clients/domain/postal-code.js';
import { readVatNumber } from '../../clients/domain/vat-number.js';
import type { Draft } from './draft.js';

/** `7,43E+09`: the digits are lost, unless all of them are there, as in `7,43110157E+08`. */
const SCIENTIFIC = /^(\d)(?:[.,](\d+))?E\+?(\d+)$/i;
/** A number that went through a program that counts: `743110157.0`. */
const COUNTED = /^(\d+)[.,]0+$/;
const PERSON_TAX_CODE = /^[A-Z]{6}[A-Z0-9]{10}$/;
const DIGITS_OF_A_VAT_NUMBER = 11;
/** Fewer than these were never a P.IVA, whatever their check digit says. */
const LEAST_DIGITS = 7;
/** Around Rome they run from 00010 to 00079; the next ones are Rome's own, from 00118. */
const CAP_WITHOUT_ZEROS = /^([1-7]\d|\d{3,4})$/;
const NUMBERS = ['vatNumber', 'taxCode', 'postalCode', 'phone', 'secondPhone', 'externalId', 'sdiCode'];
/** VAT prefixes of other countries → ISO 3166-1. */
const FOREIGN_PREFIXES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'AT BE BG CY CZ DE DK EE ES FI FR GB HR HU IE LT LU LV MT NL PL PT RO SE SI SK SM'
      .split(' ')
      .map((code) => [code, code]),
  ),
  EL: 'GR',
  XI: 'GB',
  CHE: 'CH',
};

export function mendCodes(draft: Draft, home: string): void {
  for (const field of NUMBERS) mendNumber(draft, field);
  taxCodeAmongVatNumbers(draft);
  countryOfVatNumber(draft);
  if ((draft.text('country') ?? home) !== 'IT') return;
  for (const field of ['vatNumber', 'taxCode']) restoreZeros(draft, field, eleven(field));
  restoreZeros(draft, 'postalCode', five, 2);
  const postalCode = draft.text('postalCode');
  if (postalCode) draft.set('postalCode', postalCode.replace(/^(I|IT)[ -]+/i, ''));
  if (/^0+$/.test(draft.text('sdiCode') ?? '')) draft.set('sdiCode', '0000000');
}

function mendNumber(draft: Draft, field: string): void {
  const text = draft.text(field);
  if (text === undefined) return;
  const whole = wholeOf(text);
  if (whole !== undefined) draft.set(field, whole);
  else if (SCIENTIFIC.test(text)) {
    draft.set(field, undefined);
    draft.refuse(
      field,
      'SCIENTIFIC_NOTATION',
      `“${text}” is a number that the spreadsheet shortened; its digits are lost. Format the column as text and fill it in again.`,
    );
  } else draft.set(field, COUNTED.exec(text)?.[1] ?? text);
}

function wholeOf(text: string): string | undefined {
  const [, first, others = '', power] = SCIENTIFIC.exec(text) ?? [];
  return first !== undefined && others !== '' && others.length === Number(power) ? first + others : undefined;
}

/** One column for both: a person's code among the P.IVA. */
function taxCodeAmongVatNumbers(draft: Draft): void {
  const text = draft.text('vatNumber')?.toUpperCase().replace(/[\s.]/g, '');
  if (text === undefined || !PERSON_TAX_CODE.test(text) || readTaxCode(text) === undefined) return;
  draft.set('vatNumber', undefined);
  if (draft.text('taxCode') === undefined) draft.set('taxCode', text);
}

/** A foreign number in a file without countries. */
function countryOfVatNumber(draft: Draft): void {
  const text = draft
    .text('vatNumber')
    ?.toUpperCase()
    .replace(/[\s.\-/]/g, '');
  if (text === undefined || draft.text('country') !== undefined) return;
  const [, prefix = ''] = /^(CHE|[A-Z]{2})[A-Z0-9]*\d{4,}[A-Z0-9]*$/.exec(text) ?? [];
  const country = FOREIGN_PREFIXES[prefix];
  if (country === undefined) return;
  draft.set('country', country);
  draft.remarks.push({
    field: 'vatNumber',
    problem: {
      code: 'COUNTRY_FROM_VAT_NUMBER',
      message: `The row names no country; by its VAT number it is ${country}.`,
      it: `La riga non indica la nazione: dalla partita IVA risulta ${country}.`,
    },
  });
}

const eleven =
  (field: string) =>
  (digits: string): string | undefined => {
    const padded = digits.padStart(DIGITS_OF_A_VAT_NUMBER, '0');
    return field === 'vatNumber' ? readVatNumber(padded) : readTaxCode(padded);
  };

const five = (digits: string): string | undefined =>
  CAP_WITHOUT_ZEROS.test(digits) ? readPostalCode(digits.padStart(5, '0')) : undefined;

/** Excel takes the zeros at the beginning; the check digit tells that they were there. */
function restoreZeros(
  draft: Draft,
  field: string,
  read: (digits: string) => string | undefined,
  least = LEAST_DIGITS,
): void {
  const text = draft.text(field);
  const digits = text?.replace(/^IT/i, '').trim() ?? '';
  if (text === undefined || !/^\d+$/.test(digits) || digits.length < least) return;
  const restored = read(digits);
  if (restored === undefined || restored === digits || restored.length <= digits.length) return;
  draft.mend(
    field,
    restored,
    'LEADING_ZEROS_RESTORED',
    `${text} had lost zeros at its beginning: read as ${restored}.`,
    `${text} aveva perso gli zeri iniziali: letto come ${restored}.`,
  );
}
