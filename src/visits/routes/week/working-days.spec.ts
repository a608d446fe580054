import { describe, expect, it } from '@jest/globals';
import { italianHoliday, workingDays } from './working-days.js';

const NEVER = { absentOn: new Set<string>() };

describe('working days', () => {
  it.each([
    ['2024-04-01', "Lunedì dell'Angelo"],
    ['2025-04-21', "Lunedì dell'Angelo"],
    ['2026-04-05', 'Pasqua'],
    ['2026-04-06', "Lunedì dell'Angelo"],
    ['2038-04-25', 'Pasqua'],
    ['2026-06-02', 'Festa della Repubblica'],
    ['2026-10-04', "San Francesco d'Assisi"],
    ['2025-10-04', null],
    ['2026-04-07', null],
  ])('%s is %s', (date, name) => {
    expect(italianHoliday(date)).toBe(name);
  });

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
