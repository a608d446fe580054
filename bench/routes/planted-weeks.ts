import type { TravelMatrix } from '#app/visits/routes/domain/problem.js';
import { Random } from '#app/visits/routes/domain/random.js';
import type { WallInterval } from '#app/visits/routes/day/opening-hours.js';
import { workingDays } from '#app/visits/routes/week/working-days.js';
import { addDays } from '#app/platform/time/rome.js';
import { dayNumber } from '#app/visits/routes/week/calendar-days.js';

/** A client of a territory in which a plan that keeps every cadence is known to exist. */
export interface PlantedClient {
  readonly id: string;
  readonly intervalDays: number;
  readonly dueOn: string;
  /** By weekday, Monday first. */
  readonly hours: readonly (readonly WallInterval[])[];
  /** Days on which the planted plan visits it. */
  readonly planted: readonly string[];
}

export interface PlantedWeeks {
  readonly dates: readonly string[];
  readonly clients: readonly PlantedClient[];
  /** Place 0 is the office, place i + 1 client i. */
  readonly travel: TravelMatrix;
  /** By day of the plan: clients in the order of the planted route. */
  readonly routes: readonly (readonly string[])[];
}

export const VISIT_MINUTES = 18;
export const SHIFT = { from: '09:00', to: '18:00' };
export const LUNCH = { from: '12:30', to: '15:00', minutes: 60 };
const MONDAY = '2026-03-02';
const WEEKS = 4;
const WEEKLY = 12;
const FORTNIGHTLY = 36;
const LONG_INTERVALS = [28, 30, 45, 60];
const PATTERNS: readonly (readonly WallInterval[])[] = [
  [
    ['09:00', '12:30'],
    ['15:30', '19:30'],
  ],
  [
    ['08:30', '13:00'],
    ['15:00', '19:00'],
  ],
  [['08:30', '13:30']],
  [['14:00', '19:30']],
  [['08:30', '19:30']],
];

interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * Four weeks with a plan hidden in them: clients are dealt to days and towns as an experienced agent would, each day is
 * driven, and only then the opening hours and due days are made up around the times at which the visits took place.
 */
export function plantedWeeks(seed: number, clients = 300): PlantedWeeks {
  const random = new Random(seed);
  const dates = workingDays(MONDAY, 5 * WEEKS, { absentOn: new Set() });
  const towns = Array.from({ length: 5 }, (_, day) => townOf(day, random));
  const drafts = Array.from({ length: clients }, (_, i) => {
    const intervalDays = i < WEEKLY ? 7 : i < WEEKLY + FORTNIGHTLY ? 14 : LONG_INTERVALS[random.below(4)]!;
    const weekday = i % 5;
    const week = Math.floor(i / 5) % Math.min(WEEKS, Math.ceil(intervalDays / 7));
    const days = dates.flatMap((_, day) =>
      day % 5 === weekday &&
      Math.floor(day / 5) >= week &&
      ((Math.floor(day / 5) - week) * 7) % intervalDays === 0
        ? [day]
        : [],
    );
    return {
      id: `c${i}`,
      intervalDays,
      days: intervalDays > 14 ? days.slice(0, 1) : days,
      place: near(towns[weekday]!, random),
    };
  });
  const places = [{ x: 0, y: 0 }, ...drafts.map(({ place }) => place)];
  const meters = places.map((a) => places.map((b) => Math.round(1300 * Math.hypot(a.x - b.x, a.y - b.y))));
  const travel = {
    meters,
    seconds: meters.map((row) => row.map((length) => Math.round((length * 3.6) / 40))),
  };
  const times = new Map<string, number[]>();
  const routes = dates.map((_, day) => {
    const there = drafts.flatMap(({ days }, i) => (days.includes(day) ? [i] : []));
    const order = shortTour(there, travel.seconds);
    driven(order, travel.seconds).forEach((start, k) => {
      const { id } = drafts[order[k]!]!;
      times.set(id, [...(times.get(id) ?? []), start]);
    });
    return order.map((i) => drafts[i]!.id);
  });
  return {
    ...{ dates, travel, routes },
    clients: drafts.map(({ id, intervalDays, days }, i) => ({
      ...{ id, intervalDays, planted: days.map((day) => dates[day]!) },
      dueOn: dueAfter(dates[days[0]!]!, random.below(Math.min(4, Math.floor(intervalDays / 7)))),
      hours: hoursAround(times.get(id) ?? [], i % 5, random),
    })),
  };
}

export function openOn({ hours }: PlantedClient, date: string): readonly WallInterval[] {
  return hours[(dayNumber(date) + 3) % 7] ?? [];
}

/** Not beyond the weekend after the plan: who is due then is another plan's. */
function dueAfter(date: string, days: number): string {
  const due = addDays(date, days);
  const last = addDays(MONDAY, 7 * WEEKS - 1);
  return due < last ? due : last;
}

/** A direction for each weekday, 6 to 14 km out. */
function townOf(day: number, random: Random): Place {
  const [angle, away] = [(2 * Math.PI * day) / 5, 6 + 8 * random.next()];
  return { x: away * Math.cos(angle), y: away * Math.sin(angle) };
}

function near({ x, y }: Place, random: Random): Place {
  const apart = (): number => (random.next() + random.next() - 1) * 5;
  return { x: x + apart(), y: y + apart() };
}

/** The nearest next, then two-opt. */
function shortTour(clients: readonly number[], seconds: readonly (readonly number[])[]): number[] {
  const left = new Set(clients);
  const tour: number[] = [];
  const between = (a: number, b: number): number => seconds[a + 1]![b + 1]!;
  for (let at = -1; left.size > 0;) {
    at = [...left].reduce((best, next) => (between(at, next) < between(at, best) ? next : best));
    left.delete(at);
    tour.push(at);
  }
  const place = (i: number): number => tour[i] ?? -1;
  for (let better = true; better;) {
    better = false;
    for (let i = 0; i < tour.length; i++)
      for (let j = i + 1; j < tour.length; j++) {
        const now = between(place(i - 1), place(i)) + between(place(j), place(j + 1));
        if (between(place(i - 1), place(j)) + between(place(i), place(j + 1)) >= now - 1e-9) continue;
        tour.splice(i, j - i + 1, ...tour.slice(i, j + 1).reverse());
        better = true;
      }
  }
  return tour;
}

/** When each visit starts, seconds of the day; lunch as soon as it may be. */
function driven(order: readonly number[], seconds: readonly (readonly number[])[]): number[] {
  let clock = 9 * 3600;
  let fed = false;
  let place = 0;
  const starts = order.map((client) => {
    clock += seconds[place]![client + 1]!;
    if (!fed && clock >= 12.5 * 3600) {
      clock += 3600;
      fed = true;
    }
    place = client + 1;
    const start = clock;
    clock += VISIT_MINUTES * 60;
    return start;
  });
  if (clock + seconds[place]![0]! > 18 * 3600) throw new Error('The planted day is longer than the shift.');
  return starts;
}

/** One of the usual weeks in which the visits fall, with a closing day on another weekday. */
function hoursAround(starts: readonly number[], weekday: number, random: Random): WallInterval[][] {
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const fitting = PATTERNS.filter((pattern) =>
    starts.every((start) =>
      pattern.some(
        ([from, to]) => minutes(from) * 60 <= start && start + VISIT_MINUTES * 60 <= minutes(to) * 60,
      ),
    ),
  );
  const pattern = fitting[random.below(fitting.length)]!;
  const closed = (weekday + 1 + random.below(4)) % 5;
  return Array.from({ length: 7 }, (_, day) => (day === closed || day > 4 ? [] : [...pattern]));
}
