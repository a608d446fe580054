import { describe, expect, it } from '@jest/globals';
import { excelMoment } from './excel-moment.js';

describe('a moment in a file for Excel', () => {
  it.each([
    ['2026-11-24T23:36:01.923Z', '2026-11-25 00:36:01'],
    ['2026-07-01T21:59:59.000Z', '2026-07-01 23:59:59'],
    ['2026-10-25T00:59:59.000Z', '2026-10-25 02:59:59'],
    ['2026-10-25T01:00:00.000Z', '2026-10-25T02:00:00+01:00'],
    ['2026-10-25T02:00:00.000Z', '2026-10-25 03:00:00'],
    ['2026-03-29T01:00:00.000Z', '2026-03-29 03:00:00'],
  ])('%s is %s', (instant, text) => {
    expect(excelMoment(new Date(instant))).toBe(text);
  });
});
