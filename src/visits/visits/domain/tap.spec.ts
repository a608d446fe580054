import { describe, expect, it } from '@jest/globals';
import { tapOf } from './tap.js';

const now = new Date('2026-03-02T18:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('the moment of a tap', () => {
  it('is now, unless the telephone says otherwise', () => {
    expect(tapOf(undefined, now)).toEqual({ at: now, lateSeconds: null });
  });

  it('is what the telephone says, late when it took more than the network', () => {
    expect(tapOf(ago(60), now)).toEqual({ at: ago(60), lateSeconds: null });
    expect(tapOf(ago(61), now)).toEqual({ at: ago(61), lateSeconds: 61 });
    expect(tapOf(ago(7 * 86_400), now)).toEqual({ at: ago(7 * 86_400), lateSeconds: 604_800 });
  });

  it('is now for a clock that is a little ahead, and nothing for one that is far', () => {
    expect(tapOf(ago(-300), now)).toEqual({ at: now, lateSeconds: null });
    expect(tapOf(ago(-301), now)).toBe('IN_THE_FUTURE');
  });

  it('is nothing when it lies more than a week back', () => {
    expect(tapOf(ago(7 * 86_400 + 1), now)).toBe('TOO_LONG_AGO');
  });
});
