/** What people write (`1.250,50`, `1250.5`, `1 250 €`) as the API takes money, or undefined. */
export function amountOf(written: string): string | undefined {
  const bare = written.replace(/[\s€]/g, '');
  if (bare === '') return '0.00';
  // The last sign before one or two digits is the decimal one; all others group.
  const [, whole = '', decimals = ''] = /^([\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(bare) ?? [];
  const digits = whole.replace(/[.,]/g, '');
  if (!/^\d{1,10}$/.test(digits)) return undefined;
  return `${Number(digits)}.${decimals.padEnd(2, '0')}`;
}
