import { describe, expect, it } from '@jest/globals';
import { closedDoors } from './closed-doors.js';
import type { WeekCandidate } from './week-problem.js';

const DATES = ['2026-03-02', '2026-03-03'];
const visit = (fixedAt: string, openOn: WeekCandidate['openOn'], day = 0): WeekCandidate => ({
  ...{ visitId: 'v', clientId: 'c', position: null, durationMinutes: 30, priority: 100 },
  ...{ fixedAt, openOn, range: { from: day, by: day } },
});
const HOURS = [
  ['09:00', '12:30'],
  ['15:00', '19:00'],
] as const;

describe('a visit of the calendar before a closed door', () => {
  it('is told with the hours of that day', () => {
    const found = closedDoors([visit('2026-03-02T11:15:00Z', [HOURS, null])], DATES);
    const message = 'The client is open 09:00–12:30 and 15:00–19:00 that day.';
    expect(found).toEqual([{ visitId: 'v', clientId: 'c', date: '2026-03-02', message }]);
  });

  it('is told where the client is closed all day', () => {
    const [found] = closedDoors([visit('2026-03-03T09:00:00Z', [HOURS, []], 1)], DATES);
    expect(found).toMatchObject({ date: '2026-03-03', message: 'The client is closed that day.' });
  });

  it('is not told where it fits to the minute, where the hours are unknown, or where the visit has no time yet', () => {
    const fits = visit('2026-03-02T11:00:00Z', [HOURS, null]);
    const unknown = visit('2026-03-03T02:00:00Z', [HOURS, null], 1);
    const unplaced = { ...visit('2026-03-02T02:00:00Z', [[], []]), fixedAt: null };
    expect(closedDoors([fits, unknown, unplaced], DATES)).toEqual([]);
  });
});
