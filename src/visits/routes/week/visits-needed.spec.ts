import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../platform/time/rome.js';
import { dayNumber } from './calendar-days.js';
import { leastApart, type Rhythm, visitsNeeded } from './visits-needed.js';
import { lastBeforeWork, workingDays } from './working-days.js';

const OFF = { absentOn: new Set<string>() };
const spanOf = (days: number) => {
  const dates = workingDays('2026-03-02', days, OFF);
  return { dates, until: lastBeforeWork(dates.at(-1)!, OFF) };
};
const FOUR_WEEKS = spanOf(20);
const client = (fields: Partial<Rhythm>): Rhythm => ({
  ...{ id: 'c', dueOn: '2026-03-04', intervalDays: 7, standing: [], open: FOUR_WEEKS.dates.map(() => true) },
  ...fields,
});
/** Latest day of each visit. */
const latest = (fields: Partial<Rhythm>, span = FOUR_WEEKS) =>
  visitsNeeded(client(fields), span, 1).needed.map(({ range }) => span.dates[range.by]);

describe('the visits that a cadence needs', () => {
  it('are one a week for a client of seven days', () => {
    expect(latest({})).toEqual(['2026-03-04', '2026-03-11', '2026-03-18', '2026-03-25']);
  });

  it('are one for a client of a month, and none for who is due after the weekend behind the plan', () => {
    expect(latest({ intervalDays: 30, dueOn: '2026-03-10' })).toEqual(['2026-03-10']);
    expect(latest({ intervalDays: 30, dueOn: '2026-03-29' })).toEqual(['2026-03-27']);
    expect(latest({ intervalDays: 30, dueOn: '2026-03-30' })).toEqual([]);
  });

  it('come before a weekend on which they fall due, and then one more may be needed', () => {
    expect(latest({ dueOn: '2026-03-08' })).toEqual(['2026-03-06', '2026-03-13', '2026-03-20', '2026-03-27']);
  });

  it('come as soon as the client opens again when it is closed all the while', () => {
    const open = FOUR_WEEKS.dates.map((date) => date > '2026-03-17');
    const { needed } = visitsNeeded(client({ intervalDays: 14, open }), FOUR_WEEKS, 0);
    expect(needed.map(({ dueOn, late, range }) => [dueOn, late, FOUR_WEEKS.dates[range.by]])).toEqual([
      ['2026-03-04', true, '2026-03-18'],
    ]);
    expect(latest({ open: FOUR_WEEKS.dates.map(() => false) })).toEqual([]);
  });

  it('fill in between visits that stand in the calendar, and after them', () => {
    const rhythm = client({ standing: ['2026-03-05', '2026-03-24'] });
    const { needed, standing } = visitsNeeded(rhythm, FOUR_WEEKS, 0);
    expect(needed.map(({ nth, range }) => [nth, FOUR_WEEKS.dates[range.by]])).toEqual([
      [1, '2026-03-12'],
      [2, '2026-03-19'],
    ]);
    expect(standing).toEqual([0, 3]);
  });

  it('can each be made on a day that leaves all the others within the cadence', () => {
    const rhythms = fc.record({
      days: fc.integer({ min: 1, max: 20 }),
      due: fc.integer({ min: 0, max: 40 }),
      intervalDays: fc.integer({ min: 7, max: 60 }),
      closed: fc.integer({ min: 0, max: 6 }),
    });
    fc.assert(
      fc.property(rhythms, ({ days, due, intervalDays, closed }) => {
        const span = spanOf(days);
        const open = span.dates.map((_, i) => i % 5 !== closed);
        const rhythm = client({ dueOn: addDays('2026-03-02', due), intervalDays, open });
        const { needed } = visitsNeeded(rhythm, span, 0);
        if (needed.some(({ late }) => late)) return;
        const ends = (at: 'from' | 'by') => needed.map(({ range }) => dayNumber(span.dates[range[at]]!));
        for (const chain of [ends('by'), ends('from')]) {
          chain.forEach((day, i) => {
            const before = chain[i - 1];
            if (before !== undefined) expect(day - before).toBeLessThanOrEqual(intervalDays);
          });
          const [first, last] = [chain[0], chain.at(-1)];
          if (first === undefined || last === undefined) continue;
          expect(first).toBeLessThanOrEqual(dayNumber(rhythm.dueOn));
          expect(last + intervalDays).toBeGreaterThan(dayNumber(span.until));
        }
        const by = ends('by');
        by.slice(1).forEach((day, i) =>
          expect(day - by[i]!).toBeGreaterThanOrEqual(leastApart(intervalDays)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('come before a closure in which they fall due, on a day of their own choice', () => {
    const august = FOUR_WEEKS.dates.map((date) => date < '2026-03-07');
    const { needed } = visitsNeeded(
      client({ intervalDays: 30, dueOn: '2026-03-20', open: august }),
      FOUR_WEEKS,
      0,
    );
    expect(needed.map(({ range }) => [FOUR_WEEKS.dates[range.from], FOUR_WEEKS.dates[range.by]])).toEqual([
      ['2026-03-02', '2026-03-06'],
    ]);
  });

  it('come before and after a closure that is longer than the interval, the first one still in time', () => {
    const open = FOUR_WEEKS.dates.map((date) => date < '2026-03-07' || date > '2026-03-22');
    const { needed } = visitsNeeded(client({ open }), FOUR_WEEKS, 0);
    expect(needed.map(({ range, late }) => [FOUR_WEEKS.dates[range.by], late])).toEqual([
      ['2026-03-04', false],
      ['2026-03-23', true],
    ]);
  });

  it('lie between two days on which the client is open, whatever it closes', () => {
    const rhythms = fc.record({
      due: fc.integer({ min: -30, max: 40 }),
      intervalDays: fc.integer({ min: 7, max: 60 }),
      open: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
      standing: fc.uniqueArray(fc.integer({ min: 0, max: 19 }), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(rhythms, ({ due, standing, ...fields }) => {
        const days = standing.sort((a, b) => a - b).map((day) => FOUR_WEEKS.dates[day]!);
        const rhythm = client({ ...fields, dueOn: addDays('2026-03-02', due), standing: days });
        for (const { range } of visitsNeeded(rhythm, FOUR_WEEKS, 3).needed) {
          expect([fields.open[range.from], fields.open[range.by]]).toEqual([true, true]);
          expect(range.from).toBeLessThanOrEqual(range.by);
        }
      }),
      { numRuns: 300 },
    );
  });
});
