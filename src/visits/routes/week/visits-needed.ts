import { DUE_SOON_DAYS, type Day } from '../../cadence/domain/cadence.js';
import { dayNumber, dayOf } from './calendar-days.js';
import type { DayRange } from './day-ranges.js';

/** When a client wants to be visited, and when it can be. */
export interface Rhythm {
  readonly id: string;
  /** The day on which the next visit is due; in the past when overdue. */
  readonly dueOn: Day;
  readonly intervalDays: number;
  /** Visits of the calendar on the days of the plan, ascending. */
  readonly standing: readonly Day[];
  /** By day of the plan: whether the client can be visited that day, as far as its hours and the shift go. */
  readonly open: readonly boolean[];
}

/** A visit that the plan is to make. */
export interface NeededVisit {
  /** Its place among all visits of the client in this plan, those of the calendar counted. */
  readonly nth: number;
  readonly range: DayRange;
  /** The latest day that keeps the cadence. */
  readonly dueOn: Day;
  /** Whether it can only come after that day: overdue before the plan, or closed until then. */
  readonly late: boolean;
}

export interface Span {
  /** Working days of the plan, ascending. */
  readonly dates: readonly Day[];
  /** The last day before work goes on after the plan: who is due by then must be visited within it. */
  readonly until: Day;
}

export interface VisitsOfClient {
  readonly needed: readonly NeededVisit[];
  /** Places of the calendar's visits in the series, in their order. */
  readonly standing: readonly number[];
}

/** Two visits to one client are at least half an interval apart. */
export function leastApart(intervalDays: number): number {
  return Math.max(1, Math.floor(intervalDays / 2));
}

/**
 * How many visits keep a client within its interval until the plan is over, and the days for each. Each is put as late as
 * the one before allows, which needs the fewest; days before that are open to it as far as those behind it allow, at
 * most a week, and no more than half an interval. Where the client is closed all that while, the next day it opens.
 *
 * @param firstBy for who is overdue: position of the day by which to come
 */
export function visitsNeeded(rhythm: Rhythm, { dates, until }: Span, firstBy: number): VisitsOfClient {
  const days = dates.map(dayNumber);
  const end = dayNumber(until);
  const least = leastApart(rhythm.intervalDays);
  const early = Math.min(DUE_SOON_DAYS, Math.floor(rhythm.intervalDays / 2));
  const anchors = rhythm.standing.map(dayNumber);
  const needed: NeededVisit[] = [];
  const standing: number[] = [];
  let due = dayNumber(rhythm.dueOn);
  let previous = -Infinity;
  let nth = 0;
  for (const [i, anchor] of [...anchors, Infinity].entries()) {
    const chain: { by: number; due: number; late: boolean }[] = [];
    // A visit that stands in the calendar takes care of the client; nothing is put before the first one.
    const last = i === 0 && anchor < Infinity ? -Infinity : Math.min(end, anchor - 1);
    while (due <= last) {
      const overdue = due < (days[0] ?? 0);
      const by = lastOpen(rhythm, days, {
        from: Math.max(previous + least, days[0] ?? 0),
        to: Math.min(overdue ? (days[firstBy] ?? end) : due, anchor - least),
      });
      const at =
        by >= 0 ? by : firstOpen(rhythm, days, { from: Math.max(due, previous + least), to: anchor - least });
      if (at < 0) break;
      chain.push({ by: at, due, late: overdue || by < 0 });
      previous = days[at]!;
      due = previous + rhythm.intervalDays;
    }
    let next = anchor === Infinity ? end + 1 : anchor;
    const ranges = chain.toReversed().map(({ by, due: dueOn, late }) => {
      const latest = days[by]!;
      const inTimeForNext = next - rhythm.intervalDays;
      const from = Math.max(
        // Where the next one cannot be kept in time anyhow, it binds nobody.
        inTimeForNext <= latest ? inTimeForNext : -Infinity,
        late ? -Infinity : Math.min(dueOn, latest) - early,
      );
      const range = { from: firstOpen(rhythm, days, { from, to: latest }), by };
      next = days[range.from]!;
      return { range, dueOn: dayOf(dueOn), late };
    });
    for (const visit of ranges.toReversed()) needed.push({ nth: nth++, ...visit });
    if (anchor === Infinity) break;
    standing.push(nth++);
    previous = anchor;
    due = anchor + rhythm.intervalDays;
  }
  return { needed, standing };
}

interface Bounds {
  readonly from: number;
  readonly to: number;
}

function lastOpen({ open }: Rhythm, days: readonly number[], { from, to }: Bounds): number {
  return days.findLastIndex((day, i) => open[i] === true && day >= from && day <= to);
}

function firstOpen({ open }: Rhythm, days: readonly number[], { from, to }: Bounds): number {
  return days.findIndex((day, i) => open[i] === true && day >= from && day <= to);
}
