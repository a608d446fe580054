import { describe, expect, it } from '@jest/globals';
import { openingHoursProblem } from './opening-hours.js';

describe('opening hours', () => {
  it.each([
    [{}],
    [{ mon: [] }],
    [
      {
        mon: [
          ['09:00', '12:30'],
          ['15:30', '19:30'],
        ],
        sun: [['00:00', '24:00']],
      },
    ],
    [
      {
        mon: [
          ['09:00', '12:00'],
          ['12:00', '18:00'],
        ],
      },
    ],
  ])('%j are well', (hours) => {
    expect(openingHoursProblem(hours)).toBeUndefined();
  });

  it.each([
    [[], 'an object'],
    ['mon', 'an object'],
    [{ lun: [] }, 'lun is not a day'],
    [{ mon: null }, 'a list'],
    [{ mon: [['9:00', '12:00']] }, 'pair of times'],
    [{ mon: [['09:00', '25:00']] }, 'pair of times'],
    [{ mon: [['09:00']] }, 'pair of times'],
    [{ mon: [['24:00', '24:00']] }, 'pair of times'],
    [{ mon: [['12:00', '09:00']] }, 'ends before'],
    [
      {
        mon: [
          ['09:00', '12:00'],
          ['11:59', '13:00'],
        ],
      },
      'overlaps',
    ],
    [
      {
        mon: [
          ['15:00', '19:00'],
          ['09:00', '12:00'],
        ],
      },
      'out of order',
    ],
    [{ mon: Array(5).fill(['09:00', '10:00']) }, 'at most 4'],
  ])('%j are not: %s', (hours, problem) => {
    expect(openingHoursProblem(hours)).toContain(problem);
  });
});
