import { describe, expect, it } from '@jest/globals';
import { DayClock } from './day-clock.js';
import { vehicleOf } from './day-problem.js';

const vehicleOn = (date: string, shift: { from: string; to: string }, lunch: { from: string; to: string }) =>
  vehicleOf(
    {
      ...{ shift, lunchBreak: { ...lunch, minutes: 60 }, objective: 'MIN_TRAVEL', seed: 1 },
      ...{ start: { latitude: 45, longitude: 9 }, end: null },
    },
    new DayClock(date),
  );

describe('an agent’s day', () => {
  it('has its shift and lunch in seconds of that day, on both sides of a change of the clock', () => {
    for (const date of ['2026-03-02', '2026-03-29', '2026-10-25'])
      expect(vehicleOn(date, { from: '09:00', to: '18:00' }, { from: '12:30', to: '14:30' })).toMatchObject({
        shift: [9 * 3600, 18 * 3600],
        lunchBreak: { durationSeconds: 3600, startWindow: [12.5 * 3600, 13.5 * 3600] },
      });
  });

  it('loses what lies in the hour that the night leaves out', () => {
    const night = vehicleOn('2026-03-29', { from: '02:30', to: '03:10' }, { from: '02:00', to: '03:00' });
    expect(night.shift[1]).toBe(night.shift[0]);
    expect(night.lunchBreak).toBeUndefined();
  });
});
