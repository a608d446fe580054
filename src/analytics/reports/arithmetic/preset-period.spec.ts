import { describe, expect, it } from '@jest/globals';
import { type MovingPeriod, presetPeriod } from './preset-period.js';

const on = (today: string, preset: MovingPeriod): string => {
  const { from, to } = presetPeriod(preset, today);
  return `${from} ${to}`;
};

describe('a period that moves with the calendar', () => {
  it('is whole weeks from Monday, months, quarters and years, half-open', () => {
    // A Sunday: the last day of its week.
    expect(on('2026-11-29', 'THIS_WEEK')).toBe('2026-11-23 2026-11-30');
    expect(on('2026-11-30', 'LAST_WEEK')).toBe('2026-11-23 2026-11-30');
    expect(on('2026-03-31', 'LAST_MONTH')).toBe('2026-02-01 2026-03-01');
    expect(on('2026-11-29', 'THIS_QUARTER')).toBe('2026-10-01 2027-01-01');
    expect(on('2026-02-10', 'LAST_QUARTER')).toBe('2025-10-01 2026-01-01');
    expect(on('2026-02-10', 'LAST_YEAR')).toBe('2025-01-01 2026-01-01');
    expect(on('2026-01-01', 'YESTERDAY')).toBe('2025-12-31 2026-01-01');
  });

  it('ends with today where it is a number of days, and begins with this month where it lies ahead', () => {
    expect(on('2026-03-29', 'LAST_7_DAYS')).toBe('2026-03-23 2026-03-30');
    expect(on('2026-11-29', 'MONTH_TO_DATE')).toBe('2026-11-01 2026-11-30');
    expect(on('2026-11-29', 'QUARTER_TO_DATE')).toBe('2026-10-01 2026-11-30');
    expect(on('2026-01-01', 'YEAR_TO_DATE')).toBe('2026-01-01 2026-01-02');
    expect(on('2026-11-29', 'NEXT_3_MONTHS')).toBe('2026-11-01 2027-02-01');
  });
});
