import type { VisibleClient } from '../../../crm-core/index.js';
import type { Visit } from '../../../platform/prisma/generated/client.js';
import { type BusinessDate, businessDateOf } from '../../../platform/time/rome.js';
import type { Cadence } from '../../cadence/domain/cadence.js';
import type { Shift } from '../../working-days/agent-calendar.js';
import { openOn, type WallInterval } from '../day/opening-hours.js';
import type { SeriesPlace } from '../domain/problem.js';
import { minuteOf } from './calendar-days.js';
import { type DayRange, dayRanges, type Wait, weightOf } from './day-ranges.js';
import { leastApart, type Rhythm, visitsNeeded } from './visits-needed.js';
import type { UnderWay } from './under-way.js';
import { toBeMade } from './week-candidates.js';
import type { WeekCandidate } from './week-problem.js';

export interface WeekWish {
  readonly agentId: string;
  readonly dates: readonly BusinessDate[];
  /** The last day before work goes on after the plan. */
  readonly until: BusinessDate;
  /** The shift of each date. */
  readonly shifts: readonly Shift[];
  /** Undefined: whoever is due. */
  readonly clientIds?: readonly string[];
  readonly visitMinutes: number;
  /** Visits that a day can hold, roughly. */
  readonly perDay: number;
  /** Where the first day has begun. */
  readonly today: UnderWay | null;
}

/** What a client's cadence asks of the plan. */
export interface ClientPlan {
  readonly client: VisibleClient;
  readonly wait: Wait;
  readonly rhythm: Rhythm;
  readonly needed: ReturnType<typeof visitsNeeded>['needed'];
  /** Visits of the calendar, with their places in the series. */
  readonly standingAt: readonly { readonly visitId: string; readonly nth: number }[];
  /** The days for one visit; null: not due soon enough. */
  readonly range: DayRange | null;
}

/** The visits to be made; who was asked for by name gets one in any case. */
export function visitsOf(
  { client, wait, rhythm, needed, standingAt, range }: ClientPlan,
  wish: WeekWish,
  byName: boolean,
): WeekCandidate[] {
  if (needed.length > 0)
    return needed.map(({ nth, range: days, late }) => ({
      // A visit on its day weighs the same, whether that is tomorrow or in three weeks.
      ...toBeMade(client, wish, {
        range: days,
        priority: priorityOf(weightOf({ ...wait, urgency: nth === 0 ? Math.max(1, wait.urgency) : 1 })),
      }),
      series: seriesOf(client.id, nth, rhythm, late ? Infinity : rhythm.intervalDays),
    }));
  const all = { from: 0, by: wish.dates.length - 1 };
  const days = range ?? (byName ? all : null);
  if (!days || standingAt.length > 0) return [];
  return [toBeMade(client, wish, { range: days, priority: range ? priorityOf(weightOf(wait)) : 1 })];
}

function seriesOf(id: string, nth: number, { intervalDays }: Rhythm, mostDays: number): SeriesPlace {
  return { id, nth, leastDays: leastApart(intervalDays), mostDays };
}

/** Whether some opening leaves time for the visit within the shift. Null: hours unknown. */
function isOpen(open: readonly WallInterval[] | null, shift: Shift, visitMinutes: number): boolean {
  return (open ?? [['00:00', '24:00'] as const]).some(
    ([from, to]) =>
      Math.min(minuteOf(to), minuteOf(shift.to)) - Math.max(minuteOf(from), minuteOf(shift.from)) >=
      visitMinutes,
  );
}

/** 1–99: a third of it for a client of a month's interval on the day when it is due. */
function priorityOf(weight: number): number {
  return Math.min(99, Math.max(1, Math.round(weight * 33)));
}

/** @param visits of the calendar on the days of the plan */
export function clientPlans(
  clients: readonly VisibleClient[],
  cadences: ReadonlyMap<string, Cadence>,
  visits: readonly Visit[],
  { dates, until, shifts, visitMinutes, perDay }: WeekWish,
): ClientPlan[] {
  const standing = Map.groupBy(
    visits.toSorted((a, b) => +a.scheduledAt - +b.scheduledAt),
    ({ clientId }) => clientId,
  );
  const waits = clients.flatMap((client) => {
    const cadence = cadences.get(client.id);
    return cadence ? [{ client, wait: { id: client.id, ...cadence, dueOn: cadence.nextDueOn } }] : [];
  });
  const waitingOnes = waits.flatMap(({ wait }) => (standing.has(wait.id) ? [] : [wait]));
  const ranges = dayRanges(waitingOnes, dates, perDay);
  return waits.map(({ client, wait }) => {
    const own = standing.get(client.id) ?? [];
    const rhythm: Rhythm = {
      ...{ id: client.id, dueOn: wait.dueOn, intervalDays: wait.intervalDays },
      open: shifts.map((shift, day) => isOpen(openOn(client, dates[day]!).open, shift, visitMinutes)),
      standing: own.map(({ scheduledAt }) => businessDateOf(scheduledAt)),
    };
    const range = ranges.get(client.id) ?? null;
    const asked = visitsNeeded(rhythm, { dates, until }, range?.by ?? 0);
    const standingAt = asked.standing.flatMap((nth, i) => (own[i] ? [{ visitId: own[i].id, nth }] : []));
    return { client, wait, rhythm, range, needed: asked.needed, standingAt };
  });
}

/** Of the visits of the calendar, by id. */
export function placesInSeries(plans: readonly ClientPlan[]): ReadonlyMap<string, SeriesPlace> {
  return new Map(
    plans.flatMap(({ client, rhythm, standingAt }) =>
      standingAt.map(({ visitId, nth }) => [visitId, seriesOf(client.id, nth, rhythm, Infinity)] as const),
    ),
  );
}
