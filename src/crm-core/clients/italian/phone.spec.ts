import { describe, expect, it } from '@jest/globals';
import { readAny, readPhone } from './phone.js';

/** The same numbers at every run. */
function* numbers(count: number): Generator<string> {
  let state = 20_261_127;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const starts = [
    '0',
    '3',
    '06698',
    '0669',
    '066',
    '39',
    '0039',
    '+39',
    '+39 ',
    '+39 0',
    '+39 3',
    '+3906698',
    '393',
    '8',
    '',
  ];
  for (let drawn = 0; drawn < count; drawn += 1) {
    const start = starts[next(starts.length)] ?? '';
    const digits = Array.from({ length: 4 + next(9) }, () => String(next(10)) + (next(6) === 0 ? ' ' : ''));
    yield start + digits.join('').trim();
  }
}

describe('a telephone number', () => {
  it('is read as the library of numbers reads it, the short way or the long one', () => {
    const all = [...numbers(4000)];
    const read = all.map((text) => [text, readPhone(text, 'IT')]);
    expect(read).toEqual(all.map((text) => [text, readAny(text, 'IT')]));
    expect(read.filter(([, number]) => number !== undefined).length).toBeGreaterThan(500);
  });

  it.each([
    ['02 1234567', '+39021234567'],
    ['+39 333 123 4567', '+393331234567'],
    ['06 6982 1234', '+390669821234'],
  ])('%s is stored as %s', (text, stored) => {
    expect(readPhone(text, 'IT')).toBe(stored);
  });

  it('of a plain Italian form is one of another country for a client there', () => {
    expect(readPhone('333 123 4567', 'FR')).toBe(readAny('333 123 4567', 'FR'));
  });
});
