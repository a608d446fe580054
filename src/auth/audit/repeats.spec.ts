import { describe, expect, it } from '@jest/globals';
import { Repeats } from './repeats.js';

const MINUTE = 60_000;

describe('notes that repeat themselves', () => {
  it('are told once, and counted until their minute is over', () => {
    const repeats = new Repeats<string>(MINUTE, 100);
    const told = [0, 10, 59_999].map((at) => repeats.add('refused', 'aldo', `at ${at}`, at));
    expect(told).toEqual([true, false, false]);
    expect(repeats.endedBy(59_999)).toEqual([]);
    expect(repeats.endedBy(MINUTE)).toEqual([
      { first: 'at 0', times: 2, firstAt: 0, lastAt: 59_999, mixed: false },
    ]);
    expect(repeats.endedBy(10 * MINUTE)).toEqual([]);
    expect(repeats.add('refused', 'aldo', 'again', MINUTE)).toBe(true);
  });

  it('are not told a second time when they happened once', () => {
    const repeats = new Repeats<string>(MINUTE, 100);
    repeats.add('refused', 'aldo', 'once', 0);
    expect(repeats.endedBy(MINUTE)).toEqual([]);
  });

  it('take a bounded room: ten thousand keys at once are counted together, and none is lost', () => {
    const repeats = new Repeats<number>(MINUTE, 10);
    let told = 0;
    for (let key = 0; key < 10_000; key += 1) told += Number(repeats.add('failed', String(key), key, 5));
    expect(told).toBe(11);
    const ended = repeats.endedBy(5 + MINUTE);
    expect(ended).toEqual([{ first: 10, times: 9_989, firstAt: 5, lastAt: 5, mixed: true }]);
  });
});
