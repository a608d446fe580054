import { describe, expect, it } from '@jest/globals';
import { type ConsentWord, currentConsents } from './current-consents.js';

type Channel = 'EMAIL' | 'PHONE';
type Purpose = 'MARKETING' | 'PROFILING';

const word = (
  day: number,
  channel: Channel | 'ANY',
  given: boolean,
  purpose: Purpose = 'MARKETING',
): ConsentWord<Channel, Purpose> => ({ channel, purpose, given, at: new Date(Date.UTC(2026, 0, day)) });

const marketing = (...words: ConsentWord<Channel, Purpose>[]) =>
  currentConsents(words, ['MARKETING'], ['EMAIL', 'PHONE']).map(({ given }) => given);

describe('what a person agreed to', () => {
  it('is nothing until something is said', () => {
    expect(currentConsents<Channel, Purpose>([], ['MARKETING'], ['EMAIL'])).toEqual([
      { purpose: 'MARKETING', channel: 'EMAIL', given: false, since: null },
    ]);
  });

  it('is the last word on a channel, and a word on every channel counts for each', () => {
    expect(marketing(word(1, 'ANY', true))).toEqual([true, true]);
    expect(marketing(word(1, 'ANY', true), word(2, 'PHONE', false))).toEqual([true, false]);
    expect(marketing(word(1, 'EMAIL', true), word(2, 'ANY', false))).toEqual([false, false]);
    expect(marketing(word(1, 'ANY', false), word(2, 'EMAIL', true))).toEqual([true, false]);
  });

  it('for one purpose says nothing of another', () => {
    expect(marketing(word(1, 'ANY', true, 'PROFILING'))).toEqual([false, false]);
  });
});
