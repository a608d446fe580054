import { describe, expect, it } from '@jest/globals';
import { medianOfBuckets, RELATIVE_ERROR, secondsOfBucket } from './duration-scale.js';

describe('the scale of durations', () => {
  it('tells every duration from a second to a century with the error that it states', () => {
    const step = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
    for (let seconds = 1; seconds < 3_200_000_000; seconds = Math.ceil(seconds * 1.0037)) {
      const told = secondsOfBucket(Math.ceil(Math.log(seconds) / Math.log(step)));
      expect(Math.abs(told - seconds) / seconds).toBeLessThanOrEqual(RELATIVE_ERROR + 1e-9);
    }
    expect(secondsOfBucket(-1)).toBe(0);
  });

  it('finds the middle one, or the mean of the two in the middle; nothing has none', () => {
    const itself = (bucket: number): number => bucket;
    expect(medianOfBuckets([], itself)).toBeNull();
    expect(medianOfBuckets([{ bucket: 7, count: 1n }], itself)).toBe(7);
    expect(
      medianOfBuckets(
        [1, 2, 10].map((bucket) => ({ bucket, count: 1n })),
        itself,
      ),
    ).toBe(2);
    expect(
      medianOfBuckets(
        [
          { bucket: 1, count: 2n },
          { bucket: 3, count: 2n },
        ],
        itself,
      ),
    ).toBe(2);
    expect(
      medianOfBuckets(
        [
          { bucket: 1, count: 2n },
          { bucket: 3, count: 3n },
        ],
        itself,
      ),
    ).toBe(3);
  });
});
