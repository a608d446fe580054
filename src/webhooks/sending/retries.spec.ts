import { describe, expect, it } from '@jest/globals';
import { MOST_ATTEMPTS, restAskedFor, waitAfter } from './retries.js';

const HOUR_MS = 3_600_000;
const NOW = new Date('2026-03-02T09:00:00Z');

describe('the tries of an event', () => {
  const waits = (chance: number) =>
    Array.from({ length: MOST_ATTEMPTS - 1 }, (_, index) => waitAfter(index + 1, chance) ?? 0);

  it('come ever more slowly, and end about a day after the first', () => {
    expect(waits(0).slice(0, 4)).toEqual([15_000, 45_000, 135_000, 405_000]);
    expect(waits(0)).toEqual([...waits(0)].sort((one, other) => one - other));
    for (const chance of [0, 0.5, 1]) {
      const hours = waits(chance).reduce((sum, wait) => sum + wait, 0) / HOUR_MS;
      expect(hours).toBeGreaterThan(20);
      expect(hours).toBeLessThan(26);
    }
    expect(waitAfter(MOST_ATTEMPTS, 0)).toBeUndefined();
  });

  it.each([
    ['30', 30_000],
    ['Mon, 02 Mar 2026 09:01:00 GMT', 60_000],
    ['Mon, 02 Mar 2026 08:00:00 GMT', 0],
    ['999999999', 24 * HOUR_MS],
    ['soon', undefined],
    [undefined, undefined],
  ])('wait as Retry-After says: %s', (header, ms) => expect(restAskedFor(header, NOW)).toBe(ms));
});
