import { DateTime } from 'luxon';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { addDays, type BusinessDate } from '../../../platform/time/rome.js';

/** Business days of Europe/Rome from `from` on and before `to`. */
export interface Period {
  from: BusinessDate;
  to: BusinessDate;
  days: number;
}

export const INTERVALS = ['day', 'week', 'month'] as const;
export type Interval = (typeof INTERVALS)[number];

const DEFAULT_DAYS = 30;
const MOST_DAYS = 3_660;
/** A year and a half of days, or ten years of weeks. */
const MOST_POINTS = 550;
const DAYS_OF: Readonly<Record<Interval, number>> = { day: 1, week: 7, month: 28 };
const [EARLIEST, LATEST] = ['1900-01-01', '2200-01-01'];

/**
 * The period of a query; what it leaves out makes it the thirty days that end with today.
 * @throws DomainError PERIOD_EMPTY, PERIOD_TOO_LONG, DATE_OUT_OF_RANGE
 */
export function periodOf({ from, to }: { from?: string; to?: string }, today: BusinessDate): Period {
  const end = to ?? addDays(today, 1);
  const start = from ?? addDays(end, -DEFAULT_DAYS);
  if (start < EARLIEST)
    throw DomainError.field('/from', 'DATE_OUT_OF_RANGE', `from must not be before ${EARLIEST}.`);
  if (end > LATEST) throw DomainError.field('/to', 'DATE_OUT_OF_RANGE', `to must not be after ${LATEST}.`);
  const days = daysBetween(start, end);
  if (days < 1)
    throw to === undefined
      ? DomainError.field(
          '/from',
          'PERIOD_EMPTY',
          'Without a to the period ends with today, so from must not be later.',
        )
      : DomainError.field(
          '/to',
          'PERIOD_EMPTY',
          'to is the first day that no longer counts, so it must be after from.',
        );
  if (days > MOST_DAYS)
    throw DomainError.field('/from', 'PERIOD_TOO_LONG', `A period may have ${MOST_DAYS} days at most.`);
  return { from: start, to: end, days };
}

/** The period of exactly as many days that ends where this one begins. */
export function periodBefore({ from, days }: Period): Period {
  return { from: addDays(from, -days), to: from, days };
}

/** This month and those after it, `count` altogether. */
export function monthsAhead(today: BusinessDate, count: number): Pick<Period, 'from' | 'to'> {
  const first = dateOf(today).startOf('month');
  return { from: first.toFormat('yyyy-MM-dd'), to: first.plus({ months: count }).toFormat('yyyy-MM-dd') };
}

/** The twelve months that end with today. */
export function trailingYear(today: BusinessDate): Period {
  const to = addDays(today, 1);
  const from = dateOf(to).minus({ years: 1 }).toFormat('yyyy-MM-dd');
  return { from, to, days: daysBetween(from, to) };
}

/**
 * A period is parted so finely only that its points can be drawn.
 * @throws DomainError TOO_MANY_POINTS
 */
export function assertDrawable(
  { days }: Pick<Period, 'days'>,
  interval: Interval,
  pointer = '/interval',
): void {
  if (pointsOf({ days }, interval) <= MOST_POINTS) return;
  const detail = `A period of ${days} days is not parted by ${interval}: ${MOST_POINTS} points at most.`;
  throw DomainError.field(pointer, 'TOO_MANY_POINTS', detail);
}

/** How many days, weeks or months a period has, or some more. */
export function pointsOf({ days }: Pick<Period, 'days'>, interval: Interval): number {
  return days / DAYS_OF[interval];
}

/** The days, ISO weeks or months that a period touches, cut to the period at both ends. */
export function bucketsOf(period: Period, interval: Interval): Period[] {
  const buckets: Period[] = [];
  for (let from = period.from; from < period.to;) {
    const next = dateOf(from)
      .startOf(interval)
      .plus({ [interval]: 1 })
      .toFormat('yyyy-MM-dd');
    const to = next < period.to ? next : period.to;
    buckets.push({ from, to, days: daysBetween(from, to) });
    from = to;
  }
  return buckets;
}

