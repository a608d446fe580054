import { describe, expect, it } from '@jest/globals';
import { easterSunday, whitMonday } from './easter.js';
import { holidayOn, holidaysOf } from './holidays.js';
import { italianHoliday } from './national-holidays.js';
import { patronSaint, patronSaintOf, TOWNS_WITH_PATRON } from './patron-saints.js';
import { townKey } from './town-name.js';

describe('Easter', () => {
  it.each([
    [1961, '1961-04-02'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2028, '2028-04-16'],
    [2038, '2038-04-25'],
    [2049, '2049-04-18'],
    [2285, '2285-03-22'],
  ])('of %i is %s', (year, date) => {
    expect(easterSunday(year)).toBe(date);
  });

  it('is a Sunday between 22 March and 25 April of every year, and Whit Monday comes fifty days after', () => {
    for (let year = 1900; year < 2300; year++) {
      const easter = easterSunday(year);
      expect(new Date(`${easter}T00:00:00Z`).getUTCDay()).toBe(0);
      expect(easter >= `${year}-03-22` && easter <= `${year}-04-25`).toBe(true);
      expect(new Date(`${whitMonday(year)}T00:00:00Z`).getUTCDay()).toBe(1);
    }
    expect(whitMonday(2026)).toBe('2026-05-25');
  });
});

describe('the holidays of Italy', () => {
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
    ['2026-03-19', null],
  ])('%s is %s', (date, name) => {
    expect(italianHoliday(date)).toBe(name);
  });

  it('are thirteen in a year since 2026, twelve before, Easter Sunday counted', () => {
    expect(holidaysOf(2026, null)).toHaveLength(13);
    expect(holidaysOf(2025, null)).toHaveLength(12);
    expect(holidaysOf(2026, null).map(({ date }) => date)).toEqual(
      holidaysOf(2026, null)
        .map(({ date }) => date)
        .sort(),
    );
  });
});

describe('the patron saint of a town', () => {
  it.each([
    ['Milano', '2026-12-07', "Sant'Ambrogio"],
    ['Roma', '2026-06-29', 'Santi Pietro e Paolo'],
    ['Torino', '2026-06-24', 'San Giovanni Battista'],
    ['Napoli', '2026-09-19', 'San Gennaro'],
    ['Asti', '2026-05-05', 'San Secondo'],
    ['Asti', '2027-05-04', 'San Secondo'],
    ['Brindisi', '2026-09-06', 'San Teodoro e San Lorenzo da Brindisi'],
    ['Andria', '2026-09-20', 'San Riccardo'],
    ['Bolzano', '2027-05-17', 'Lunedì di Pentecoste'],
  ])('of %s is celebrated on %s: %s', (town, date, name) => {
    expect(patronSaintOf(town, Number(date.slice(0, 4)))).toEqual({ date, name });
    expect(patronSaint(town, date)).toBe(name);
  });

  it.each([
    ['FORLI', 'Forlì'],
    ["forli'", 'Forlì'],
    ["Reggio nell'Emilia", 'Reggio Emilia'],
    ['reggio di calabria', 'REGGIO CALABRIA'],
    ['L’Aquila', "L'Aquila"],
    ['  la   Spezia ', 'La Spezia'],
    ['Bozen', 'Bolzano'],
  ])('%s is the town that others call %s', (written, official) => {
    expect(townKey(written)).toBe(townKey(official));
    expect(patronSaintOf(written, 2026)).not.toBeNull();
  });

  it('is known for every town of the table, as a day of the year', () => {
    expect(TOWNS_WITH_PATRON.length).toBeGreaterThan(150);
    for (const town of TOWNS_WITH_PATRON) {
      expect(townKey(town)).toBe(town);
      const date = patronSaintOf(town, 2027)?.date ?? '';
      expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
    }
  });

  it('is not made up for a town that is not in the table', () => {
    expect(patronSaintOf('Roccacannuccia', 2026)).toBeNull();
    expect(holidayOn('2026-12-07', 'Roccacannuccia')).toBeNull();
  });

  it('yields to a national holiday of the same day', () => {
    expect(holidayOn('2026-10-04', 'Bologna')?.kind).toBe('NATIONAL');
    expect(holidayOn('2025-10-04', 'Bologna')).toMatchObject({ kind: 'PATRON_SAINT', name: 'San Petronio' });
  });
});
