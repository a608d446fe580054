import type { Schemas } from '#lib/api/client.ts';
import { addDays, type Period, type PeriodName, PERIODS, today } from '../period.ts';

type Saved = Schemas['DashboardPeriodDto'];
type Preset = Saved['preset'];

/** The periods of the filter as a saved dashboard calls them: they move on with the calendar. */
const PRESETS = {
  '30d': 'LAST_30_DAYS',
  '90d': 'LAST_90_DAYS',
  '12m': 'LAST_365_DAYS',
  month: 'MONTH_TO_DATE',
  'last-month': 'LAST_MONTH',
  quarter: 'QUARTER_TO_DATE',
  'last-quarter': 'LAST_QUARTER',
  year: 'YEAR_TO_DATE',
  'last-year': 'LAST_YEAR',
} as const satisfies Readonly<Record<Exclude<PeriodName, 'custom'>, Preset>>;

/** Those that the filter has no name for. */
type Unnamed = Exclude<Preset, (typeof PRESETS)[keyof typeof PRESETS] | 'CUSTOM'>;

export function toSaved(name: PeriodName, { from, to }: { from: string; to: string }): Saved {
  return name === 'custom' ? { preset: 'CUSTOM', from, to } : { preset: PRESETS[name] };
}

/** What stands in the address for a saved period; those that the filter has no name for become days. */
export function fromSaved({ preset, from = '', to = '' }: Saved): Period & { period: PeriodName } {
  const name = PERIODS.find((one) => one !== 'custom' && PRESETS[one] === preset);
  if (name !== undefined) return { period: name, from: '', to: '' };
  const [first, end] = preset === 'CUSTOM' ? [from, to] : daysOf(preset as Unnamed, today());
  return { period: 'custom', from: first, to: end };
}

/** Whole days of Rome, `[from, to)`. */
function daysOf(preset: Unnamed, now: string): [from: string, to: string] {
  const [year = 0, month = 1] = now.split('-').map(Number);
  const monthsOn = (count: number, ofMonth = month) =>
    new Date(Date.UTC(year, ofMonth - 1 + count, 1)).toISOString().slice(0, 10);
  const monday = addDays(now, -((new Date(now).getUTCDay() + 6) % 7));
  const quarter = month - ((month - 1) % 3);
  switch (preset) {
    case 'TODAY':
      return [now, addDays(now, 1)];
    case 'YESTERDAY':
      return [addDays(now, -1), now];
    case 'THIS_WEEK':
      return [monday, addDays(monday, 7)];
    case 'LAST_WEEK':
      return [addDays(monday, -7), monday];
    case 'THIS_MONTH':
      return [monthsOn(0), monthsOn(1)];
    case 'THIS_QUARTER':
      return [monthsOn(0, quarter), monthsOn(3, quarter)];
    case 'THIS_YEAR':
      return [`${year}-01-01`, `${year + 1}-01-01`];
    case 'LAST_7_DAYS':
      return [addDays(now, -6), addDays(now, 1)];
    case 'NEXT_3_MONTHS':
      return [monthsOn(0), monthsOn(3)];
    case 'NEXT_12_MONTHS':
      return [monthsOn(0), monthsOn(12)];
  }
}
