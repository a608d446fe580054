import { vatRate } from '../../products/domain/vat-class.js';

/** As far as the totals ask: EUR with two decimals. */
export interface NetLine {
  net: string;
  vatClass: string;
}

export interface VatShare {
  vatClass: string;
  /** Percent. */
  rate: number;
  net: string;
  vat: string;
}

export interface DealTotals {
  net: string;
  /** One for each class, the highest rate first. */
  vat: VatShare[];
  vatTotal: string;
  gross: string;
}

/** VAT falls on the sum of each class and is rounded half up to cents there, as on an invoice; not line by line. */
export function dealTotals(lines: readonly NetLine[]): DealTotals {
  const classes = [...new Set(lines.map(({ vatClass }) => vatClass))].sort(byRate);
  const shares = classes.map((vatClass) => {
    const net = sum(lines.filter((line) => line.vatClass === vatClass).map((line) => cents(line.net)));
    return { vatClass, rate: vatRate(vatClass), net, vat: percentOf(net, vatRate(vatClass)) };
  });
  const [net, vat] = [sum(shares.map((share) => share.net)), sum(shares.map((share) => share.vat))];
  return {
    net: euros(net),
    vat: shares.map((share) => ({ ...share, net: euros(share.net), vat: euros(share.vat) })),
    vatTotal: euros(vat),
    gross: euros(net + vat),
  };
}

function byRate(a: string, b: string): number {
  return vatRate(b) - vatRate(a) || a.localeCompare(b);
}

function percentOf(amount: bigint, percent: number): bigint {
  return (amount * BigInt(percent) + 50n) / 100n;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

function cents(euro: string): bigint {
  return BigInt(euro.replace('.', ''));
}

function euros(amount: bigint): string {
  const digits = amount.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
