import type { Objective, RouteProblem, Stop, TimeWindow } from '#app/visits/routes/domain/problem.js';

const HOUR = 3600;

/** What kind of day to make up. */
export interface DayShape {
  seed: number;
  /** Candidates. */
  stops: number;
  /** Shortest and longest visit, minutes. */
  visitMinutes?: readonly [number, number];
  /** Half the side of the area, kilometres. */
  radiusKm?: number;
  appointments?: number;
  vehicles?: number;
  lunch?: boolean;
  objective?: Objective;
  /** Otherwise all stops are worth the same. */
  priorities?: boolean;
  openEnd?: boolean;
  maxKm?: number;
  iterations?: number;
}

/** Shops of an Italian province: lunch closures, half days, a few towns, roads at 40 km/h. */
const HOURS: readonly (readonly TimeWindow[])[] = [
  [
    [8.5 * HOUR, 12.5 * HOUR],
    [14.5 * HOUR, 18.5 * HOUR],
  ],
  [
    [9 * HOUR, 13 * HOUR],
    [15 * HOUR, 19 * HOUR],
  ],
  [[8 * HOUR, 18 * HOUR]],
  [[7 * HOUR, 13 * HOUR]],
  [[10 * HOUR, 12 * HOUR]],
  [[15 * HOUR, 18 * HOUR]],
];

export function randomDay(shape: DayShape): RouteProblem {
  const random = generator(shape.seed);
  const [shortest, longest] = shape.visitMinutes ?? [20, 45];
  const radius = shape.radiusKm ?? 15;
  const anywhere = (): [number, number] => [(random() - 0.5) * 2 * radius, (random() - 0.5) * 2 * radius];
  const towns = Array.from({ length: 4 }, anywhere);
  const points: [number, number][] = [[0, 0]];
  const stops = Array.from({ length: shape.stops }, (_, i): Stop => {
    const [x, y] = towns[Math.floor(random() * 4)] ?? [0, 0];
    points.push(random() < 0.6 ? [x + (random() - 0.5) * 4, y + (random() - 0.5) * 4] : anywhere());
    const fiveMinutes = Math.floor(random() * ((longest - shortest) / 5 + 1));
    return {
      id: `stop-${i + 1}`,
      location: i + 1,
      serviceSeconds: 60 * (shortest + 5 * fiveMinutes),
      windows: HOURS[Math.floor(random() * random() * HOURS.length)],
      priority: shape.priorities === false ? 50 : Math.floor(random() * 101),
      ...(i < (shape.appointments ?? 0) ? { fixedStart: (9 + ((i * 3.5) % 8.5)) * HOUR } : {}),
    };
  });
  const km = points.map((a) => points.map((b) => 1.3 * Math.hypot(a[0] - b[0], a[1] - b[1])));
  return {
    stops,
    vehicles: Array.from({ length: shape.vehicles ?? 1 }, (_, v) => ({
      id: `agent-${v + 1}`,
      start: 0,
      end: shape.openEnd === true ? null : 0,
      shift: [8.5 * HOUR, 18 * HOUR] as const,
      ...(shape.lunch === false
        ? {}
        : { lunchBreak: { durationSeconds: HOUR, startWindow: [12 * HOUR, 14 * HOUR] as const } }),
      ...(shape.maxKm === undefined ? {} : { maxMeters: shape.maxKm * 1000 }),
    })),
    travel: {
      seconds: km.map((row) => row.map((d) => (d === 0 ? 0 : Math.round(60 + (d / 40) * HOUR)))),
      meters: km.map((row) => row.map((d) => Math.round(d * 1000))),
    },
    objective: shape.objective ?? 'MAX_PRIORITY',
    seed: 1,
    iterations: shape.iterations,
  };
}

function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
  };
}
