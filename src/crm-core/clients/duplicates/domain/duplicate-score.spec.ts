import { describe, expect, it } from '@jest/globals';
import { type Comparable, LIKELY_DUPLICATE, scoreDuplicate } from './duplicate-score.js';

const EMPTY: Comparable = {
  name: null,
  vatNumber: null,
  taxCode: null,
  email: null,
  pecEmail: null,
  phone: null,
  street: null,
  city: null,
  postalCode: null,
};
const shop: Comparable = {
  ...EMPTY,
  name: 'Caffè Vapor S.r.l.',
  phone: '+39021234567',
  email: 'info@caffevapor.it',
  street: 'Via Roma 12',
  city: 'Milano',
  postalCode: '20121',
};
const draft = (fields: Partial<Comparable>): Comparable => ({ ...EMPTY, ...fields });

describe('how likely two clients are one', () => {
  it.each<[string, Partial<Comparable>, number, string[]]>([
    ['the name in another order and legal form', { name: 'VAPOR CAFFE SNC' }, 50, ['SAME_NAME']],
    ['a misspelt name alone', { name: 'Caffe Vappor' }, 35, ['SIMILAR_NAME']],
    [
      'a misspelt name in the same place',
      { name: 'Caffe Vappor', postalCode: '20121' },
      50,
      ['SIMILAR_NAME', 'SAME_POSTAL_CODE'],
    ],
    ['the telephone alone', { phone: '+39021234567' }, 35, ['SAME_PHONE']],
    [
      'the telephone in the same town',
      { phone: '+39021234567', city: 'MILANO', postalCode: '20122' },
      45,
      ['SAME_PHONE', 'SAME_CITY'],
    ],
    ['another e-mail in another case', { email: 'INFO@caffevapor.it' }, 35, ['SAME_EMAIL']],
    [
      'the street as somebody else writes it',
      { street: 'v.le Roma, 12', postalCode: '20121' },
      35,
      ['SAME_STREET', 'SAME_POSTAL_CODE'],
    ],
    ['another business of the town', { name: 'Smoke Zero', city: 'Milano' }, 10, ['SAME_CITY']],
    ['nothing at all', {}, 0, []],
  ])('counts %s', (_, fields, score, codes) => {
    const found = scoreDuplicate(draft(fields), shop);
    expect([found.score, found.reasons.map(({ code }) => code)]).toEqual([score, codes]);
  });

  it('is certain of the same P.IVA only', () => {
    expect(scoreDuplicate(shop, shop).score).toBe(99);
    const numbered = { ...shop, vatNumber: '00743110157' };
    expect(scoreDuplicate(numbered, numbered).score).toBe(100);
    expect(
      scoreDuplicate(draft({ vatNumber: '00743110157' }), { ...EMPTY, vatNumber: '00743110157' }),
    ).toEqual({ score: 100, reasons: [{ code: 'SAME_VAT_NUMBER', fields: ['vatNumber'], points: 100 }] });
  });

  it('takes two P.IVAs for two businesses, unless much else speaks against it', () => {
    const other = { ...shop, vatNumber: '12345678903', phone: null, email: null, street: null };
    const one = { ...shop, vatNumber: '00743110157' };
    expect(scoreDuplicate(other, one).score).toBeLessThan(LIKELY_DUPLICATE);
    expect(scoreDuplicate({ ...other, phone: shop.phone }, one).score).toBeGreaterThan(LIKELY_DUPLICATE);
  });
});
