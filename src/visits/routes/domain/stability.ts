import type { RoutePlan } from './plan.js';
import { isMandatory, type Objective, type RouteProblem, type Stop, type TimeWindow } from './problem.js';

/** When visits start by the plan that people have, by stop id; seconds on the problem's clock. */
export type AgreedStarts = ReadonlyMap<string, number>;

/** How far agreed times are loosened before all of them are up for change. Seconds. */
export const SLACKS = [0, 30 * 60, 90 * 60] as const;

/** A visit that starts within a minute of its time has not moved. */
const UNMOVED_SECONDS = 60;

/** The same problem, in which agreed visits may start at most `slack` from their time; opening hours stay as they are. */
export function heldTo(problem: RouteProblem, agreed: AgreedStarts, slack: number): RouteProblem {
  const stops = problem.stops.map((stop): Stop => {
    const start = agreed.get(stop.id);
    if (start === undefined || stop.fixedStart !== undefined) return stop;
    const near: TimeWindow = [start - slack, start + stop.serviceSeconds + slack];
    return { ...stop, windows: stop.windows ? within(stop.windows, near) : [near] };
  });
  return { ...problem, stops };
}

/**
 * The plan that serves most by the problem's objective; of equals the one that costs least, a visit that moves
 * counted like so many seconds of driving. The first of equals.
 */
export function steadiest(
  problem: RouteProblem,
  agreed: AgreedStarts,
  secondsPerMove: number,
  plans: readonly RoutePlan[],
): RoutePlan | undefined {
  const ranked = plans.map((plan) => ({
    plan,
    rank: [
      ...servedBy(problem, plan),
      -plan.totals.travelSeconds - secondsPerMove * movedBy(agreed, plan).length,
    ],
  }));
  return ranked.reduce<(typeof ranked)[number] | undefined>(
    (best, next) => (best && compare(next.rank, best.rank) <= 0 ? best : next),
    undefined,
  )?.plan;
}

/** The agreed visits that the plan has at another time. */
export function movedBy(agreed: AgreedStarts, plan: Pick<RoutePlan, 'routes'>): string[] {
  return plan.routes
    .flatMap(({ stops }) => stops)
    .filter(({ stopId, serviceStart }) => {
      const before = agreed.get(stopId);
      return before !== undefined && Math.abs(serviceStart - before) >= UNMOVED_SECONDS;
    })
    .map(({ stopId }) => stopId);
}

/** More is better: mandatory visits, then what the objective counts. */
function servedBy(problem: RouteProblem, { routes, totals }: RoutePlan): number[] {
  const served = new Set(routes.flatMap(({ stops }) => stops.map(({ stopId }) => stopId)));
  const mandatory = problem.stops.filter((stop) => isMandatory(stop) && served.has(stop.id)).length;
  const byObjective: Record<Objective, number[]> = {
    MIN_TRAVEL: [totals.visits],
    MAX_VISITS: [totals.visits, totals.priority],
    MAX_PRIORITY: [totals.priority, totals.visits],
  };
  return [mandatory, ...byObjective[problem.objective]];
}

function within(windows: readonly TimeWindow[], [from, to]: TimeWindow): TimeWindow[] {
  return windows
    .map(([open, close]): TimeWindow => [Math.max(open, from), Math.min(close, to)])
    .filter(([a, b]) => a <= b);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => Math.abs(value - (b[i] ?? 0)) > 1e-6);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
