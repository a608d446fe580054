import { DUE_SOON_DAYS, type Day } from '../../cadence/domain/cadence.js';
import { dayNumber, dayOf } from './calendar-days.js';

/** When a client wants to be visited, and how much it matters. */
export interface Wait {
  readonly id: string;
  /** The day on which a visit is due; in the past when overdue. */
  readonly dueOn: Day;
  /** Days since the last visit ÷ interval. */
  readonly urgency: number;
  readonly intervalDays: number;
}

/** The days of a plan on which a client may be visited: positions among its dates, both included. */
export interface DayRange {
  readonly from: number;
  readonly by: number;
}

/** A visit per 30 days is worth one; who is visited more often is worth more to the company, within bounds. */
const MONTH = 30;
const WORTH = { least: 0.5, most: 1.5 };

export function weightOf({ urgency, intervalDays }: Pick<Wait, 'urgency' | 'intervalDays'>): number {
  return urgency * Math.min(WORTH.most, Math.max(WORTH.least, MONTH / intervalDays));
}

/**
 * Spreads clients over days before any route is thought of. Who falls due within the plan is visited in the week
 * before that day, and no later. Who is overdue already comes as early as a day's capacity allows: the k-th by
 * urgency and value on day k ÷ capacity or before, one day more so that neighbours can share a day.
 *
 * @param dates of the plan, ascending
 * @param perDay visits that a day can hold, roughly
 * @returns by id; who is not due soon enough is not there
 */
export function dayRanges(
  waits: readonly Wait[],
  dates: readonly Day[],
  perDay: number,
): Map<string, DayRange> {
  const ranges = new Map<string, DayRange>();
  const late: Wait[] = [];
  for (const wait of waits) {
    const by = dates.findLastIndex((date) => date <= wait.dueOn);
    const soon = daysBefore(wait.dueOn, Math.min(DUE_SOON_DAYS, Math.floor(wait.intervalDays / 2)));
    const from = dates.findIndex((date) => date >= soon);
    if (by < 0) late.push(wait);
    else if (from >= 0) ranges.set(wait.id, { from: Math.min(from, by), by });
  }
  late.sort((a, b) => weightOf(b) - weightOf(a) || (a.id < b.id ? -1 : 1));
  late.forEach(({ id }, rank) => {
    const by = Math.min(dates.length - 1, Math.floor(rank / Math.max(1, perDay)) + 1);
    ranges.set(id, { from: 0, by });
  });
  return ranges;
}

function daysBefore(day: Day, count: number): Day {
  return dayOf(dayNumber(day) - count);
}
