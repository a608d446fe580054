import { describe, expect, it } from '@jest/globals';
import { periodOf, today, wholeOf } from '../../web/src/routes/(app)/dashboard/period.ts';

const SPRING = '2026-05-10';

describe('the periods of the dashboard', () => {
  it.each([
    ['30d', '2026-04-11', '2026-05-11'],
    ['90d', '2026-02-10', '2026-05-11'],
    ['12m', '2025-05-11', '2026-05-11'],
    ['month', '2026-05-01', '2026-05-11'],
    ['quarter', '2026-04-01', '2026-05-11'],
    ['year', '2026-01-01', '2026-05-11'],
    ['last-month', '2026-04-01', '2026-05-01'],
    ['last-quarter', '2026-01-01', '2026-04-01'],
    ['last-year', '2025-01-01', '2026-01-01'],
  ] as const)('%s never reaches beyond today, so that as many days are compared', (name, from, to) => {
    expect(periodOf(name, SPRING)).toEqual({ from, to });
  });

  it.each([
    ['month', '2026-05-01', '2026-06-01'],
    ['quarter', '2026-04-01', '2026-07-01'],
    ['year', '2026-01-01', '2027-01-01'],
    ['last-month', '2026-04-01', '2026-05-01'],
  ] as const)('what looks ahead takes %s to its own end', (name, from, to) => {
    expect(wholeOf(name, SPRING)).toEqual({ from, to });
  });

  it('the first and the last day of a year belong to it', () => {
    expect(periodOf('year', '2026-01-01')).toEqual({ from: '2026-01-01', to: '2026-01-02' });
    expect(periodOf('year', '2026-12-31')).toEqual({ from: '2026-01-01', to: '2027-01-01' });
    expect(periodOf('last-month', '2026-01-15')).toEqual({ from: '2025-12-01', to: '2026-01-01' });
  });

  it.each([
    ['2026-01-31T22:59:59Z', '2026-01-31'],
    ['2026-01-31T23:00:00Z', '2026-02-01'],
    ['2026-07-31T21:59:59Z', '2026-07-31'],
    ['2026-07-31T22:00:00Z', '2026-08-01'],
  ])('%s is a day of Rome, wherever the browser is', (moment, day) => {
    expect(today(new Date(moment))).toBe(day);
  });
});
