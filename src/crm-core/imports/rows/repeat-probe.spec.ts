import { describe, expect, it } from '@jest/globals';
import { RepeatProbe } from './repeat-probe.js';

describe('whether a value of a file came before', () => {
  it('is never missed, and hardly ever said of one that did not', () => {
    const probe = new RepeatProbe();
    const values = Array.from({ length: 50_000 }, (_, serial) => `C-${serial}`);
    const doubted = values.filter((value) => probe.add(value));
    expect(doubted.length).toBeLessThanOrEqual(2);
    expect(values.filter((value) => !probe.add(value))).toEqual([]);
  });
});
