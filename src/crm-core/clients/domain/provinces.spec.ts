import { describe, expect, it } from '@jest/globals';
import { PROVINCE_CODES, readProvince } from './provinces.js';

describe('provinces', () => {
  it('are 107, each with two letters of its own', () => {
    expect(PROVINCE_CODES).toHaveLength(107);
    expect(PROVINCE_CODES.every((code) => /^[A-Z]{2}$/.test(code))).toBe(true);
  });

  it('are read by letters or by name, former ones too', () => {
    expect(['mi', ' MI ', 'Milano', 'FORLI CESENA', "L'Aquila", 'OT'].map(readProvince)).toEqual([
      'MI',
      'MI',
      'MI',
      'FC',
      'AQ',
      'OT',
    ]);
    expect(
      ['FO', 'PS', "Reggio nell'Emilia", 'Reggio di Calabria', "Valle d'Aosta", 'VCO', 'Monza Brianza'].map(
        readProvince,
      ),
    ).toEqual(['FC', 'PU', 'RE', 'RC', 'AO', 'VB', 'MB']);
    expect(readProvince('ZZ')).toBeUndefined();
    expect(readProvince('')).toBeUndefined();
  });
});
