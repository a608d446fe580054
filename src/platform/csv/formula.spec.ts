import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { neutraliseFormula, restoreFormula } from './formula.js';

describe('cells that a spreadsheet would run', () => {
  it.each(['=1+1', '+SUM(A1)', '-2+3+cmd|x', '@SUM(1)', '\t=1', '＝1', "'=1"])(
    '%j gets an apostrophe',
    (cell) => {
      expect(neutraliseFormula(cell)).toBe(`'${cell}`);
    },
  );

  it.each(['Rossi', '+39021234567', '-12.5', "l'Aquila", "'s-Hertogenbosch", 'a=b', ''])(
    '%j stays as it is',
    (cell) => {
      expect(neutraliseFormula(cell)).toBe(cell);
    },
  );

  it('come back as they went', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '1', 'a', '\t') }), (cell) => {
        expect(restoreFormula(neutraliseFormula(cell))).toBe(cell);
      }),
    );
  });
});
