import { describe, expect, it } from '@jest/globals';
import type { RouteProblem, Stop, Vehicle } from './problem.js';
import type { UnassignedStop } from './plan.js';
import { solveRoutes } from './solve.js';

const HOUR = 3600;
const visit = (id: string, rest: Partial<Stop> = {}): Stop => ({
  id,
  location: 1,
  serviceSeconds: HOUR,
  priority: 50,
  ...rest,
});

/** Home and one town, an hour and 60 km apart; shift 9 to 17. */
function day(stops: Stop[], vehicle: Partial<Vehicle> = {}, rest: Partial<RouteProblem> = {}): RouteProblem {
  return {
    stops,
    vehicles: [{ id: 'agent', start: 0, end: 0, shift: [9 * HOUR, 17 * HOUR], ...vehicle }],
    travel: {
      seconds: [
        [0, HOUR],
        [HOUR, 0],
      ],
      meters: [
        [0, 60_000],
        [60_000, 0],
      ],
    },
    objective: 'MAX_PRIORITY',
    seed: 1,
    iterations: 50,
    ...rest,
  };
}
const reason = (problem: RouteProblem, id = 'x'): UnassignedStop | undefined =>
  solveRoutes(problem).unassigned.find((stop) => stop.stopId === id);

describe('why a visit has no place', () => {
  it.each<[string, Partial<Stop>, Partial<Vehicle>, UnassignedStop['code']]>([
    ['no coordinates', { location: null }, {}, 'NO_COORDINATES'],
    ['closed all day', { windows: [] }, {}, 'CLOSED_THAT_DAY'],
    ['open only before the shift', { windows: [[6 * HOUR, 9.5 * HOUR]] }, {}, 'OUTSIDE_SHIFT'],
    ['an appointment after the shift', { fixedStart: 20 * HOUR }, {}, 'OUTSIDE_SHIFT'],
    ['back home too late', { windows: [[15.5 * HOUR, 18 * HOUR]] }, {}, 'OUTSIDE_SHIFT'],
    ['nobody may go', { vehicleIds: ['nobody'] }, {}, 'OUTSIDE_SHIFT'],
    ['closes before one can be there', { windows: [[8 * HOUR, 10.5 * HOUR]] }, {}, 'WINDOW_UNREACHABLE'],
    ['an appointment too early to reach', { fixedStart: 9.5 * HOUR }, {}, 'WINDOW_UNREACHABLE'],
    [
      'open during lunch only',
      { windows: [[12 * HOUR, 13 * HOUR]] },
      { lunchBreak: { durationSeconds: HOUR, startWindow: [12 * HOUR, 12.5 * HOUR] } },
      'WINDOW_UNREACHABLE',
    ],
    ['longer than the shift', { serviceSeconds: 7 * HOUR }, {}, 'TOO_LONG_FOR_DAY'],
    [
      'longer than any opening',
      {
        serviceSeconds: 3 * HOUR,
        windows: [
          [9 * HOUR, 11 * HOUR],
          [13 * HOUR, 15 * HOUR],
        ],
      },
      {},
      'TOO_LONG_FOR_DAY',
    ],
    ['too far for the kilometres', {}, { maxMeters: 100_000 }, 'TOO_LONG_FOR_DAY'],
  ])('%s', (_name, stop, vehicle, code) => {
    const answer = reason(day([visit('x', stop)], vehicle));
    expect(answer).toMatchObject({ code, message: expect.stringMatching(/\w.*\.$/) });
  });

  it('no road leads there', () => {
    const travel = {
      seconds: [
        [0, Infinity],
        [Infinity, 0],
      ],
      meters: [
        [0, 1],
        [1, 0],
      ],
    };
    expect(reason(day([visit('x')], {}, { travel }))).toMatchObject({
      code: 'WINDOW_UNREACHABLE',
      message: 'No road leads there.',
    });
  });

  it('a full day, with the minutes that are missing', () => {
    const stops = [
      visit('x', { priority: 10 }),
      ...['a', 'b'].map((id) => visit(id, { serviceSeconds: 2.75 * HOUR, mandatory: true })),
    ];
    expect(reason(day(stops, {}, { objective: 'MIN_TRAVEL' }))).toEqual({
      stopId: 'x',
      code: 'NO_ROOM',
      minutesShort: 30,
      message: 'The day is full: 30 more minutes would be needed for it.',
    } satisfies UnassignedStop);
  });

  it('a full day in kilometres', () => {
    const travel = {
      seconds: [
        [0, 60, 60],
        [60, 0, 60],
        [60, 60, 0],
      ],
      meters: [
        [0, 9000, 9000],
        [9000, 0, 9000],
        [9000, 9000, 0],
      ],
    };
    const problem = day(
      [visit('a'), visit('x', { location: 2 })],
      { maxMeters: 20_000 },
      { travel, objective: 'MIN_TRAVEL' },
    );
    expect(solveRoutes(problem).unassigned).toEqual([
      expect.objectContaining({ code: 'NO_ROOM', message: expect.stringContaining('7.0 km') }),
    ]);
  });

  it('more important visits', () => {
    const problem = day([
      visit('x', { serviceSeconds: 4 * HOUR, priority: 10 }),
      visit('a', { serviceSeconds: 4 * HOUR, priority: 90 }),
    ]);
    expect(reason(problem)).toMatchObject({ code: 'LOWER_PRIORITY' });
    expect(
      reason(
        { ...problem, objective: 'MIN_TRAVEL' },
        solveRoutes({ ...problem, objective: 'MIN_TRAVEL' }).unassigned[0]!.stopId,
      ),
    ).toMatchObject({ code: 'NO_ROOM' });
  });
});
