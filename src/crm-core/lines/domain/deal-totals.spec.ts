import { describe, expect, it } from '@jest/globals';
import { dealTotals } from './deal-totals.js';

describe('the totals of an offer', () => {
  it('round VAT once for each class, on its sum', () => {
    // 22 % of 0.10 is 2.2 cents: three of them are 6.6, not 3 × 2.
    const line = { net: '0.10', vatClass: '22' };
    expect(dealTotals([line, line, line])).toEqual({
      net: '0.30',
      vat: [{ vatClass: '22', rate: 22, net: '0.30', vat: '0.07' }],
      vatTotal: '0.07',
      gross: '0.37',
    });
  });

  it('round half a cent up', () => {
    expect(dealTotals([{ net: '0.25', vatClass: '22' }]).vatTotal).toBe('0.06');
    expect(dealTotals([{ net: '0.10', vatClass: '5' }]).vatTotal).toBe('0.01');
    expect(dealTotals([{ net: '0.12', vatClass: '4' }]).vatTotal).toBe('0.00');
  });

  it('name each class, the highest rate first, and no VAT for a nature', () => {
    const lines = ['N4', '4', '22', 'N2.1', '10'].map((vatClass) => ({ net: '100.00', vatClass }));
    expect(dealTotals(lines).vat.map(({ vatClass, vat }) => [vatClass, vat])).toEqual([
      ['22', '22.00'],
      ['10', '10.00'],
      ['4', '4.00'],
      ['N2.1', '0.00'],
      ['N4', '0.00'],
    ]);
    expect(dealTotals(lines)).toMatchObject({ net: '500.00', vatTotal: '36.00', gross: '536.00' });
  });

  it('are exact where floats are not', () => {
    const lines = [
      { net: '999999999999.99', vatClass: 'N1' },
      { net: '0.01', vatClass: '22' },
    ];
    expect(dealTotals(lines)).toMatchObject({ net: '1000000000000.00', gross: '1000000000000.00' });
  });

  it('of nothing are nothing', () => {
    expect(dealTotals([])).toEqual({ net: '0.00', vat: [], vatTotal: '0.00', gross: '0.00' });
  });
});
