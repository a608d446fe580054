import { describe, expect, it } from '@jest/globals';
import { parseAmount } from './amount.js';

describe('an amount in a cell', () => {
  it.each([
    ['1.234,56', '1234.56'],
    ['1234.56', '1234.56'],
    ['1234,5', '1234.50'],
    ['1,234.56', '1234.56'],
    ['1,234,567', '1234567.00'],
    ['1.234.567', '1234567.00'],
    ['1.234', '1234.00'],
    ['€ 1.234,00', '1234.00'],
    ['1 234,50 EUR', '1234.50'],
    ["1'234,50", '1234.50'],
    ['0', '0.00'],
    ['007', '7.00'],
  ])('%s is %s', (cell, value) => {
    expect(parseAmount(cell)).toEqual({ value });
  });

  it.each([
    ['1,234', 'AMOUNT_AMBIGUOUS'],
    ['-5', 'AMOUNT_NEGATIVE'],
    ['(5,00)', 'AMOUNT_NEGATIVE'],
    ['abc', 'AMOUNT_UNREADABLE'],
    ['1.23,4', 'AMOUNT_UNREADABLE'],
    ['12.345.67', 'AMOUNT_UNREADABLE'],
    ['1e5', 'AMOUNT_UNREADABLE'],
    ['9999999999999', 'AMOUNT_TOO_LARGE'],
  ])('%s is refused: %s', (cell, code) => {
    expect(parseAmount(cell)).toMatchObject({ problem: { code } });
  });
});
