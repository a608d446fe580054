import { describe, expect, it } from '@jest/globals';
import { type AgentCalendar, type AgentHours, dayOff, hoursOn } from './agent-calendar.js';

const DAY = {
  shift: { from: '09:00', to: '18:00' },
  lunchBreak: { from: '12:30', to: '14:30', minutes: 60 },
};
const HOURS: AgentHours = {
  days: { mon: DAY, tue: { shift: { from: '08:00', to: '13:00' }, lunchBreak: null }, thu: DAY, sat: DAY },
  ...{ start: null, end: null, maxKm: null, homeTown: 'Milano', worksOnHolidays: false },
};
const calendarWith = (fields: Partial<AgentHours> = {}, away: AgentCalendar['away'] = []): AgentCalendar => ({
  hours: { ...HOURS, ...fields },
  away,
});
const NONE: AgentCalendar = { hours: null, away: [] };
const codes = (calendar: AgentCalendar, ...dates: string[]) =>
  dates.map((date) => dayOff(date, calendar)?.code ?? null);

describe('a day off', () => {
  it('is a weekend or a weekday that the working hours leave out, Saturday worked where they name it', () => {
    expect(codes(calendarWith(), '2026-03-02', '2026-03-04', '2026-03-07', '2026-03-08')).toEqual([
      ...[null, 'DAY_OFF', null, 'WEEKEND'],
    ]);
    expect(codes(NONE, '2026-03-04', '2026-03-07', '2026-06-02')).toEqual([null, 'WEEKEND', 'HOLIDAY']);
  });

  it('is a holiday of Italy or of the home town, unless the agent works on holidays', () => {
    expect(codes(calendarWith(), '2026-04-06', '2026-12-07')).toEqual(['HOLIDAY', 'HOLIDAY']);
    expect(dayOff('2026-12-07', calendarWith())?.message).toContain("Sant'Ambrogio");
    expect(codes(calendarWith({ homeTown: null }), '2026-12-07')).toEqual([null]);
    expect(codes(calendarWith({ worksOnHolidays: true }), '2026-04-06', '2026-12-07')).toEqual([null, null]);
  });

  it('is each day of an absence, the last one too', () => {
    const calendar = calendarWith({}, [{ from: '2026-03-02', to: '2026-03-05', hours: null }]);
    expect(codes(calendar, '2026-03-02', '2026-03-03', '2026-03-05', '2026-03-09')).toEqual([
      ...['ABSENT', 'ABSENT', 'ABSENT', null],
    ]);
  });
});

describe('the hours of a day', () => {
  const away = (from: string, to: string) => [{ from: '2026-03-02', to: '2026-03-02', hours: { from, to } }];

  it('are those of its weekday, or the wanted shift with the lunch of the weekday', () => {
    expect(hoursOn('2026-03-02', calendarWith())).toEqual(DAY);
    expect(hoursOn('2026-03-03', calendarWith())?.shift).toEqual({ from: '08:00', to: '13:00' });
    const shift = { from: '10:00', to: '16:00' };
    expect(hoursOn('2026-03-02', calendarWith(), shift)).toEqual({ ...DAY, shift });
    expect(hoursOn('2026-03-02', NONE, shift)).toEqual({ shift, lunchBreak: null });
    expect(hoursOn('2026-03-02', NONE)).toBeNull();
  });

  it.each([
    ['09:00', '11:00', { from: '11:00', to: '18:00' }],
    ['08:00', '10:00', { from: '10:00', to: '18:00' }],
    ['15:00', '20:00', { from: '09:00', to: '15:00' }],
    ['11:00', '12:00', { from: '12:00', to: '18:00' }],
    ['19:00', '20:00', { from: '09:00', to: '18:00' }],
  ])('lose an absence from %s to %s: the longest stretch is left', (from, to, shift) => {
    expect(hoursOn('2026-03-02', calendarWith({}, away(from, to)))?.shift).toEqual(shift);
  });

  it('are none where hours away cover the shift', () => {
    const calendar = calendarWith({}, [...away('08:00', '13:00'), ...away('12:00', '19:00')]);
    expect(dayOff('2026-03-02', calendar)?.code).toBe('ABSENT');
    expect(hoursOn('2026-03-02', calendar)).toBeNull();
  });
});
