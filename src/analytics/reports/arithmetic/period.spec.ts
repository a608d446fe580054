import { describe, expect, it } from '@jest/globals';
import { bucketsOf, fewestSpans, periodBefore, periodOf, wholeMonthsAndDays } from './period.js';

const problem = (from: string, to: string): string => {
  try {
    periodOf({ from, to }, '2026-11-23');
    return 'fine';
  } catch (error) {
    return (error as { extras: { errors: { code: string }[] } }).extras.errors[0]?.code ?? 'other';
  }
};

describe('periods', () => {
  it('are the thirty days that end with today unless the query says otherwise', () => {
    expect(periodOf({}, '2026-11-23')).toEqual({ from: '2026-10-25', to: '2026-11-24', days: 30 });
    expect(periodOf({ to: '2026-03-31' }, '2026-11-23')).toEqual({
      from: '2026-03-01',
      to: '2026-03-31',
      days: 30,
    });
  });

  it('are compared with one of exactly as many days (peer mistake 3: one day shorter)', () => {
    const year = periodOf({ from: '2017-01-01', to: '2018-01-01' }, '2026-11-23');
    expect(periodBefore(year)).toEqual({ from: '2016-01-02', to: '2017-01-01', days: 365 });
    const march = periodOf({ from: '2026-03-01', to: '2026-04-01' }, '2026-11-23');
    expect(periodBefore(march)).toEqual({ from: '2026-01-29', to: '2026-03-01', days: 31 });
  });

  it('that are empty, backward, endless or of another age are refused', () => {
    expect(problem('2026-01-01', '2026-01-01')).toBe('PERIOD_EMPTY');
    expect(problem('2026-01-02', '2026-01-01')).toBe('PERIOD_EMPTY');
    expect(problem('2010-01-01', '2026-01-01')).toBe('PERIOD_TOO_LONG');
    expect(problem('0001-01-01', '0001-02-01')).toBe('DATE_OUT_OF_RANGE');
    expect(problem('2199-12-01', '2200-01-02')).toBe('DATE_OUT_OF_RANGE');
  });

  it('fall into months and ISO weeks that begin where the period begins', () => {
    const period = periodOf({ from: '2026-01-30', to: '2026-03-02' }, '2026-11-23');
    expect(bucketsOf(period, 'month')).toEqual([
      { from: '2026-01-30', to: '2026-02-01', days: 2 },
      { from: '2026-02-01', to: '2026-03-01', days: 28 },
      { from: '2026-03-01', to: '2026-03-02', days: 1 },
    ]);
    expect(bucketsOf(period, 'week').map(({ from }) => from)).toEqual([
      '2026-01-30',
      '2026-02-02',
      '2026-02-09',
      '2026-02-16',
      '2026-02-23',
    ]);
    expect(bucketsOf(period, 'day')).toHaveLength(31);
  });

  it('are read by whole months, and by days where there is none', () => {
    const spans = (from: string, to: string): string[] =>
      wholeMonthsAndDays({ from, to }).map((span) => `${span.grain} ${span.from} ${span.to}`);
    expect(spans('2026-01-01', '2026-04-01')).toEqual(['MONTH 2026-01-01 2026-04-01']);
    expect(spans('2026-01-01', '2026-01-31')).toEqual(['DAY 2026-01-01 2026-01-31']);
    expect(spans('2026-01-02', '2026-02-28')).toEqual(['DAY 2026-01-02 2026-02-28']);
    expect(spans('2025-12-31', '2026-02-01')).toEqual([
      'MONTH 2026-01-01 2026-02-01',
      'DAY 2025-12-31 2026-01-01',
    ]);
    expect(spans('2025-11-30', '2026-02-02')).toEqual([
      'MONTH 2025-12-01 2026-02-01',
      'DAY 2025-11-30 2025-12-01',
      'DAY 2026-02-01 2026-02-02',
    ]);
  });

  it('are read by the year and the month as nearly as can be, less what lies outside', () => {
    const spans = (from: string, to: string): string[] =>
      fewestSpans({ from, to }, ['YEAR', 'MONTH']).map(
        (span) => `${span.isOff ? '-' : '+'} ${span.grain} ${span.from} ${span.to}`,
      );
    expect(spans('2024-01-01', '2026-01-01')).toEqual(['+ YEAR 2024-01-01 2026-01-01']);
    expect(spans('2025-01-01', '2025-12-01')).toEqual([
      '+ YEAR 2025-01-01 2026-01-01',
      '- MONTH 2025-12-01 2026-01-01',
    ]);
    expect(spans('2025-11-28', '2026-11-28')).toEqual([
      '+ YEAR 2026-01-01 2027-01-01',
      '+ MONTH 2025-12-01 2026-01-01',
      '+ DAY 2025-11-28 2025-12-01',
      '- MONTH 2026-12-01 2027-01-01',
      '- DAY 2026-11-28 2026-12-01',
    ]);
    expect(spans('2026-02-03', '2026-02-27')).toEqual([
      '+ MONTH 2026-02-01 2026-03-01',
      '- DAY 2026-02-01 2026-02-03',
      '- DAY 2026-02-27 2026-03-01',
    ]);
    expect(spans('2026-02-03', '2026-02-12')).toEqual(['+ DAY 2026-02-03 2026-02-12']);
    expect(spans('2026-02-10', '2026-02-20')).toEqual(['+ DAY 2026-02-10 2026-02-20']);
    expect(spans('2026-07-01', '2026-10-01')).toEqual(['+ MONTH 2026-07-01 2026-10-01']);
  });

  it('have each of their days once and no other when all parts are put together', () => {
    const dayOf = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);
    const numberOf = (day: string): number => Date.parse(day) / 86_400_000;
    for (let days = 1; days < 800; days += 13)
      for (let start = 19_600; start < 20_000; start += 37) {
        const counts = new Map<number, number>();
        const period = { from: dayOf(start), to: dayOf(start + days) };
        for (const { from, to, isOff } of fewestSpans(period, ['YEAR', 'MONTH']))
          for (let day = numberOf(from); day < numberOf(to); day += 1)
            counts.set(day, (counts.get(day) ?? 0) + (isOff ? -1 : 1));
        const told = [...counts].filter(([, count]) => count !== 0).sort(([a], [b]) => a - b);
        const each = Array.from({ length: days }, (_, offset) => [start + offset, 1]);
        expect(told.join(' ')).toBe(each.join(' '));
      }
  });
});
