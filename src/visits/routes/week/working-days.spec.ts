import { describe, expect, it } from '@jest/globals';
import { workingDays } from './working-days.js';

const NEVER = { absentOn: new Set<string>() };

describe('working days', () => {
  it('leap over weekends, holidays and absences', () => {
    expect(workingDays('2026-04-30', 4, NEVER)).toEqual([
      '2026-04-30',
      '2026-05-04',
      '2026-05-05',
      '2026-05-06',
    ]);
    const absentOn = new Set(['2026-05-04', '2026-05-06']);
    expect(workingDays('2026-04-30', 3, { absentOn })).toEqual(['2026-04-30', '2026-05-05', '2026-05-07']);
  });
});