/** A part of a period, and how finely its figures are to be read. */
export interface WideSpan<Unit extends 'YEAR' | 'MONTH' = 'YEAR' | 'MONTH'> extends Pick<
  Period,
  'from' | 'to'
> {
  grain: Unit | 'DAY';
  /** It is taken off, for a wider part holds it too. */
  isOff?: true;
}

/** Of figures that are kept by the day and the month. */
export type Span = WideSpan<'MONTH'>;

/** Whole months, and the days before and after them: together exactly the period. */
export function wholeMonthsAndDays({ from, to }: Pick<Period, 'from' | 'to'>): Span[] {
  const first = monthOf(from) === from ? from : monthAfter(from);
  const end = monthOf(to);
  if (first >= end) return [{ grain: 'DAY', from, to }];
  const spans: Span[] = [
    { grain: 'MONTH', from: first, to: end },
    { grain: 'DAY', from, to: first },
    { grain: 'DAY', from: end, to },
  ];
  return spans.filter((span) => span.from < span.to);
}

/**
 * The fewest parts that together amount to the period: eleven months are read as the year less a month, a quarter as its
 * months. Only for what adds up. Where a part is taken off, rows remain whose sums are all 0.
 * @param units the widest first
 */
export function fewestSpans<Unit extends 'YEAR' | 'MONTH'>(
  { from, to }: Pick<Period, 'from' | 'to'>,
  [unit, ...finer]: readonly Unit[],
): WideSpan<Unit>[] {
  if (unit === undefined) return [{ grain: 'DAY', from, to }];
  const finely = fewestSpans({ from, to }, finer);
  const [first, end] = [nearestStart(from, unit), nearestStart(to, unit)];
  if (first >= end) return finely;
  const widely = [
    { grain: unit, from: first, to: end },
    ...signedSpans(from, first, finer),
    ...signedSpans(end, to, finer),
  ];
  return unitsOf(widely) < unitsOf(finely) ? widely : finely;
}

/** How many days, months and years together. */
function unitsOf(spans: readonly WideSpan[]): number {
  return spans.reduce((sum, { grain, from, to }) => {
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
    return sum + Math.round(days / { DAY: 1, MONTH: 30.4, YEAR: 365 }[grain]);
  }, 0);
}

/** From a day on until another; backwards: that is taken off. */
function signedSpans<Unit extends 'YEAR' | 'MONTH'>(
  from: BusinessDate,
  to: BusinessDate,
  units: readonly Unit[],
): WideSpan<Unit>[] {
  if (from === to) return [];
  if (from < to) return fewestSpans({ from, to }, units);
  return fewestSpans({ from: to, to: from }, units).map(({ isOff, ...span }) =>
    isOff ? span : { ...span, isOff: true },
  );
}

/** The first day of a month or year, whichever is less far away. */
function nearestStart(date: BusinessDate, unit: 'YEAR' | 'MONTH'): BusinessDate {
  const name = unit === 'YEAR' ? 'year' : 'month';
  const day = dateOf(date);
  const before = day.startOf(name);
  const after = before.plus({ [name]: 1 });
  return (day.diff(before) <= after.diff(day) ? before : after).toFormat('yyyy-MM-dd');
}

function monthOf(date: BusinessDate): BusinessDate {
  return `${date.slice(0, 7)}-01`;
}

function monthAfter(date: BusinessDate): BusinessDate {
  return dateOf(date).startOf('month').plus({ months: 1 }).toFormat('yyyy-MM-dd');
}

function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return dateOf(to).diff(dateOf(from), 'days').days;
}

function dateOf(date: BusinessDate): DateTime {
  return DateTime.fromISO(date, { zone: 'utc' });
}
