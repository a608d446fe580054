import { describe, expect, it } from '@jest/globals';
import { after, stepsFrom } from './transitions.js';

describe('the life of a visit', () => {
  it('goes from planned over confirmed and check-in to completed', () => {
    expect(after('PLANNED', 'confirm')).toBe('CONFIRMED');
    expect(after('CONFIRMED', 'check-in')).toBe('CHECKED_IN');
    expect(after('CHECKED_IN', 'check-out')).toBe('COMPLETED');
  });

  it.each(['PLANNED', 'CONFIRMED'] as const)('may begin or be given up while it is %s', (status) => {
    expect(after(status, 'check-in')).toBe('CHECKED_IN');
    expect(after(status, 'no-show')).toBe('NO_SHOW');
    expect(after(status, 'skip')).toBe('SKIPPED');
    expect(after(status, 'cancel')).toBe('CANCELLED');
  });

  it.each([
    ['PLANNED', ['confirm', 'check-in', 'no-show', 'skip', 'cancel']],
    ['CONFIRMED', ['check-in', 'no-show', 'skip', 'cancel']],
    ['CHECKED_IN', ['check-out']],
    ['COMPLETED', []],
    ['NO_SHOW', []],
    ['SKIPPED', []],
    ['CANCELLED', []],
  ] as const)('allows no more than its steps from %s', (status, steps) => {
    expect(stepsFrom(status)).toEqual(steps);
  });
});
