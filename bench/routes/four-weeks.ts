import type { RouteProblem, TimeWindow } from '#app/visits/routes/domain/problem.js';
import { randomDay } from '../../test/support/random-day.ts';
import { measure } from './measure.ts';
import { fixed, printTable } from './report.ts';

const DAY_SECONDS = 86_400;
const WORKING_DAYS = Array.from({ length: 20 }, (_, day) => day + 2 * Math.floor(day / 5));
const WALL_MS = 10_000;

/** One agent, four weeks of five days, one visit to each of 300 clients: the engine alone, days as vehicles. */
export function fourWeeks(): void {
  const rows = [500, 1500].map((iterations) => {
    const problem = overDays(randomDay({ seed: 1, stops: 300, visitMinutes: [15, 30], iterations }));
    const { plan, cpuMs, findings } = measure({ ...problem, objective: 'MAX_VISITS', wallMs: WALL_MS });
    return {
      iterations: plan.iterations,
      served: `${plan.totals.visits}/${problem.stops.length}`,
      'travel h': fixed(plan.totals.travelSeconds / 3600, 1),
      'CPU ms': fixed(cpuMs, 0),
      'broken rules': findings,
    };
  });
  printTable(rows);
}

function overDays(day: RouteProblem): RouteProblem {
  const onEachDay = (windows: readonly TimeWindow[]): TimeWindow[] =>
    WORKING_DAYS.flatMap((d) => windows.map((window) => onDay(window, d)));
  return {
    ...day,
    stops: day.stops.map((stop) => ({ ...stop, windows: onEachDay(stop.windows ?? []) })),
    vehicles: day.vehicles.flatMap((vehicle) =>
      WORKING_DAYS.map((d) => ({
        ...vehicle,
        id: `day-${d}`,
        shift: onDay(vehicle.shift, d),
        ...(vehicle.lunchBreak && {
          lunchBreak: { ...vehicle.lunchBreak, startWindow: onDay(vehicle.lunchBreak.startWindow, d) },
        }),
      })),
    ),
  };
}

function onDay([from, to]: TimeWindow, day: number): TimeWindow {
  return [from + day * DAY_SECONDS, to + day * DAY_SECONDS];
}
