import { describe, expect, it } from '@jest/globals';
import { DayClock } from './day-clock.js';

describe('the clock of a planned day', () => {
  it.each([
    ['2026-03-02', '08:00:00.000Z'],
    ['2026-03-29', '07:00:00.000Z'],
    ['2026-10-25', '08:00:00.000Z'],
  ])('reads nine on the wall as 32,400 seconds on %s', (date, utc) => {
    const clock = new DayClock(date);
    expect(clock.at('09:00')).toBe(32_400);
    expect(clock.instantOf(32_400).toISOString()).toBe(`${date}T${utc}`);
  });

  it('knows the end of the day', () => {
    expect(new DayClock('2026-03-02').at('24:00')).toBe(86_400);
  });
});
