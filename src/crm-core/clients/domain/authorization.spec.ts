import { describe, expect, it } from '@jest/globals';
import { authorizationWarning } from './authorization.js';

describe('the end of a customs authorisation', () => {
  it.each([
    ['2026-12-24', 'EXPIRED'],
    ['2026-12-25', 'EXPIRES_WITHIN_30_DAYS'],
    ['2027-01-24', 'EXPIRES_WITHIN_30_DAYS'],
    ['2027-01-25', 'EXPIRES_WITHIN_60_DAYS'],
    ['2027-02-23', 'EXPIRES_WITHIN_60_DAYS'],
    ['2027-02-24', 'EXPIRES_WITHIN_90_DAYS'],
    ['2027-03-25', 'EXPIRES_WITHIN_90_DAYS'],
    ['2027-03-26', null],
    [null, null],
  ])('on %s, seen from Christmas 2026, is %s', (expiresOn, warning) => {
    expect(authorizationWarning(expiresOn, '2026-12-25')).toBe(warning);
  });
});
