import { describe, expect, it } from '@jest/globals';
import { isTotals } from '../rows/totals-row.js';
import { cleanCell } from './clean-cell.js';

describe('a cell', () => {
  it.each([
    [' Bar\u00a0Sport\u200b ', 'Bar Sport'],
    ['="00184"', '00184'],
    ["'=1+1", '=1+1'],
    ["'-", '-'],
    ["'s-Hertogenbosch", "'s-Hertogenbosch"],
    ['-', ''],
    ['N.D.', ''],
    ['#N/D', ''],
    ['NULL', ''],
    ['00/00/0000', ''],
    ['0000-00-00 00:00:00', ''],
    ['  /  /    ', ''],
    ['\u001a', ''],
    ['Via Roma 1\u000bscala B', 'Via Roma 1 scala B'],
    ['aperto\nla sera', 'aperto\nla sera'],
    ['-12,5', '-12,5'],
    ['Nadia', 'Nadia'],
    [undefined, ''],
  ])('%j says %j', (cell, says) => {
    expect(cleanCell(cell)).toBe(says);
  });
});

describe('a row of totals', () => {
  it.each([
    [['Totale clienti: 4', '', ''], true],
    [['', 'TOTALE', '€ 1.234,56', ''], true],
    [['Totali', '12', ''], true],
    [['Totale Relax', 'Roma', '00184'], false],
    [['Total Erg', 'Milano', ''], false],
    [['Totalgas', '', ''], false],
    [['Totale'], false],
  ])('%j: %j', (cells, is) => {
    expect(isTotals(cells)).toBe(is);
  });
});
