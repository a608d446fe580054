import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { iva } from 'stdnum/lib/cjs/it/index.js';
import { readForeignVatNumber, readVatNumber } from './vat-number.js';

describe('a P.IVA', () => {
  it.each(['00743110157', 'IT00743110157', ' it 007.431.101-57 ', '12345678903'])('%j is read', (text) => {
    expect(readVatNumber(text)).toMatch(/^(00743110157|12345678903)$/);
  });

  it.each([
    ['00743110158', 'the check digit'],
    ['00000000000', 'no number'],
    ['0074311015', 'ten digits'],
    ['007431101577', 'twelve digits'],
    ['0074311O157', 'a letter'],
    ['00743111106', 'no office 110'],
    ['', 'nothing'],
  ])('%j is refused: %s', (text) => {
    expect(readVatNumber(text)).toBeUndefined();
  });

  it('is judged as another implementation judges it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999_999 }),
        fc.integer({ min: 0, max: 999 }),
        fc.integer({ min: 0, max: 9 }),
        (serial, office, check) => {
          const number = `${String(serial).padStart(7, '0')}${String(office).padStart(3, '0')}${check}`;
          fc.pre(number !== '12345678903');
          expect(readVatNumber(number) !== undefined).toBe(iva.validate(number).isValid);
        },
      ),
    );
  });
});

describe('a foreign VAT number', () => {
  it('carries the letters of its country', () => {
    expect(readForeignVatNumber('fr 83 404 833 048', 'FR')).toBe('FR83404833048');
    expect(readForeignVatNumber('83404833048', 'FR')).toBe('FR83404833048');
    expect(readForeignVatNumber('094259216', 'GR')).toBe('EL094259216');
    expect(readForeignVatNumber('?', 'FR')).toBeUndefined();
  });
});
