import { describe, expect, it } from '@jest/globals';
import {
  aheadOf,
  monthsOf,
  monthsOver,
  periodOf,
  today,
  wholeOf,
} from '../../web/src/routes/(app)/dashboard/period.ts';

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

  it('targets are those of whole months: of its own, else of this one; of other chosen dates there are none', () => {
    const may = { from: '2026-05-01', to: '2026-06-01' };
    const months = (name: Parameters<typeof periodOf>[0]) => monthsOf(name, periodOf(name, SPRING), SPRING);
    expect([months('30d'), months('month')]).toEqual([may, may]);
    expect(months('quarter')).toEqual({ from: '2026-04-01', to: '2026-07-01' });
    expect(monthsOf('custom', may, SPRING)).toEqual(may);
    expect(monthsOf('custom', { from: '2026-05-02', to: '2026-06-01' }, SPRING)).toBeUndefined();
  });

  it('a forecast looks at twelve months from this one on; how right it was is told of months that are over', () => {
    expect(aheadOf(SPRING)).toEqual({ from: '2026-05-01', to: '2027-05-01' });
    expect(monthsOver(periodOf('quarter', SPRING), SPRING)).toEqual({ from: '2026-04-01', to: '2026-05-01' });
    expect(monthsOver({ from: '2026-02-14', to: '2026-03-15' }, SPRING)).toEqual({
      from: '2026-02-01',
      to: '2026-04-01',
    });
    expect(monthsOver(periodOf('month', SPRING), SPRING)).toBeUndefined();
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
