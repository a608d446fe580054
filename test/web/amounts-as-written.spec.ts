import { describe, expect, it } from '@jest/globals';
import { readAmount, writeAmount } from '../../web/src/lib/format/amount.ts';

describe('an amount as people write it', () => {
  it.each([
    ['25.000', '25000.00'],
    ['25000', '25000.00'],
    ['1.234,56', '1234.56'],
    ['1234,5', '1234.50'],
    ['1234.5', '1234.50'],
    ['1.234.567', '1234567.00'],
    ['€ 1 250,50', '1250.50'],
    ['007', '7.00'],
    ['0', '0.00'],
    ['', null],
    [' ', null],
    ['mille', undefined],
    ['1,234', undefined],
    ['1.23.45', undefined],
    ['12.34,5', undefined],
    ['-5', undefined],
    ['1234567890123', undefined],
  ])('%s is %s', (written, amount) => {
    expect(readAmount(written)).toBe(amount);
  });

  it.each(['25000.00', '1234567.50', '0.05', '999.00'])(
    '%s is shown so that it reads as itself',
    (amount) => {
      expect(readAmount(writeAmount(amount))).toBe(amount);
    },
  );
});
