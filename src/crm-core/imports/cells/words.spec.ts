import { describe, expect, it } from '@jest/globals';
import { choiceOf } from './choice.js';
import { parseCountry } from './country.js';
import { fold } from './fold.js';
import { parseList, parseNumber } from './plain.js';

describe('words in cells', () => {
  it('are alike whatever their case, accents and punctuation', () => {
    expect(fold(' Città (P.IVA) ')).toBe('cittapiva');
  });

  it('name one of a few values', () => {
    const read = choiceOf({ PRICE: ['prezzo', 'troppo caro'], OTHER: [] });
    expect(read('Troppo caro')).toEqual({ value: 'PRICE' });
    expect(read('other')).toEqual({ value: 'OTHER' });
    expect(read('boh')).toMatchObject({
      problem: { code: 'CHOICE_UNKNOWN', message: expect.stringContaining('PRICE, OTHER') },
    });
  });

  it('name a country in two languages, or by its code', () => {
    expect(['Italia', 'italy', 'IT', 'it', 'Stati Uniti', 'United States'].map(parseCountry)).toEqual(
      ['IT', 'IT', 'IT', 'IT', 'US', 'US'].map((value) => ({ value })),
    );
    expect(parseCountry('Atlantide')).toMatchObject({ problem: { code: 'COUNTRY_UNKNOWN' } });
  });

  it('are lists and numbers', () => {
    expect(parseList('bar; tabacchi ,bar')).toEqual({ value: ['bar', 'tabacchi'] });
    expect(parseNumber('45,4642')).toEqual({ value: 45.4642 });
    expect(parseNumber('45 gradi')).toMatchObject({ problem: { code: 'NUMBER_UNREADABLE' } });
  });
});
