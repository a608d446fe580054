import { describe, expect, it } from '@jest/globals';
import { told, toldChange, toldDate, toldMonth } from './figure-words.js';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('a figure in a letter', () => {
  it('is written as Italians write it, to the cent', () => {
    expect(plain(told({ unit: 'EUR', value: '1234.56' }, 'it'))).toBe('1.234,56 €');
    expect(plain(told({ unit: 'EUR', value: '9007199254740993.07' }, 'it'))).toBe(
      '9.007.199.254.740.993,07 €',
    );
    expect(plain(told({ unit: 'EUR', value: '-0.50' }, 'it'))).toBe('-0,50 €');
    expect(plain(told({ unit: 'percent', value: 63.1 }, 'it'))).toBe('63,10 %');
    expect(plain(told({ unit: 'days', value: 47.99 }, 'it'))).toBe('47,99 giorni');
    expect(plain(told({ unit: 'count', value: 1234 }, 'it'))).toBe('1.234');
    expect(plain(told({ unit: 'seconds', value: 5400 }, 'it'))).toBe('1,50 ore');
    expect(toldDate('2026-11-23')).toBe('23/11/2026');
  });

  it('and as the English do', () => {
    expect(told({ unit: 'EUR', value: '1234.5' }, 'en')).toBe('€1,234.50');
    expect(told({ unit: 'EUR', value: '-3.00' }, 'en')).toBe('-€3.00');
    expect(told({ unit: 'percent', value: 63.1 }, 'en')).toBe('63.10%');
  });

  it('that is none is a dash, never zero; a change has its sign', () => {
    expect(told({ unit: 'percent', value: null }, 'it')).toBe('–');
    expect([null, undefined].map((change) => toldChange({ change }, 'it'))).toEqual(['–', '–']);
    expect([12.5, -100, 0].map((change) => plain(toldChange({ change }, 'it')))).toEqual([
      '+12,50 %',
      '-100,00 %',
      '0,00 %',
    ]);
  });

  it('of a percentage moves by percentage points, for a percentage of one is read as points', () => {
    expect(plain(toldChange({ change: 42.87, changePoints: 19.29 }, 'it'))).toBe('+19,29 pp');
    expect(plain(toldChange({ change: -50, changePoints: -20 }, 'en'))).toBe('-20.00 pp');
    expect(toldChange({ change: null, changePoints: null }, 'it')).toBe('–');
  });

  it('of a month names it', () => {
    expect([toldMonth('2026-11-01', 'it'), toldMonth('2026-11-01', 'en')]).toEqual([
      'novembre 2026',
      'November 2026',
    ]);
  });
});
