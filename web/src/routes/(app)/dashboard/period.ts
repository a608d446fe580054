/** Periods of the filter: whole days of Rome, `[from, to)` as the API takes them. */
export const PERIODS = [
  ...(['30d', '90d', '12m', 'month', 'last-month', 'quarter', 'last-quarter'] as const),
  ...(['year', 'last-year', 'custom'] as const),
] as const;
export type PeriodName = (typeof PERIODS)[number];

export interface Period {
  from: string;
  to: string;
}

/** Today in Rome, wherever the browser is. */
export function today(now = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome' }).format(now);
}

type Named = Exclude<PeriodName, 'custom'>;

/**
 * What is under way ends with today, so that it is compared with a period as long as itself: the API's period before
 * has as many days as the period. The first ten days of March stand beside the ten days before them.
 */
export function periodOf(name: Named, now: string): Period {
  const { from, to } = wholeOf(name, now);
  const tomorrow = addDays(now, 1);
  return { from, to: to < tomorrow ? to : tomorrow };
}

/** The same to the end that the calendar gives it, for what looks ahead. */
export function wholeOf(name: Named, now: string): Period {
  const [year = 0, month = 0] = now.split('-').map(Number);
  const tomorrow = addDays(now, 1);
  const quarter = month - ((month - 1) % 3);
  switch (name) {
    case '30d':
      return { from: addDays(tomorrow, -30), to: tomorrow };
    case '90d':
      return { from: addDays(tomorrow, -90), to: tomorrow };
    case '12m':
      return { from: addDays(tomorrow, -365), to: tomorrow };
    case 'month':
      return { from: date(year, month, 1), to: date(year, month + 1, 1) };
    case 'last-month':
      return { from: date(year, month - 1, 1), to: date(year, month, 1) };
    case 'quarter':
      return { from: date(year, quarter, 1), to: date(year, quarter + 3, 1) };
    case 'last-quarter':
      return { from: date(year, quarter - 3, 1), to: date(year, quarter, 1) };
    case 'last-year':
      return { from: date(year - 1, 1, 1), to: date(year, 1, 1) };
    case 'year':
      return { from: date(year, 1, 1), to: date(year + 1, 1, 1) };
  }
}

/** This month and the eleven after it, as the API takes a forecast without days. */
export function aheadOf(now: string): Period {
  const [year = 0, month = 0] = now.split('-').map(Number);
  return { from: date(year, month, 1), to: date(year + 1, month, 1) };
}

/** The months whose targets stand beside a period: its own where it is of whole ones, none of other chosen dates, else this month. */
export function monthsOf(name: PeriodName, period: Period, now: string): Period | undefined {
  const whole = name === 'custom' ? period : wholeOf(name, now);
  if (whole.from.endsWith('-01') && whole.to.endsWith('-01')) return whole;
  return name === 'custom' ? undefined : wholeOf('month', now);
}

/** The months over that a period touches, for what was forecast of them; none: undefined. */
export function monthsOver({ from, to }: Period, now: string): Period | undefined {
  const [first, thisMonth] = [`${from.slice(0, 7)}-01`, `${now.slice(0, 7)}-01`];
  const [year = 0, month = 0] = lastDayOf(to).split('-').map(Number);
  const end = date(year, month + 1, 1);
  const over = end < thisMonth ? end : thisMonth;
  return first < over ? { from: first, to: over } : undefined;
}

export function addDays(day: string, days: number): string {
  const [year = 0, month = 1, ofMonth = 1] = day.split('-').map(Number);
  return date(year, month, ofMonth + days);
}

/** Months and days beyond their ends run over, as in a calendar. */
function date(year: number, month: number, day: number): string {
  const at = new Date(0);
  // `Date.UTC` takes a year of which two digits are typed so far for one of the last century.
  at.setUTCFullYear(year, month - 1, day);
  return at.toISOString().slice(0, 10);
}

/** Periods as people say them, with their last day, and as the API takes them, until the day after it. */
export const lastDayOf = (to: string): string => addDays(to, -1);
export const endAfter = (lastDay: string): string => addDays(lastDay, 1);

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** A day of the calendar that somebody may mean: neither the 31st of February nor one of the year 20. */
export function isDay(text: string): boolean {
  return DATE.test(text) && text >= '1900' && addDays(text, 0) === text;
}

/** Why chosen dates are no period, if they are none. */
export function faultOf({ from, to }: Period): 'backwards' | 'missing' | undefined {
  if (!isDay(from) || !isDay(to)) return 'missing';
  return from < to ? undefined : 'backwards';
}

/** Points that a chart can show: days of a month, weeks of a season, else months. */
export function intervalOf({ from, to }: Period): 'day' | 'week' | 'month' {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days <= 45) return 'day';
  return days <= 190 ? 'week' : 'month';
}
