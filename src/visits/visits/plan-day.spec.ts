import { describe, expect, it } from '@jest/globals';
import { leftOn } from './plan-day.js';

const visit = { agentId: 'aldo', scheduledAt: new Date('2026-03-02T09:00:00Z'), leftOn: null };
const tuesday = { scheduledAt: new Date('2026-03-03T09:00:00Z') };
const monday = new Date('2026-03-02');

describe('the day for which a visit was planned', () => {
  it('stays the day that had begun when the visit was moved', () => {
    expect(leftOn(visit, tuesday, '2026-03-02')).toEqual(monday);
    expect(leftOn(visit, tuesday, '2026-03-09')).toEqual(monday);
  });

  it('goes with a visit that is moved before its day begins, and within it', () => {
    expect(leftOn(visit, tuesday, '2026-03-01')).toBeNull();
    expect(leftOn(visit, { scheduledAt: new Date('2026-03-02T22:59:00Z') }, '2026-03-02')).toBeNull();
    expect(leftOn(visit, {}, '2026-03-02')).toBeNull();
  });

  it('is the first one, however often the visit is moved', () => {
    const moved = { ...visit, ...tuesday, leftOn: monday };
    expect(leftOn(moved, { scheduledAt: new Date('2026-03-10T09:00:00Z') }, '2026-03-04')).toEqual(monday);
  });

  it('begins anew with another agent', () => {
    expect(leftOn({ ...visit, leftOn: monday }, { ...tuesday, agentId: 'alma' }, '2026-03-05')).toBeNull();
  });

  it('begins at midnight in Rome, also on the day with 23 hours', () => {
    const sunday = { ...visit, scheduledAt: new Date('2026-03-28T23:00:00Z') };
    expect(leftOn(sunday, { scheduledAt: new Date('2026-03-29T22:00:00Z') }, '2026-03-29')).toEqual(
      new Date('2026-03-29'),
    );
    expect(leftOn(sunday, { scheduledAt: new Date('2026-03-29T21:59:59Z') }, '2026-03-29')).toBeNull();
  });
});
