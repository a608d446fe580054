import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keptByExcel, neutraliseFormula, restoreFormula } from './formula.js';

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

  it.each(['00046', '00743110157', '123456789012', '+39', '10-12', '3/4', "'00046"])(
    '%j gets an apostrophe for Excel, which would take it for another number',
    (cell) => {
      expect(keptByExcel(cell)).toBe(`'${cell}`);
      expect(restoreFormula(keptByExcel(cell))).toBe(cell);
    },
  );

  it.each(['0', '0,5', '46', '12345678903', '2026-12-31', '31/12/2026', '+39 3331234567', 'A-001', '-12,5'])(
    '%j is the same to Excel',
    (cell) => {
      expect(keptByExcel(cell)).toBe(cell);
    },
  );

  it('come back as they went', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '0', '1', '/', 'a', '\t') }),
        (cell) => {
          expect(restoreFormula(neutraliseFormula(cell))).toBe(cell);
          expect(restoreFormula(keptByExcel(cell))).toBe(cell);
        },
      ),
    );
  });
});
