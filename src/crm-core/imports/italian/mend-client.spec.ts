import { describe, expect, it } from '@jest/globals';
import { mendClient } from './mend-client.js';

const mended = (values: Record<string, string>, home?: string) => {
  const { values: after, remarks, troubles } = mendClient(values, home);
  return { after, codes: [...remarks, ...troubles].map(({ problem }) => problem.code) };
};

describe('the data of an Italian client', () => {
  it.each([
    ['vatNumber', '743110157', '00743110157'],
    ['vatNumber', 'IT 743110157', '00743110157'],
    ['taxCode', '743110157', '00743110157'],
    ['postalCode', '184', '00184'],
    ['postalCode', '19', '00019'],
    ['postalCode', '8100', '08100'],
    ['phone', '21234567', '021234567'],
  ])('%s %s gets the zeros back that Excel took, and says so', (field, text, restored) => {
    expect(mended({ [field]: text })).toEqual({
      after: { [field]: restored },
      codes: ['LEADING_ZEROS_RESTORED'],
    });
  });

  it.each([
    ['vatNumber', '743110158'],
    ['vatNumber', '12345'],
    ['postalCode', '9'],
    ['postalCode', '99'],
    ['phone', '12'],
  ])('%s %s is left to the rules: no zero makes it right', (field, text) => {
    expect(mended({ [field]: text })).toEqual({ after: { [field]: text }, codes: [] });
  });

  it('is of another country: nothing of it is mended', () => {
    const values = { vatNumber: '743110157', postalCode: '1011', country: 'NL' };
    expect(mended(values)).toEqual({ after: values, codes: [] });
    expect(mended({ vatNumber: '743110157' }, 'NL')).toEqual({
      after: { vatNumber: '743110157' },
      codes: [],
    });
  });

  it('a number in scientific notation that has all its digits is read', () => {
    expect(mended({ vatNumber: '1,2345678903E+10', secondPhone: '3,331234567E+09' })).toEqual({
      after: { vatNumber: '12345678903', phone: '3331234567' },
      codes: [],
    });
  });

  it('0 and 0 as coordinates are no place, and that is said', () => {
    const { values, remarks } = mendClient({ name: 'Bar', latitude: 0, longitude: 0 });
    expect(values).toEqual({ name: 'Bar' });
    expect(remarks).toMatchObject([{ problem: { code: 'COORDINATES_ZERO' } }]);
    expect(mendClient({ latitude: 0, longitude: 9.19 }).values).toEqual({ latitude: 0, longitude: 9.19 });
  });

  it('NA beside a CAP that is not Naples’s means “missing”, and that is said', () => {
    expect(mended({ province: 'NA', postalCode: '20121' })).toEqual({
      after: { postalCode: '20121' },
      codes: ['PROVINCE_NOT_NAPLES'],
    });
    expect(mended({ province: 'NA', postalCode: '80121' }).codes).toEqual([]);
    expect(mended({ province: 'Napoli', postalCode: '20121' }).after).toMatchObject({ province: 'NA' });
  });

  it.each([
    ['FO', 'FC'],
    ['PS', 'PU'],
    ['Milano', 'MI'],
    ["Reggio nell'Emilia", 'RE'],
  ])('the province %s is read as %s, and that is said', (province, code) => {
    expect(mended({ province })).toEqual({ after: { province: code }, codes: ['PROVINCE_READ'] });
  });

  it.each(['7,43E+09', '7.43E+09', '7E9'])('a P.IVA that became %s is lost, and says so', (text) => {
    expect(mended({ vatNumber: text })).toEqual({ after: {}, codes: ['SCIENTIFIC_NOTATION'] });
  });

  it.each<[Record<string, string>, Record<string, string>]>([
    [{ vatNumber: 'RSSMRA85M01H501Q' }, { taxCode: 'RSSMRA85M01H501Q' }],
    [
      { vatNumber: '743110157.0', country: 'NL' },
      { vatNumber: '743110157', country: 'NL' },
    ],
    [{ sdiCode: '0' }, { sdiCode: '0000000' }],
    [{ postalCode: 'I-20121' }, { postalCode: '20121' }],
    [{ city: '20121 Milano (MI)' }, { city: 'Milano', postalCode: '20121', province: 'MI' }],
    [{ city: 'Forlì (FC)' }, { city: 'Forlì', province: 'FC' }],
    [{ city: "Reggio nell'Emilia" }, { city: "Reggio nell'Emilia" }],
    [{ city: 'Presicce-Acquarica' }, { city: 'Presicce-Acquarica' }],
    [{ city: 'Milano (zona Sempione)' }, { city: 'Milano (zona Sempione)' }],
    [{ province: '(MI)' }, { province: 'MI' }],
    [{ province: 'MI - Milano' }, { province: 'MI' }],
    [{ province: 'EE', country: 'SM' }, { country: 'SM' }],
    [{ province: 'NA', country: 'DE' }, { country: 'DE' }],
    [{ province: 'NA' }, { province: 'NA' }],
    [{ name: 'BAR SPORT', surname: 'DI ROSSI MARIO' }, { name: 'BAR SPORT DI ROSSI MARIO' }],
    [{ name: 'Mario', surname: 'Rossi' }, { name: 'Mario Rossi' }],
    [{ street: 'Via Roma', streetNumber: '12/A' }, { street: 'Via Roma, 12/A' }],
    [{ street: 'Via Roma 12', streetNumber: '12' }, { street: 'Via Roma 12' }],
    [{ secondPhone: '333 1234567' }, { phone: '333 1234567' }],
    [{ phone: 'Tel. 02 1234567', secondPhone: '333 1234567' }, { phone: '02 1234567' }],
    [{ phone: '02/1234567' }, { phone: '02/1234567' }],
    [{ phone: '0' }, {}],
    [{ email: 'mailto:info@bar.it;' }, { email: 'info@bar.it' }],
  ])('%j is read as %j', (values, after) => {
    expect(mended(values)).toEqual({ after, codes: [] });
  });

  it.each([
    ['02 1234567 / 333 1234567', '02 1234567'],
    ['02/1234567 - 333/1234567', '02/1234567'],
    ['02 1234567; 333 1234567', '02 1234567'],
    ['02/1234567/333 1234567', '333 1234567'],
  ])('of several telephones in a cell, %s, the first that is one is kept', (text, first) => {
    expect(mended({ phone: text })).toEqual({ after: { phone: first }, codes: ['FIRST_PHONE_TAKEN'] });
  });

  it('a foreign VAT number tells the country in a file that has no such column', () => {
    expect(mended({ vatNumber: 'DE 136695976' })).toEqual({
      after: { vatNumber: 'DE 136695976', country: 'DE' },
      codes: ['COUNTRY_FROM_VAT_NUMBER'],
    });
  });
});
