import type { Schemas } from '#lib/api/client.ts';
import { readHours, readPosition } from '#lib/format/written.ts';
import { type Weekday, WEEKDAYS } from './weekdays.ts';

export type Hours = Schemas['WorkingHoursResponse'];
type Workday = Schemas['WorkdayDto'];
type Stored = Hours['days'];

/** Each day as it is written, and where it begins. */
export type Written = Record<Weekday | 'start', string>;
export type DayFault = 'wrong' | 'tooMany' | 'order' | 'pause';

/** So long may a break be, in minutes, by the API. */
const SHORTEST_BREAK = 5;
const LONGEST_BREAK = 240;
const MOST_SPANS = 2;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

export function write({ days, start }: Hours): Written {
  const week = Object.fromEntries(WEEKDAYS.map((day) => [day, writeDay(days[day])])) as Record<
    Weekday,
    string
  >;
  return { ...week, start: start ? `${start.latitude}, ${start.longitude}` : '' };
}

function writeDay(day: Stored[Weekday]): string {
  if (!day) return '';
  const { from, to, lunchBreak } = day;
  return lunchBreak ? `${from}-${lunchBreak.from}, ${lunchBreak.to}-${to}` : `${from}-${to}`;
}

/** What is between two spans is a break. One that was shorter than its room keeps its length while the room is the same. */
export function readDay(text: string, before: Stored[Weekday]): Workday | DayFault | undefined {
  const spans = readHours(text);
  if (!spans?.flat().every((time) => CLOCK.test(time))) return 'wrong';
  if (spans.length > MOST_SPANS) return 'tooMany';
  const [first, second] = spans;
  if (!first) return undefined;
  const times = spans.flat();
  if (times.some((time, index) => index > 0 && time <= (times[index - 1] ?? ''))) return 'order';
  if (!second) return { from: first[0], to: first[1] };
  const room = { from: first[1], to: second[0] };
  const kept = before?.lunchBreak;
  const isSame = kept?.from === room.from && kept.to === room.to;
  const minutes = isSame ? kept.minutes : minuteOf(room.to) - minuteOf(room.from);
  if (minutes < SHORTEST_BREAK || minutes > LONGEST_BREAK) return 'pause';
  return { from: first[0], to: second[1], lunchBreak: { ...room, minutes } };
}

/** How long the break is where it is shorter than its room: then it floats. */
export function floats(text: string, before: Stored[Weekday]): number | undefined {
  const day = readDay(text, before);
  if (typeof day !== 'object' || !day.lunchBreak) return undefined;
  const { from, to, minutes } = day.lunchBreak;
  return minutes < minuteOf(to) - minuteOf(from) ? minutes : undefined;
}

/** All of it, for what is left out would be unset. @returns undefined while something is not written rightly */
export function bodyOf(written: Written, hours: Hours): Schemas['SetWorkingHoursDto'] | undefined {
  const start = readPosition(written.start);
  const days = WEEKDAYS.map((day) => [day, readDay(written[day], hours.days[day])] as const);
  if (start === undefined || days.some(([, day]) => typeof day === 'string')) return undefined;
  const { maxKm, homeTown, worksOnHolidays } = hours;
  return {
    days: Object.fromEntries(days.filter(([, day]) => day !== undefined)),
    ...{ start, ...endOf(start, hours), maxKm, homeTown, worksOnHolidays },
  };
}

/** A day that ended where it began still does; left out, the API takes the start. */
function endOf(start: Hours['start'], hours: Hours): { end?: Hours['end'] } {
  if (start === null) return { end: null };
  const { start: before, end } = hours;
  if (!before) return {};
  const returns = end?.latitude === before.latitude && end.longitude === before.longitude;
  return returns ? {} : { end };
}

function minuteOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
