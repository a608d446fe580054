import { describe, expect, it } from '@jest/globals';
import { lastDueOn, nextDueAt } from './due-moments.js';

const MONDAY_AT_SEVEN = { weekday: 1, time: '07:00' };
const next = (now: string, when = MONDAY_AT_SEVEN): string => nextDueAt(when, new Date(now)).toISOString();
const last = (now: string, when = MONDAY_AT_SEVEN): string => lastDueOn(when, new Date(now));

describe('the moment of a weekly letter', () => {
  it('is seven in the morning in Rome, in winter and in summer, whatever the clocks do between two letters', () => {
    expect(next('2026-11-23T05:59:59Z')).toBe('2026-11-23T06:00:00.000Z');
    expect(next('2026-11-23T06:00:00Z')).toBe('2026-11-30T06:00:00.000Z');
    expect(next('2026-03-23T06:00:00Z')).toBe('2026-03-30T05:00:00.000Z');
    expect(next('2026-10-19T05:00:00Z')).toBe('2026-10-26T06:00:00.000Z');
  });

  it('has come on the latest such day, not before its time', () => {
    expect(last('2026-11-23T05:59:59Z')).toBe('2026-11-16');
    expect(last('2026-11-23T06:00:00Z')).toBe('2026-11-23');
    expect(last('2026-11-29T23:30:00Z')).toBe('2026-11-23');
  });

  it('comes once on the night on which an hour is missing, and once on that on which one comes twice', () => {
    const inTheNight = { weekday: 7, time: '02:30' };
    expect(next('2026-03-28T12:00:00Z', inTheNight)).toBe('2026-03-29T01:30:00.000Z');
    expect(last('2026-03-29T01:30:00Z', inTheNight)).toBe('2026-03-29');
    expect(next('2026-10-24T12:00:00Z', inTheNight)).toBe('2026-10-25T00:30:00.000Z');
    expect(last('2026-10-25T01:30:00Z', inTheNight)).toBe('2026-10-25');
    expect(next('2026-10-25T00:30:00Z', inTheNight)).toBe('2026-11-01T01:30:00.000Z');
  });
});
