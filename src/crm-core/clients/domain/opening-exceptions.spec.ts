import { describe, expect, it } from '@jest/globals';
import { exceptionOn, openingExceptionsProblem } from './opening-exceptions.js';

const SUMMER = { from: '2026-08-10', to: '2026-08-24', hours: [] };
const EVE = { from: '2026-12-24', to: '2026-12-24', hours: [['09:00', '13:00']] as const };

describe('opening exceptions', () => {
  it('are closures and days with other hours', () => {
    expect(openingExceptionsProblem([])).toBeUndefined();
    expect(openingExceptionsProblem([EVE, SUMMER])).toBeUndefined();
    expect(exceptionOn([EVE, SUMMER], '2026-08-24')).toBe(SUMMER);
    expect(exceptionOn([EVE, SUMMER], '2026-12-24')?.hours).toEqual([['09:00', '13:00']]);
    expect(exceptionOn([EVE, SUMMER], '2026-08-25')).toBeUndefined();
    expect(exceptionOn(null, '2026-08-24')).toBeUndefined();
  });

  it.each([
    [{}, /are a list/],
    [['2026-08-10'], /is an object/],
    [[{ ...SUMMER, note: 'ferie' }], /no note/],
    [[{ from: '2026-08-10', to: '2026-08-24' }], /give a list of intervals/],
    [[{ ...SUMMER, from: '2026-02-30' }], /days of the calendar/],
    [[{ ...SUMMER, to: 20260824 }], /days of the calendar/],
    [[{ ...SUMMER, to: '2026-08-09' }], /ends before it begins/],
    [[{ ...SUMMER, to: '2027-08-24' }], /longer than a year/],
    [[{ ...EVE, hours: [['13:00', '09:00']] }], /ends before it begins/],
    [[SUMMER, { ...EVE, from: '2026-08-24' }], /2026-08-24 lies in two/],
    [Array.from({ length: 61 }, () => SUMMER), /at most 60/],
  ])('that cannot be are named: %j', (value, words) => {
    expect(openingExceptionsProblem(value)).toMatch(words);
  });
});
