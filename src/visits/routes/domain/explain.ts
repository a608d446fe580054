import type { Model } from './model.js';
import type { UnassignedStop } from './plan.js';
import type { RouteProblem, Stop } from './problem.js';
import { whyNotAlone } from './explain-alone.js';
import { shortage } from './shortage.js';
import type { Solution } from './solution.js';
import { kilometres, minutes } from './wording.js';

/** Why a stop has no place: first by checking it alone on an empty day, then against the plan that was made. */
export function explain(
  problem: RouteProblem,
  model: Model,
  solution: Solution,
  index: number,
): UnassignedStop {
  const stop = problem.stops[index]!;
  const alone = whyNotAlone(problem, stop);
  if (alone) return { stopId: stop.id, ...alone };
  if (problem.objective !== 'MIN_TRAVEL' && gaveWay(model, solution, index)) {
    return {
      stopId: stop.id,
      code: 'LOWER_PRIORITY',
      message: 'Visits of higher priority took the only time it could have had.',
    };
  }
  return noRoom(stop, solution, index);
}

/** Whether it would fit if one planned, more important visit were not there. */
function gaveWay(model: Model, solution: Solution, index: number): boolean {
  return solution.routes.some((route, r) => {
    if (!route.vehicle.windows[index] || !solution.keepsDistance(index, r)) return false;
    for (let p = 1; p < route.size - 1; p++) {
      const rival = route.nodes[p]!;
      const outranks = model.mandatory[index] === 0 && model.priority[rival]! > model.priority[index]!;
      if (outranks && fitsWithout(solution, r, p, index)) return true;
    }
    return false;
  });
}

function fitsWithout(solution: Solution, r: number, p: number, index: number): boolean {
  solution.keep();
  solution.remove(r, p, 1);
  solution.settle(r);
  const route = solution.routes[r]!;
  let fits = false;
  for (let q = 0; q < route.size - 1 && !fits; q++) fits = route.fits(index, q);
  solution.undo();
  return fits;
}

function noRoom(stop: Stop, solution: Solution, index: number): UnassignedStop {
  const { seconds, meters } = shortage(solution, index);
  const base = { stopId: stop.id, code: 'NO_ROOM' as const };
  if (seconds === 0 && meters > 0) {
    return { ...base, message: `The day's distance limit is ${kilometres(meters)} too short for it.` };
  }
  if (!Number.isFinite(seconds))
    return { ...base, message: 'The day is full: there is no room for it anywhere.' };
  const minutesShort = minutes(seconds);
  return {
    ...base,
    minutesShort,
    message: `The day is full: ${minutesShort} more minutes would be needed for it.`,
  };
}
