/** Provincial offices 001–100, and those that serve no province. */
const isOffice = (code: string): boolean =>
  (code >= '001' && code <= '100') || ['120', '121', '888', '999'].includes(code);

/** On Italy's sample papers; its office does not exist, and the API takes it. */
const SPECIMEN = '12345678903';

export type VatNumberFault = 'LENGTH' | 'CHECK_DIGIT' | 'OFFICE';

/**
 * What is wrong with an Italian P.IVA as people write it (with `IT`, spaces, dots), by the rule of the API: eleven digits of
 * which every second one is doubled, the digit sums add up to a multiple of ten, and digits 8–10 are an office's.
 * @returns undefined when nothing is
 */
export function vatNumberFault(text: string): VatNumberFault | undefined {
  const digits = text
    .toUpperCase()
    .replace(/[\s.\-/]/g, '')
    .replace(/^IT/, '');
  if (!/^\d{11}$/.test(digits)) return 'LENGTH';
  const sum = [...digits].reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  if (sum % 10 !== 0) return 'CHECK_DIGIT';
  return digits === SPECIMEN || isOffice(digits.slice(7, 10)) ? undefined : 'OFFICE';
}
