import { describe, expect, it } from '@jest/globals';
import { parseDate, parseInstant } from './date.js';

describe('a date in a cell', () => {
  it.each([
    ['31/12/2026', '2026-12-30T23:00:00.000Z'],
    ['1/7/2026', '2026-06-30T22:00:00.000Z'],
    ['01.07.2026 09:30', '2026-07-01T07:30:00.000Z'],
    ['2017-03-01', '2017-02-28T23:00:00.000Z'],
    ['2026-03-29T12:00:00Z', '2026-03-29T12:00:00.000Z'],
    ['2026-03-29 12:00', '2026-03-29T10:00:00.000Z'],
    ['1/7/26', '2026-06-30T22:00:00.000Z'],
    ['1/7/85', '1985-06-30T22:00:00.000Z'],
    ['31 dicembre 2026', '2026-12-30T23:00:00.000Z'],
    ['31-dic-26', '2026-12-30T23:00:00.000Z'],
    ['1° luglio 2026', '2026-06-30T22:00:00.000Z'],
    ['20260701', '2026-06-30T22:00:00.000Z'],
    ['44196', '2020-12-30T23:00:00.000Z'],
    ['46204,5', '2026-07-01T10:00:00.000Z'],
  ])('%s begins at %s', (cell, value) => {
    expect(parseInstant(cell)).toEqual({ value });
  });

  it('is a day in Rome', () => {
    expect(parseDate('28/02/2026')).toEqual({ value: '2026-02-28' });
    expect(parseDate('2026-06-30T22:30:00Z')).toEqual({ value: '2026-07-01' });
  });

  it.each([
    '31/02/2026',
    '03/13/2017',
    '2026-02-30',
    'domani',
    '20260231',
    '01072026',
    '4419',
    '1/1/026',
    '01/01/0026',
    '31 boh 2026',
  ])('%s is refused', (cell) => {
    expect(parseInstant(cell)).toMatchObject({ problem: { code: 'DATE_UNREADABLE' } });
  });
});
