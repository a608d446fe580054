import { describe, expect, it } from '@jest/globals';
import { cadenceOf, type CadenceFacts } from './cadence.js';

const shop: CadenceFacts = {
  intervalDays: 30,
  visited: true,
  sinceOn: '2026-03-01',
};

describe('the cadence of visits', () => {
  it('is due one interval after the last visit, across the change of the clock', () => {
    expect(cadenceOf(shop, '2026-03-31')).toEqual({
      intervalDays: 30,
      nextDueOn: '2026-03-31',
      urgency: 1,
      status: 'DUE_SOON',
    });
  });

  it.each([
    ['2026-03-23', 'ON_TRACK'],
    ['2026-03-24', 'DUE_SOON'],
    ['2026-04-01', 'OVERDUE'],
  ])('on %s says %s', (today, status) => {
    expect(cadenceOf(shop, today).status).toBe(status);
  });

  it('grows the faster the shorter the interval', () => {
    expect(cadenceOf({ ...shop, intervalDays: 10 }, '2026-03-31').urgency).toBe(3);
  });

  it('counts a client never visited as due since its first day', () => {
    const never = cadenceOf({ intervalDays: 60, visited: false, sinceOn: '2026-01-01' }, '2026-03-02');
    expect(never).toEqual({ intervalDays: 60, nextDueOn: '2026-01-01', urgency: 2, status: 'NEVER' });
  });
});
