import { type CellResult, unreadable } from './cell-problem.js';

const PLAIN = /^\d+([.,]\d{1,2})?$/;
const ITALIAN = /^\d{1,3}(\.\d{3})+(,\d{1,2})?$/;
const ENGLISH = /^\d{1,3}(,\d{3})+\.\d{1,2}$|^\d{1,3}(,\d{3}){2,}$/;
const AMBIGUOUS = /^\d{1,3},\d{3}$/;
const MAX_DIGITS = 12;

/**
 * An amount in EUR as people write it, as a decimal string: `1.234,56`, `1234,5`, `1234.56`, `1,234.56`, `€ 1.234`.
 * `1.234` is one thousand two hundred and thirty-four, as in Italy; `1,234` could be either and is refused.
 */
export function parseAmount(cell: string): CellResult<string> {
  const text = cell.replace(/€|\bEUR\b|\beuro\b/gi, '').replace(/[\s\u00a0\u202f'’]/g, '');
  if (/^[-(−]/.test(text)) return unreadable('AMOUNT_NEGATIVE', 'An amount is never negative.');
  if (AMBIGUOUS.test(text)) {
    return unreadable('AMOUNT_AMBIGUOUS', `“${cell}” could be thousands or decimals: write 1234 or 1234,00.`);
  }
  const plain = PLAIN.test(text)
    ? text.replace(',', '.')
    : ITALIAN.test(text)
      ? text.replaceAll('.', '').replace(',', '.')
      : ENGLISH.test(text)
        ? text.replaceAll(',', '')
        : undefined;
  if (plain === undefined)
    return unreadable('AMOUNT_UNREADABLE', `“${cell}” is not an amount such as 1.234,56 or 1234.56.`);
  const [whole = '', cents = ''] = plain.split('.');
  const digits = whole.replace(/^0+(?=\d)/, '');
  if (digits.length > MAX_DIGITS)
    return unreadable('AMOUNT_TOO_LARGE', `An amount has at most ${MAX_DIGITS} digits before the comma.`);
  return { value: `${digits}.${cents.padEnd(2, '0')}` };
}
