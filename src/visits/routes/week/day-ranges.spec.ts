import { describe, expect, it } from '@jest/globals';
import { dayRanges, type Wait } from './day-ranges.js';

const DATES = [
  '2026-03-02',
  '2026-03-03',
  '2026-03-04',
  '2026-03-05',
  '2026-03-06',
  '2026-03-09',
  '2026-03-10',
];
const wait = (id: string, dueOn: string, urgency = 1, intervalDays = 30): Wait => ({
  ...{ id, dueOn, urgency, intervalDays },
});
const ranges = (waits: Wait[], perDay = 2) => Object.fromEntries(dayRanges(waits, DATES, perDay));

describe('the days on which a client may be visited', () => {
  it('end on the day when the visit is due and begin a week before', () => {
    expect(ranges([wait('thursday', '2026-03-05'), wait('next-tuesday', '2026-03-10')])).toEqual({
      thursday: { from: 0, by: 3 },
      'next-tuesday': { from: 1, by: 6 },
    });
  });

  it('end on the last working day before it when it is due on a day off', () => {
    expect(ranges([wait('sunday', '2026-03-08')])).toEqual({ sunday: { from: 0, by: 4 } });
  });

  it('are the last day alone for who is due just after the plan, and none for who is due long after', () => {
    expect(ranges([wait('friday', '2026-03-13'), wait('april', '2026-04-20')])).toEqual({
      friday: { from: 4, by: 6 },
    });
  });

  it('come first for the most overdue, the more valuable before the others', () => {
    const waits = [
      wait('late', '2026-02-20', 1.3),
      wait('later', '2026-02-10', 1.6),
      wait('latest', '2026-01-10', 2.5),
      wait('often-visited', '2026-02-20', 1.3, 21),
      wait('rarely-visited', '2026-02-20', 1.5, 90),
    ];
    const by = Object.fromEntries(Object.entries(ranges(waits, 1)).map(([id, range]) => [id, range.by]));
    expect(by).toEqual({ latest: 1, 'often-visited': 2, later: 3, late: 4, 'rarely-visited': 5 });
  });

  it('are never more than half an interval too early', () => {
    expect(ranges([wait('weekly', '2026-03-10', 1, 7)])).toEqual({ weekly: { from: 5, by: 6 } });
  });
});
