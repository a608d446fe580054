import { checkPlan } from '#app/visits/routes/domain/check-plan.js';
import type { TimeWindow } from '#app/visits/routes/domain/problem.js';
import { Random } from '#app/visits/routes/domain/random.js';
import { solveRoutes } from '#app/visits/routes/domain/solve.js';
import { dayRanges, weightOf } from '#app/visits/routes/week/day-ranges.js';
import { secondChance, workFor } from '#app/visits/routes/week/second-chance.js';
import { workingDays } from '#app/visits/routes/week/working-days.js';
import { addDays } from '#app/platform/time/rome.js';

const HOUR = 3600;
const DAY = 24 * HOUR;
const INTERVALS = [21, 30, 45, 45, 60];
const SHIFT = { from: 9 * HOUR, to: 18 * HOUR, lunch: HOUR };
const VISIT_SECONDS = 20 * 60;
/** As the application guesses it: eight hours, 20 minutes with the client and 20 between. */
const PER_DAY = 12;

/** A generated plan of several days, made as the application makes it, and what became of the clients. */
export function randomWeek(size: { clients: number; days: number; radiusKm: number; seed: number }) {
  const random = new Random(size.seed);
  const dates = workingDays('2026-03-02', size.days, { absentOn: new Set() });
  const waits = Array.from({ length: size.clients }, (_, i) => {
    const intervalDays = INTERVALS[random.below(INTERVALS.length)]!;
    const ahead = random.below(size.days + 10) - 8;
    return {
      id: `c${i}`,
      dueOn: addDays('2026-03-02', ahead),
      intervalDays,
      urgency: 1 - ahead / intervalDays,
    };
  });
  const ranges = dayRanges(waits, dates, PER_DAY);
  const places = [
    { x: 0, y: 0 },
    ...waits.map(() => ({ x: coordinate(random, size), y: coordinate(random, size) })),
  ];
  const meters = places.map((a) => places.map((b) => Math.round(1300 * Math.hypot(a.x - b.x, a.y - b.y))));
  const seconds = meters.map((row) => row.map((length) => Math.round((length * 3.6) / 40)));
  const stops = waits.flatMap((wait, i) => {
    const range = ranges.get(wait.id);
    const closed = random.below(5);
    if (!range) return [];
    const windows = dates.flatMap((_, d): TimeWindow[] =>
      d < range.from || d % 5 === closed
        ? []
        : [
            [d * DAY + 9 * HOUR, d * DAY + 12.5 * HOUR],
            [d * DAY + 15.5 * HOUR, d * DAY + 19 * HOUR],
          ],
    );
    const priority = Math.min(99, Math.max(1, Math.round(weightOf(wait) * 33)));
    const vehicleIds = dates.slice(range.from, range.by + 1);
    return [{ id: wait.id, location: i + 1, serviceSeconds: VISIT_SECONDS, windows, priority, vehicleIds }];
  });
  const vehicles = dates.map((id, d) => ({
    ...{ id, start: 0, end: 0, shift: [d * DAY + SHIFT.from, d * DAY + SHIFT.to] as const },
    lunchBreak: {
      durationSeconds: SHIFT.lunch,
      startWindow: [d * DAY + 12.5 * HOUR, d * DAY + 14 * HOUR] as const,
    },
  }));
  const problem = {
    ...{ stops, vehicles, travel: { seconds, meters }, objective: 'MAX_PRIORITY' as const, seed: 1 },
    ...{ ...workFor(stops.length), wallMs: 600_000 },
  };
  const before = process.cpuUsage();
  const began = performance.now();
  const first = solveRoutes(problem);
  const later = secondChance(problem, first);
  const plan = later ? solveRoutes(later) : first;
  const cpu = process.cpuUsage(before);
  const dueOn = new Map(waits.map(({ id, dueOn: due }) => [id, due]));
  const visits = plan.routes.flatMap((route) =>
    route.stops.map(({ stopId }) => ({ stopId, on: route.vehicleId })),
  );
  return {
    candidates: stops.length,
    served: visits.length,
    onTime: visits.filter(({ stopId, on }) => on <= dueOn.get(stopId)!).length,
    overdueBefore: stops.filter(({ id }) => dueOn.get(id)! < dates[0]!).length,
    left: plan.unassigned.length,
    kilometres: Math.round(plan.totals.travelMeters / 1000),
    broken: checkPlan(later ?? problem, plan).length,
    cpuMs: Math.round((cpu.user + cpu.system) / 1000),
    wallMs: Math.round(performance.now() - began),
  };
}

function coordinate(random: Random, { radiusKm }: { radiusKm: number }): number {
  return (random.next() * 2 - 1) * radiusKm;
}
