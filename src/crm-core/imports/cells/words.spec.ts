import { describe, expect, it } from '@jest/globals';
import { choiceOf } from './choice.js';
import { parseCountry } from './country.js';
import { fold, foldBare } from './fold.js';
import { parseDecimal, parseFlag, parseJson, parseList, parseNumber } from './plain.js';

describe('words in cells', () => {
  it('are alike whatever their case, accents and punctuation', () => {
    expect(fold(' Città (P.IVA) ')).toBe('cittapiva');
    expect(['Nº Tel.', 'N° tel'].map(fold)).toEqual(['ntel', 'ntel']);
    expect(['Città (sede)', 'CITTA’ / COMUNE', 'Città\n[obbligatoria]'].map(foldBare)).toEqual([
      'citta',
      'citta',
      'citta',
    ]);
    expect(['Cognome (referente)', 'Codice / Agente', 'Agente / Rappresentante'].map(foldBare)).toEqual([
      'cognomereferente',
      'codiceagente',
      'agente',
    ]);
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
    const names = ['Italia', 'italy', 'IT', 'it', 'Stati Uniti', 'United States', 'Francia', 'Germania'];
    expect(names.map(parseCountry)).toEqual(
      ['IT', 'IT', 'IT', 'IT', 'US', 'US', 'FR', 'DE'].map((value) => ({ value })),
    );
    const further = [
      'ITA',
      'RSM',
      'SCV',
      'Vaticano',
      'Stato della Città del Vaticano',
      'U.S.A.',
      'UK',
      'Inghilterra',
      'Olanda',
    ];
    expect(further.map(parseCountry)).toEqual(
      ['IT', 'SM', 'VA', 'VA', 'VA', 'US', 'GB', 'GB', 'NL'].map((value) => ({ value })),
    );
    expect(parseCountry('Atlantide')).toMatchObject({ problem: { code: 'COUNTRY_UNKNOWN' } });
  });

  it('say yes or no, or a number as Italians write it', () => {
    expect(['SI', 'Sì', 'x', 'VERO', '1'].map(parseFlag)).toEqual(Array(5).fill({ value: true }));
    expect(['no', 'N', 'falso', '0'].map(parseFlag)).toEqual(Array(4).fill({ value: false }));
    expect(parseFlag('forse')).toMatchObject({ problem: { code: 'FLAG_UNREADABLE' } });
    expect(['€ 1.234,56', '1234.5', '12', '-0,5', '1.234'].map(parseDecimal)).toEqual(
      [1234.56, 1234.5, 12, -0.5, 1234].map((value) => ({ value })),
    );
    expect(parseJson('{"mon":[]}')).toEqual({ value: { mon: [] } });
    expect(parseJson('{mon')).toMatchObject({ problem: { code: 'JSON_UNREADABLE' } });
  });

  it('are lists and numbers', () => {
    expect(parseList('bar; tabacchi ,bar')).toEqual({ value: ['bar', 'tabacchi'] });
    expect(parseNumber('45,4642')).toEqual({ value: 45.4642 });
    expect(parseNumber('45 gradi')).toMatchObject({ problem: { code: 'NUMBER_UNREADABLE' } });
  });
});
