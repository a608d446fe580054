import { describe, expect, it } from '@jest/globals';
import { addDays, businessDateOf, instantAt, isBusinessDate, startOfBusinessDate } from './rome.js';

const hoursIn = (date: string): number =>
  (startOfBusinessDate(addDays(date, 1)).getTime() - startOfBusinessDate(date).getTime()) / 3_600_000;

describe('business days in Rome', () => {
  it('has 23 hours on the last Sunday of March and 25 on that of October', () => {
    expect(hoursIn('2026-03-29')).toBe(23);
    expect(hoursIn('2026-10-25')).toBe(25);
    expect(hoursIn('2026-06-01')).toBe(24);
  });

  it('puts half past midnight in Rome on the new day although UTC is still on the old one', () => {
    expect(businessDateOf(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01');
  });

  it('keeps wall-clock time across the change of the clock', () => {
    expect(instantAt('2026-03-28', '09:00').toISOString()).toBe('2026-03-28T08:00:00.000Z');
    expect(instantAt('2026-03-30', '09:00').toISOString()).toBe('2026-03-30T07:00:00.000Z');
  });

  it('takes the first of an hour that comes twice, whatever season it is asked in', () => {
    expect(instantAt('2026-10-25', '02:30').toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(instantAt('2026-03-29', '02:30').toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });

  it('knows a date from something that only looks like one', () => {
    expect(isBusinessDate('2026-02-29')).toBe(false);
    expect(isBusinessDate('2024-02-29')).toBe(true);
    expect(isBusinessDate('2026-1-1')).toBe(false);
    expect(['0000-01-01', '1899-12-31', '9999-12-31'].map(isBusinessDate)).toEqual([false, false, false]);
  });
});
