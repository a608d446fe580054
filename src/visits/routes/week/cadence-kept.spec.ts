import { describe, expect, it } from '@jest/globals';
import { outsideCadence } from './cadence-kept.js';
import type { Rhythm } from './visits-needed.js';

const SPAN = {
  dates: ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-09', '2026-03-10'],
  until: '2026-03-10',
};
const rhythm = (fields: Partial<Rhythm>): Rhythm => ({
  ...{ id: 'c', dueOn: '2026-03-04', intervalDays: 7, standing: [], open: SPAN.dates.map(() => true) },
  ...fields,
});
const NO_ROOM = new Map([['2026-03-04', { code: 'NO_ROOM', message: 'Full.' } as const]]);

describe('a cadence', () => {
  it('is kept by visits on time, and by who is due only after the plan', () => {
    expect(outsideCadence(rhythm({}), ['2026-03-04'], SPAN, NO_ROOM)).toBeNull();
    expect(outsideCadence(rhythm({ dueOn: '2026-03-11' }), [], SPAN, NO_ROOM)).toBeNull();
  });

  it('is not kept by a first visit that leaves the next one out', () => {
    expect(outsideCadence(rhythm({}), ['2026-03-02'], SPAN, NO_ROOM)).toMatchObject({
      ...{ dueOn: '2026-03-09', visitedOn: null },
    });
  });

  it.each([
    ['NO_ROOM', rhythm({}), ['2026-03-05']],
    ['ALREADY_OVERDUE', rhythm({ dueOn: '2026-02-20' }), ['2026-03-04']],
    ['PLANNED_LATER', rhythm({ standing: ['2026-03-05'] }), ['2026-03-05']],
    ['CLOSED_THAT_DAY', rhythm({ open: SPAN.dates.map((date) => date > '2026-03-04') }), ['2026-03-05']],
  ])('says %s when that is why', (code, who, visits) => {
    expect(outsideCadence(who, visits, SPAN, NO_ROOM)).toMatchObject({ code, visitedOn: visits[0] });
  });

  it('says why an overdue client has no visit at all', () => {
    const reasons = new Map([['2026-02-20', { code: 'TOO_LONG_FOR_DAY', message: 'Far.' } as const]]);
    expect(outsideCadence(rhythm({ dueOn: '2026-02-20' }), [], SPAN, reasons)).toEqual({
      ...{ dueOn: '2026-02-20', visitedOn: null, code: 'TOO_LONG_FOR_DAY', message: 'Far.' },
    });
  });
});
