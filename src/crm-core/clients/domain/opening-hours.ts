export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** From and to, wall-clock time `HH:mm` in Europe/Rome; `24:00` is the end of the day. */
export type OpeningInterval = readonly [from: string, to: string];

/** The intervals in which a shop is open, day by day; a day that is left out or empty is a day off. */
export type OpeningHours = Partial<Record<Weekday, readonly OpeningInterval[]>>;

export const MOST_INTERVALS_A_DAY = 4;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Says what is wrong with opening hours; undefined: nothing. */
export function openingHoursProblem(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'opening hours are an object with a list for each day';
  for (const [day, intervals] of Object.entries(value)) {
    if (!(WEEKDAYS as readonly string[]).includes(day))
      return `${day} is not a day: use ${WEEKDAYS.join(', ')}`;
    const problem = intervalsProblem(intervals);
    if (problem) return `${day}: ${problem}`;
  }
  return undefined;
}

/** Says what is wrong with the intervals of one day; undefined: nothing. */
export function intervalsProblem(intervals: unknown): string | undefined {
  if (!Array.isArray(intervals)) return 'give a list of intervals such as ["09:00", "12:30"]';
  if (intervals.length > MOST_INTERVALS_A_DAY) return `at most ${MOST_INTERVALS_A_DAY} intervals`;
  let closedSince = '00:00';
  for (const interval of intervals as unknown[]) {
    if (!isInterval(interval)) return 'an interval is a pair of times such as ["09:00", "12:30"]';
    const [from, to] = interval;
    if (from >= to) return `${from}–${to} ends before it begins`;
    if (from < closedSince) return `${from}–${to} overlaps the interval before it, or stands out of order`;
    closedSince = to;
  }
  return undefined;
}

function isInterval(value: unknown): value is OpeningInterval {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [from, to] = value as unknown[];
  return (
    typeof from === 'string' && typeof to === 'string' && TIME.test(from) && (TIME.test(to) || to === '24:00')
  );
}
