import { describe, expect, it } from '@jest/globals';
import { plain, plainPrice } from './plain-number.js';

describe('numbers as people send them', () => {
  it('lose their needless zeros and nothing else', () => {
    const cases = {
      '12': '12',
      '0.500': '0.5',
      '010': '10',
      '0': '0',
      '0.0': '0',
      '100.00': '100',
      '1.205': '1.205',
    };
    for (const [given, said] of Object.entries(cases)) expect(plain(given)).toBe(said);
  });

  it('keep cents where they are prices', () => {
    const cases = { '12': '12.00', '4.9': '4.90', '0.1230': '0.123', '00.1234': '0.1234', '0': '0.00' };
    for (const [given, said] of Object.entries(cases)) expect(plainPrice(given)).toBe(said);
  });
});
