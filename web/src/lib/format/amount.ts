/** Points group thousands, a comma parts the cents; or a point does, and nothing groups. */
const ITALIAN = /^(\d{1,3}(?:\.\d{3})*|\d+)(?:,(\d{1,2}))?$/;
const PLAIN = /^(\d+)\.(\d{1,2})$/;
const MOST_DIGITS = 12;

/**
 * An amount in euros as people write it, as the API takes it: `25.000` and `25000` are `25000.00`, `1.234,5 €` and `1234.5` are
 * `1234.50`. What could be read in two ways, such as `1,234`, is no amount.
 * @returns undefined for what is no amount, null for nothing
 */
export function readAmount(written: string): string | null | undefined {
  const bare = written.replace(/[\s€]/g, '');
  if (bare === '') return null;
  const [, whole, cents = ''] = ITALIAN.exec(bare) ?? PLAIN.exec(bare) ?? [];
  const digits = whole?.replaceAll('.', '').replace(/^0+(?=\d)/, '');
  if (digits === undefined || digits.length > MOST_DIGITS) return undefined;
  return `${digits}.${cents.padEnd(2, '0')}`;
}

/** As it is shown for editing: without cents where there are none. */
export function writeAmount(amount: string | undefined): string {
  if (amount === undefined) return '';
  const [whole = '', cents = '00'] = amount.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return Number(cents) === 0 ? grouped : `${grouped},${cents}`;
}
