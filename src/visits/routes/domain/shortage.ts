import { readyAfterBreak } from './break-arc.js';
import { earliestStart } from './model.js';
import type { Route } from './route.js';
import type { Solution } from './solution.js';

export interface Shortage {
  /** Seconds missing at the best place; Infinity when no amount of time would do. */
  readonly seconds: number;
  /** Metres over the distance limit, where only that stands in the way. */
  readonly meters: number;
}

/** The least that is missing for `stop`, over every position of every route. */
export function shortage(solution: Solution, stop: number): Shortage {
  let best: Shortage = { seconds: Infinity, meters: 0 };
  for (const [r, route] of solution.routes.entries()) {
    if (!route.vehicle.windows[stop] || !solution.keepsDistance(stop, r)) continue;
    for (let p = 0; p < route.size - 1; p++) {
      const seconds = missingAt(route, stop, p);
      const meters = Math.max(0, route.metersWith(stop, p) - route.vehicle.maxMeters);
      if (seconds < best.seconds || (seconds === best.seconds && meters < best.meters))
        best = { seconds, meters };
    }
  }
  return best;
}

/** The four ways lunch can lie around the new stop, as in `Route.fits`; here we ask by how much each fails. */
function missingAt(route: Route, stop: number, p: number): number {
  const { model, vehicle } = route;
  const there = model.seconds[route.nodes[p]! * model.nodeCount + stop]!;
  const onward = model.seconds[stop * model.nodeCount + route.nodes[p + 1]!]!;
  const { lunch } = vehicle;
  const visit = (ready: number): { end: number; late: number } => {
    const windows = vehicle.windows[stop]!;
    const start = earliestStart(windows, ready);
    if (start < Infinity) return { end: start + model.service[stop]!, late: 0 };
    return { end: ready + model.service[stop]!, late: ready - windows.at(-1)! };
  };
  const over = (end: number, late: number, limit: number): number => late + Math.max(0, end - limit);
  const fed = visit(route.leaveFed[p]! + there);
  const ways = [over(fed.end + onward, fed.late, route.reachFed[p + 1]!)];
  if (lunch) {
    const left = route.leaveFasting[p]!;
    const fasting = visit(left + there);
    const after = visit(readyAfterBreak(left, there, lunch));
    ways.push(
      over(fasting.end + onward, fasting.late, route.reachFasting[p + 1]!),
      over(readyAfterBreak(fasting.end, onward, lunch), fasting.late, route.reachFed[p + 1]!),
      over(after.end + onward, after.late, route.reachFed[p + 1]!),
    );
  }
  return Math.min(...ways.filter((seconds) => !Number.isNaN(seconds)));
}
