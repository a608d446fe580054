import { describe, expect, it } from '@jest/globals';
import { readVatNumber } from '#app/crm-core/clients/domain/vat-number.js';
import { vatNumberFault } from '../../web/src/lib/clients/vat-number.ts';

describe('a P.IVA in a form', () => {
  it.each([
    ['00743110157', undefined],
    ['IT 007.431.101.57', undefined],
    ['12345678903', undefined],
    ['00743110158', 'CHECK_DIGIT'],
    ['0074311015', 'LENGTH'],
    ['00000000000', 'OFFICE'],
  ])('%s: %s', (text, fault) => {
    expect(vatNumberFault(text)).toBe(fault);
  });

  it('is right where the API says so, and wrong where the API says so', () => {
    for (let serial = 0; serial < 500; serial += 1) {
      const text = String((serial * 7_919_777_771) % 100_000_000_000).padStart(11, '0');
      for (let check = 0; check < 10; check += 1) {
        const number = text.slice(0, 10) + String(check);
        expect([number, vatNumberFault(number) === undefined]).toEqual([
          number,
          readVatNumber(number) !== undefined,
        ]);
      }
    }
  });
});
