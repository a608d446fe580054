import { describe, expect, it } from '@jest/globals';
import { openIntervals } from './opening-hours.js';

const hours = {
  mon: [
    ['09:00', '12:30'],
    ['15:30', '19:30'],
  ],
  tue: [],
};

describe('opening hours of a day', () => {
  it('are those of its weekday, the lunch closure left out', () => {
    expect(openIntervals(hours, '2026-03-02')).toEqual([
      ['09:00', '12:30'],
      ['15:30', '19:30'],
    ]);
  });

  it.each(['2026-03-03', '2026-03-04'])('are none on a day off (%s)', (date) => {
    expect(openIntervals(hours, date)).toEqual([]);
  });

  it.each([null, {}, undefined])('are unknown where nobody has named any', (unknown) => {
    expect(openIntervals(unknown, '2026-03-02')).toBeNull();
  });
});
