/** A decimal string without needless zeros: `007.50` is `7.5`. */
export function plain(decimal: string): string {
  const whole = decimal.replace(/^0+(?=\d)/, '');
  return whole.includes('.') ? whole.replace(/\.?0+$/, '') : whole;
}

/** The same with at least two decimals: `7.50`. */
export function plainPrice(decimal: string): string {
  const [whole = '', fraction = ''] = plain(decimal).split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}
