const ITALIAN = /^\d{1,3}(\.\d{3})*(,\d{1,2})?$|^\d+(,\d{1,2})?$/;
const PLAIN = /^\d+(\.\d{1,2})?$/;

/**
 * An amount as people write it, as the API does: `25.000` and `25000` are `25000.00`, `1.234,56` is `1234.56`.
 * @returns undefined for what is no amount, null for nothing
 */
export function readAmount(text: string): string | null | undefined {
  const plain = text.replace(/[\s€]/g, '');
  if (plain === '') return null;
  if (ITALIAN.test(plain)) return Number(plain.replaceAll('.', '').replace(',', '.')).toFixed(2);
  return PLAIN.test(plain) ? Number(plain).toFixed(2) : undefined;
}

/** As it is shown for editing: without cents where there are none. */
export function writeAmount(amount: string | undefined): string {
  if (amount === undefined) return '';
  const [whole = '', cents = '00'] = amount.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return Number(cents) === 0 ? grouped : `${grouped},${cents}`;
}
