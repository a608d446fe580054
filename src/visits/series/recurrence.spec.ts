import { describe, expect, it } from '@jest/globals';
import { dateOfNth, datesWithin, type Recurrence, slotOn } from './recurrence.js';

const weekly: Recurrence = {
  ...{ frequency: 'WEEKLY', interval: 1, weekdays: [1], monthDay: null, from: '2026-03-02', until: null },
  ...{ time: '09:00', durationMinutes: 30 },
};
const monthly: Recurrence = {
  ...weekly,
  frequency: 'MONTHLY',
  weekdays: [],
  monthDay: 31,
  from: '2026-01-31',
};
const romeTime = (instant: Date) =>
  instant.toLocaleTimeString('it-IT', { timeZone: 'Europe/Rome', hour: '2-digit', minute: '2-digit' });

describe('a recurrence', () => {
  it('comes every n weeks on its weekdays, counted from the week it begins in', () => {
    expect(datesWithin(weekly, '2026-03-01', '2026-03-20')).toEqual([
      '2026-03-02',
      '2026-03-09',
      '2026-03-16',
    ]);
    const twice = { ...weekly, interval: 2, weekdays: [2, 5], from: '2026-03-05' };
    expect(datesWithin(twice, '2026-03-01', '2026-04-05')).toEqual([
      ...['2026-03-06', '2026-03-17', '2026-03-20', '2026-03-31', '2026-04-03'],
    ]);
  });

  it('comes on a day of the month, on the last one of shorter months', () => {
    expect(datesWithin(monthly, '2026-01-01', '2026-05-31')).toEqual([
      ...['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'],
    ]);
    expect(datesWithin({ ...monthly, interval: 3 }, '2026-01-01', '2026-12-31')).toEqual([
      ...['2026-01-31', '2026-04-30', '2026-07-31', '2026-10-31'],
    ]);
  });

  it('ends with its last day, which may be counted', () => {
    expect(datesWithin({ ...weekly, until: '2026-03-09' }, '2026-03-01', '2026-12-31')).toHaveLength(2);
    expect(dateOfNth(weekly, 4)).toBe('2026-03-23');
    expect(dateOfNth({ ...monthly, interval: 12 }, 260)).toBeUndefined();
  });

  it('keeps its hour on the wall when the clock changes', () => {
    const spring = datesWithin({ ...weekly, weekdays: [7], from: '2026-03-22' }, '2026-03-22', '2026-04-05');
    const autumn = datesWithin({ ...weekly, weekdays: [7], from: '2026-10-18' }, '2026-10-18', '2026-11-01');
    expect(spring).toEqual(['2026-03-22', '2026-03-29', '2026-04-05']);
    expect(autumn).toEqual(['2026-10-18', '2026-10-25', '2026-11-01']);
    for (const date of [...spring, ...autumn]) {
      const { scheduledAt, endsAt } = slotOn(weekly, date);
      expect([romeTime(scheduledAt), romeTime(endsAt)]).toEqual(['09:00', '09:30']);
    }
    expect(spring.map((date) => slotOn(weekly, date).scheduledAt.toISOString().slice(11, 16))).toEqual([
      ...['08:00', '07:00', '07:00'],
    ]);
    expect(autumn.map((date) => slotOn(weekly, date).scheduledAt.toISOString().slice(11, 16))).toEqual([
      ...['07:00', '08:00', '08:00'],
    ]);
  });

  it('begins later where there is no such hour', () => {
    expect(romeTime(slotOn({ ...weekly, time: '02:30' }, '2026-03-29').scheduledAt)).toBe('03:30');
  });
});
