/**
 * How VAT falls on a product: a rate in percent, or the nature of an operation that bears none, as electronic invoices
 * have named it (`Natura`) since 2021: N2, N3 and N6 only with their second digit.
 */
export const VAT_CLASSES = [
  ...['22', '10', '5', '4'],
  ...['N1', 'N2.1', 'N2.2', 'N3.1', 'N3.2', 'N3.3', 'N3.4', 'N3.5', 'N3.6', 'N4', 'N5'],
  ...['N6.1', 'N6.2', 'N6.3', 'N6.4', 'N6.5', 'N6.6', 'N6.7', 'N6.8', 'N6.9', 'N7'],
] as const;

/** Percent: 0 for every nature. */
export function vatRate(vatClass: string): number {
  return vatClass.startsWith('N') ? 0 : Number(vatClass);
}
