import type { Stop } from './problem.js';
import type { Violation } from './plan.js';
import { clockTime, kilometres, minutes } from './wording.js';

/** A broken rule, in words an agent understands. Instants and `excess` in seconds (metres for the distance). */
export const broken = {
  window(stop: Stop, start: number, last: number | null): Violation {
    const { id: stopId } = stop;
    if (last === null)
      return { type: 'WINDOW', stopId, excess: 0, message: 'The client is closed that day.' };
    const excess = start - last;
    const late = minutes(excess);
    const message = `The visit could start at ${clockTime(start)}, ${late} min after ${clockTime(last)}, the last time that fits the opening hours.`;
    return { type: 'WINDOW', stopId, excess, message };
  },

  fixed(stop: Stop, start: number): Violation {
    const appointment = stop.fixedStart ?? start;
    const excess = start - appointment;
    const message = `Arrives ${minutes(excess)} min late for the appointment at ${clockTime(appointment)}.`;
    return { type: 'FIXED', stopId: stop.id, excess, message };
  },

  shift(end: number, to: number): Violation {
    const message = `The day ends at ${clockTime(end)}, ${minutes(end - to)} min after the shift.`;
    return { type: 'SHIFT', stopId: null, excess: end - to, message };
  },

  lunch(start: number, latest: number): Violation {
    const message = `The lunch break starts at ${clockTime(start)}, ${minutes(start - latest)} min too late.`;
    return { type: 'BREAK', stopId: null, excess: start - latest, message };
  },

  distance(meters: number, limit: number): Violation {
    const message = `The day is ${kilometres(meters)} long, ${kilometres(meters - limit)} over the limit.`;
    return { type: 'MAX_DISTANCE', stopId: null, excess: meters - limit, message };
  },

  noRoad(stopId: string | null): Violation {
    return {
      type: 'NO_ROAD',
      stopId,
      excess: 0,
      message: 'No road leads there; no travel time was counted.',
    };
  },
};
