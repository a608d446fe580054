import { DateTime } from 'luxon';
import { addDays, type BusinessDate } from '../../../platform/time/rome.js';
import type { Period } from './period.js';

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Whole days, ISO weeks (from Monday), months, quarters and years: which, and how far from the one of today. */
const CALENDAR = {
  TODAY: ['day', 0],
  YESTERDAY: ['day', -1],
  THIS_WEEK: ['week', 0],
  LAST_WEEK: ['week', -1],
  THIS_MONTH: ['month', 0],
  LAST_MONTH: ['month', -1],
  THIS_QUARTER: ['quarter', 0],
  LAST_QUARTER: ['quarter', -1],
  THIS_YEAR: ['year', 0],
  LAST_YEAR: ['year', -1],
} as const satisfies Readonly<Record<string, readonly [Unit, number]>>;

/** From the beginning of this month, quarter or year until today: beside as many days before. */
const TO_DATE = { MONTH_TO_DATE: 'month', QUARTER_TO_DATE: 'quarter', YEAR_TO_DATE: 'year' } as const;

/** So many days, of which today is the last. */
const TRAILING = { LAST_7_DAYS: 7, LAST_30_DAYS: 30, LAST_90_DAYS: 90, LAST_365_DAYS: 365 } as const;

/** So many months, of which this one is the first: for what lies ahead. */
const AHEAD = { NEXT_3_MONTHS: 3, NEXT_12_MONTHS: 12 } as const;

export type MovingPeriod =
  keyof typeof CALENDAR | keyof typeof TO_DATE | keyof typeof TRAILING | keyof typeof AHEAD;

/** Periods that move with the calendar. */
export const MOVING_PERIODS = [CALENDAR, TO_DATE, TRAILING, AHEAD].flatMap((presets) =>
  Object.keys(presets),
) as MovingPeriod[];

/** The period that a preset means on this day. */
export function presetPeriod(preset: MovingPeriod, today: BusinessDate): Pick<Period, 'from' | 'to'> {
  if (preset in TRAILING) {
    const to = addDays(today, 1);
    return { from: addDays(to, -TRAILING[preset as keyof typeof TRAILING]), to };
  }
  if (preset in TO_DATE) {
    const { from } = units(today, TO_DATE[preset as keyof typeof TO_DATE], 0, 1);
    return { from, to: addDays(today, 1) };
  }
  if (preset in AHEAD) return units(today, 'month', 0, AHEAD[preset as keyof typeof AHEAD]);
  const [unit, offset] = CALENDAR[preset as keyof typeof CALENDAR];
  return units(today, unit, offset, 1);
}

function units(today: BusinessDate, unit: Unit, offset: number, count: number): Pick<Period, 'from' | 'to'> {
  const first = DateTime.fromISO(today, { zone: 'utc' })
    .startOf(unit)
    .plus({ [unit]: offset });
  return { from: first.toFormat('yyyy-MM-dd'), to: first.plus({ [unit]: count }).toFormat('yyyy-MM-dd') };
}
