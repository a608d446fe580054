import { describe, expect, it } from '@jest/globals';
import { change, fromCents, meanDays, meanMoney, percent, points, toCents } from './fractions.js';

describe('KPI arithmetic', () => {
  it('gives a percentage two decimals, halves away from zero', () => {
    expect(percent(4238n, 6711n)).toBe(63.15);
    expect(percent(1n, 3n)).toBe(33.33);
    expect(percent(1n, 800n)).toBe(0.13);
    expect(percent(-1n, 800n)).toBe(-0.13);
  });

  it('has no answer where there is nothing to divide by', () => {
    expect(percent(0n, 0n)).toBeNull();
    expect(meanMoney(0n, 0n)).toBeNull();
    expect(meanDays(0n, 0n)).toBeNull();
  });

  it('keeps every cent of sums that a double could not hold', () => {
    expect(fromCents(toCents('90071992547409.93') * 3n)).toBe('270215977642229.79');
    expect(fromCents(toCents('-0.07'))).toBe('-0.07');
    expect(toCents('12.5')).toBe(1250n);
    expect(fromCents(0n)).toBe('0.00');
    expect(meanMoney(1_000_553_400n, 4238n)).toBe('2360.91');
  });

  it('reports no change when the previous value was 0 (peer mistake 5: shown as 0 %)', () => {
    expect(change(10, 0)).toBeNull();
    expect(change('10.00', '0.00')).toBeNull();
    expect(change(10, null)).toBeNull();
    expect(change(null, 10)).toBeNull();
    expect(change(0, 10)).toBe(-100);
    expect(change('150.00', '100.00')).toBe(50);
    expect(change(63.15, 60)).toBe(5.25);
  });

  it('tells how a percentage moved in points too, also against 0 %', () => {
    expect(points(64.29, 45)).toBe(19.29);
    expect(points(0.1, 0.3)).toBe(-0.2);
    expect(points(20, 0)).toBe(20);
    expect([points(null, 45), points(45, null)]).toEqual([null, null]);
  });
});
