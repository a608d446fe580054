import { describe, expect, it } from '@jest/globals';
import { readIdentity } from './client-identity.js';
import { readPhone } from './italian/phone.js';
import { readTaxCode } from './italian/tax-code.js';

describe('a codice fiscale', () => {
  it('of a person has a check letter, and letters for digits where two would share one', () => {
    expect(readTaxCode(' rssmra85m01h501q ')).toBe('RSSMRA85M01H501Q');
    expect(readTaxCode('RSSMRA85M01H50MI')).toBe('RSSMRA85M01H50MI');
    expect(readTaxCode('RSSMRA85M01H501A')).toBeUndefined();
  });

  it('of an entity has eleven digits', () => {
    expect(readTaxCode('80008510150')).toBe('80008510150');
    expect(readTaxCode('80008510157')).toBeUndefined();
    expect(readTaxCode('00000000000')).toBeUndefined();
  });
});

describe('a telephone number', () => {
  it('keeps the leading 0 of a landline', () => {
    expect(
      ['02 1234567', '+39 02/1234567', '0039021234567', '333-1234567'].map((text) => readPhone(text, 'IT')),
    ).toEqual(['+39021234567', '+39021234567', '+39021234567', '+393331234567']);
  });

  it('that nobody could call is refused', () => {
    expect(
      ['abc', '12', 'call 02 1234567', '02 1234567 int. 5'].map((text) => readPhone(text, 'IT')),
    ).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('what identifies a client', () => {
  it('is brought into its stored form, and each wrong field is named', () => {
    const { identity, problems } = readIdentity(
      { vatNumber: 'IT00743110157', sdiCode: 'abc', province: 'roma', postalCode: '00184', taxCode: null },
      'IT',
    );
    expect(identity).toEqual({
      vatNumber: '00743110157',
      province: 'RM',
      postalCode: '00184',
      taxCode: null,
    });
    expect(problems).toEqual([expect.objectContaining({ pointer: '/sdiCode', code: 'SDI_CODE_INVALID' })]);
  });

  it('stays the same when it is read again', () => {
    const once = readIdentity(
      { vatNumber: '83404833048', phone: '01 42 68 53 00', postalCode: '2A004' },
      'FR',
    ).identity;
    expect(readIdentity(once, 'FR')).toEqual({ identity: once, problems: [] });
  });
});
