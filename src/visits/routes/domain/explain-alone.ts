import { breakRule } from './break-arc.js';
import type { UnassignedStop } from './plan.js';
import { mayServe, type RouteProblem, type Stop, type Vehicle } from './problem.js';
import { simulate, type BreakChoice } from './simulate.js';
import { clip, startWindows } from './start-windows.js';
import { leg } from './travel.js';
import { clockTime, kilometres, minutes } from './wording.js';

type Reason = Pick<UnassignedStop, 'code' | 'message'>;

/**
 * Why the stop cannot be served even on a day of its own, or null when it can. With several vehicles: the reason
 * of the one that came closest.
 */
export function whyNotAlone(problem: RouteProblem, stop: Stop): Reason | null {
  if (stop.location === null) {
    return {
      code: 'NO_COORDINATES',
      message: 'The client has no coordinates yet, so no way there can be planned.',
    };
  }
  if (stop.fixedStart === undefined && stop.windows?.length === 0) {
    return { code: 'CLOSED_THAT_DAY', message: 'The client is closed that day.' };
  }
  const reasons = problem.vehicles
    .filter((vehicle) => mayServe(vehicle, stop))
    .map((vehicle) => onEmptyDay(problem, vehicle, stop));
  if (reasons.includes(null)) return null;
  const closest = ['WINDOW_UNREACHABLE', 'TOO_LONG_FOR_DAY', 'OUTSIDE_SHIFT'];
  const best = reasons
    .filter((reason) => reason !== null)
    .sort((a, b) => closest.indexOf(a.code) - closest.indexOf(b.code))[0];
  return best ?? { code: 'OUTSIDE_SHIFT', message: 'No agent who may visit this client works that day.' };
}

function onEmptyDay(problem: RouteProblem, vehicle: Vehicle, stop: Stop): Reason | null {
  return tooLong(problem, vehicle, stop) ?? outsideShift(vehicle, stop) ?? outOfReach(problem, vehicle, stop);
}

/** No arrangement of hours would help: the visit alone is longer than the opening, the shift or the allowed way. */
function tooLong({ travel }: RouteProblem, vehicle: Vehicle, stop: Stop): Reason | null {
  const code = 'TOO_LONG_FOR_DAY';
  if (startWindows(stop)?.length === 0) {
    return {
      code,
      message: `A visit of ${minutes(stop.serviceSeconds)} min is longer than any opening of the client.`,
    };
  }
  const there = leg(travel, vehicle.start, stop.location);
  const back =
    vehicle.end === null ? { seconds: 0, meters: 0, exists: true } : leg(travel, stop.location, vehicle.end);
  if (!there.exists || !back.exists) return null;
  const needed = there.seconds + stop.serviceSeconds + back.seconds + (breakRule(vehicle)?.duration ?? 0);
  const shift = vehicle.shift[1] - vehicle.shift[0];
  if (needed > shift) {
    return {
      code,
      message: `Travel, visit and lunch take ${minutes(needed)} min; the shift has ${minutes(shift)}.`,
    };
  }
  const meters = there.meters + back.meters;
  if (meters > (vehicle.maxMeters ?? Infinity)) {
    return { code, message: `The way there and back is ${kilometres(meters)}, more than the day allows.` };
  }
  return null;
}

function outsideShift(vehicle: Vehicle, stop: Stop): Reason | null {
  const [from, to] = vehicle.shift;
  if (clip(startWindows(stop), from, to - stop.serviceSeconds).length > 0) return null;
  const what =
    stop.fixedStart === undefined
      ? 'The opening hours leave'
      : `The appointment at ${clockTime(stop.fixedStart)} leaves`;
  return {
    code: 'OUTSIDE_SHIFT',
    message: `${what} no time for the visit within the shift ${clockTime(from)}–${clockTime(to)}.`,
  };
}

/** Plays the day with this one visit, lunch at each possible place. */
function outOfReach(problem: RouteProblem, vehicle: Vehicle, stop: Stop): Reason | null {
  const rule = breakRule(vehicle);
  const lunches: (BreakChoice | null)[] = rule
    ? [0, 1].flatMap((beforeStop) => [
        { rule, beforeStop, taken: 'AFTER_TRAVEL' as const },
        { rule, beforeStop, taken: 'BEFORE_TRAVEL' as const },
      ])
    : [null];
  const runs = lunches.map((lunch) => simulate(problem, vehicle, [stop], lunch));
  if (runs.some((run) => run.violations.length === 0)) return null;
  const types = runs.map((run) => run.violations.map((violation) => violation.type));
  if (types.some((list) => list.every((type) => type === 'SHIFT'))) {
    const end = Math.min(...runs.map((run) => run.end));
    return {
      code: 'OUTSIDE_SHIFT',
      message: `Even alone, the agent would be back at ${clockTime(end)}, after the shift.`,
    };
  }
  if (types.every((list) => list.includes('NO_ROAD'))) {
    return { code: 'WINDOW_UNREACHABLE', message: 'No road leads there.' };
  }
  const lunch = types.some((list) => list.every((type) => type === 'BREAK'))
    ? ' without giving up the lunch break'
    : '';
  const what =
    stop.fixedStart === undefined
      ? 'before the client closes'
      : `by the appointment at ${clockTime(stop.fixedStart)}`;
  return { code: 'WINDOW_UNREACHABLE', message: `Even alone, the agent cannot get there ${what}${lunch}.` };
}
