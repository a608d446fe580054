import { describe, expect, it } from '@jest/globals';
import { array, assert, integer, property } from 'fast-check';
import { medianSeconds } from './median.js';

const counted = (minutes: number[]) => {
  const counts = new Map<number, bigint>();
  for (const each of minutes.toSorted((a, b) => a - b)) counts.set(each, (counts.get(each) ?? 0n) + 1n);
  return [...counts].map(([each, visits]) => ({ minutes: each, visits }));
};

describe('the median of counts', () => {
  it('is null of nothing, the middle one of an odd number, between the middle two of an even one', () => {
    expect(medianSeconds([])).toBeNull();
    expect(medianSeconds(counted([7, 1, 20]))).toBe(7 * 60);
    expect(medianSeconds(counted([7, 1, 20, 10]))).toBe(8.5 * 60);
    expect(medianSeconds(counted([5, 5, 5, 90]))).toBe(300);
  });

  it('is that of the sorted values', () => {
    assert(
      property(array(integer({ min: 0, max: 600 }), { minLength: 1 }), (minutes) => {
        const sorted = minutes.toSorted((a, b) => a - b);
        const middle = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]] as [number, number];
        expect(medianSeconds(counted(minutes))).toBe(((middle[0] + middle[1]) / 2) * 60);
      }),
    );
  });
});
