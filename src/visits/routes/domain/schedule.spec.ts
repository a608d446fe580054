import { describe, expect, it } from '@jest/globals';
import type { RouteProblem, Stop, Vehicle } from './problem.js';
import { scheduleRoute } from './schedule.js';

const HOUR = 3600;
const MINUTE = 60;
const stop = (id: string, location: number, rest: Partial<Stop> = {}): Stop => ({
  id,
  location,
  serviceSeconds: 30 * MINUTE,
  priority: 50,
  ...rest,
});
const agent: Vehicle = { id: 'agent', start: 0, end: 0, shift: [8 * HOUR, 18 * HOUR] };

/** Three places, half an hour and 20 km from each other. */
function problem(stops: Stop[], vehicle: Partial<Vehicle> = {}): RouteProblem {
  const table = (value: number): number[][] =>
    [0, 1, 2].map((a) => [0, 1, 2].map((b) => (a === b ? 0 : value)));
  return {
    stops,
    vehicles: [{ ...agent, ...vehicle }],
    travel: { seconds: table(30 * MINUTE), meters: table(20_000) },
    objective: 'MAX_VISITS',
    seed: 1,
  };
}

function schedule(day: RouteProblem, order = day.stops.map((s) => s.id)): ReturnType<typeof scheduleRoute> {
  return scheduleRoute(day, day.vehicles[0]!, order);
}

describe('times of a given order', () => {
  it('adds up drives, visits and waiting', () => {
    const route = schedule(problem([stop('a', 1), stop('b', 2, { windows: [[10 * HOUR, 12 * HOUR]] })]));
    expect(route.stops).toEqual([
      {
        stopId: 'a',
        arrival: 8.5 * HOUR,
        waitingSeconds: 0,
        serviceStart: 8.5 * HOUR,
        departure: 9 * HOUR,
        travelSeconds: 1800,
        travelMeters: 20_000,
      },
      {
        stopId: 'b',
        arrival: 9.5 * HOUR,
        waitingSeconds: 1800,
        serviceStart: 10 * HOUR,
        departure: 10.5 * HOUR,
        travelSeconds: 1800,
        travelMeters: 20_000,
      },
    ]);
    expect(route).toMatchObject({ departure: 8 * HOUR, end: 11 * HOUR, returnSeconds: 1800, violations: [] });
    expect(route.totals).toEqual({
      visits: 2,
      priority: 100,
      travelSeconds: 5400,
      travelMeters: 60_000,
      serviceSeconds: 3600,
      waitingSeconds: 1800,
    });
  });

  it('leaves home later instead of waiting at the first door', () => {
    const route = schedule(problem([stop('a', 1, { windows: [[10 * HOUR, 12 * HOUR]] })]));
    expect(route).toMatchObject({
      departure: 9.5 * HOUR,
      stops: [{ arrival: 10 * HOUR, waitingSeconds: 0 }],
    });
  });

  it('takes lunch while a client is closed anyway', () => {
    const lunchBreak = { durationSeconds: HOUR, startWindow: [12 * HOUR, 14 * HOUR] as const };
    const route = schedule(
      problem(
        [stop('a', 1, { fixedStart: 11.5 * HOUR }), stop('b', 2, { windows: [[14 * HOUR, 18 * HOUR]] })],
        { lunchBreak },
      ),
    );
    expect(route.lunchBreak).toEqual({
      start: 12.5 * HOUR,
      end: 13.5 * HOUR,
      beforeStop: 1,
      taken: 'AFTER_TRAVEL',
    });
    expect(route.stops[1]).toMatchObject({
      arrival: 12.5 * HOUR,
      serviceStart: 14 * HOUR,
      waitingSeconds: 1800,
    });
  });

  it('has lunch before leaving when it would be too late on arrival', () => {
    const lunchBreak = { durationSeconds: HOUR, startWindow: [12 * HOUR, 12.25 * HOUR] as const };
    const route = schedule(
      problem([stop('a', 1, { fixedStart: 11.5 * HOUR }), stop('b', 2)], { lunchBreak }),
    );
    expect(route.lunchBreak).toEqual({
      start: 12 * HOUR,
      end: 13 * HOUR,
      beforeStop: 1,
      taken: 'BEFORE_TRAVEL',
    });
    expect(route.stops[1]).toMatchObject({ arrival: 13.5 * HOUR, waitingSeconds: 0 });
  });

  it('ends where the last visit ends on an open route', () => {
    expect(schedule(problem([stop('a', 1)], { end: null }))).toMatchObject({
      end: 9 * HOUR,
      returnSeconds: 0,
      returnMeters: 0,
    });
  });

  it('is an empty day without stops', () => {
    expect(schedule(problem([]))).toMatchObject({
      stops: [],
      lunchBreak: null,
      totals: { travelSeconds: 0 },
    });
  });
});

describe('rules that a hand-made order breaks', () => {
  const types = (route: ReturnType<typeof schedule>): unknown[] =>
    route.violations.map((v) => [v.type, v.stopId, v.excess]);

  it('an opening missed', () => {
    const late = schedule(problem([stop('a', 1), stop('b', 2, { windows: [[8 * HOUR, 9.5 * HOUR]] })]));
    expect(types(late)).toEqual([['WINDOW', 'b', 1800]]);
    expect(late.violations[0]!.message).toBe(
      'The visit could start at 09:30, 30 min after 09:00, the last time that fits the opening hours.',
    );
  });

  it('a closed client', () => {
    expect(types(schedule(problem([stop('a', 1, { windows: [] })])))).toEqual([['WINDOW', 'a', 0]]);
  });

  it('an appointment missed', () => {
    expect(types(schedule(problem([stop('a', 1), stop('b', 2, { fixedStart: 9 * HOUR })])))).toEqual([
      ['FIXED', 'b', 1800],
    ]);
  });

  it('a shift overrun', () => {
    expect(types(schedule(problem([stop('a', 1, { serviceSeconds: 10 * HOUR })])))).toEqual([
      ['SHIFT', null, HOUR],
    ]);
  });

  it('no time for lunch', () => {
    const lunchBreak = { durationSeconds: HOUR, startWindow: [12 * HOUR, 13 * HOUR] as const };
    const day = problem(
      [
        stop('a', 1, { fixedStart: 8.5 * HOUR, serviceSeconds: 5 * HOUR }),
        stop('b', 2, { fixedStart: 14 * HOUR, serviceSeconds: 2 * HOUR }),
      ],
      { lunchBreak },
    );
    expect(schedule(day).violations.map((v) => v.type)).toEqual(['BREAK']);
  });

  it('too many kilometres', () => {
    expect(types(schedule(problem([stop('a', 1), stop('b', 2)], { maxMeters: 50_000 })))).toEqual([
      ['MAX_DISTANCE', null, 10_000],
    ]);
  });

  it('a place without a road', () => {
    const day = problem([stop('a', 1)]);
    const route = schedule({
      ...day,
      travel: {
        ...day.travel,
        seconds: [
          [0, Infinity],
          [60, 0],
        ],
        meters: [
          [0, 1],
          [1, 0],
        ],
      },
    });
    expect(types(route)).toEqual([['NO_ROAD', 'a', 0]]);
  });

  it('an unknown stop is the caller’s mistake', () => {
    expect(() => schedule(problem([stop('a', 1)]), ['zzz'])).toThrow(RangeError);
  });
});
