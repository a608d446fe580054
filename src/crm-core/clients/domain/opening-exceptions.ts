import { intervalsProblem, type OpeningInterval } from './opening-hours.js';

/** Days on which a shop keeps other hours than in an ordinary week. */
export interface OpeningException {
  /** `YYYY-MM-DD`. */
  readonly from: string;
  /** The last day; the same for a single one. */
  readonly to: string;
  /** When it is open on each of these days; empty: closed. */
  readonly hours: readonly OpeningInterval[];
}

export const MOST_EXCEPTIONS = 60;
const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;
const DATE = /^(19|2\d)\d{2}-\d{2}-\d{2}$/;

/** Says what is wrong with a list of exceptions; undefined: nothing. */
export function openingExceptionsProblem(value: unknown): string | undefined {
  if (!Array.isArray(value)) return 'opening exceptions are a list';
  if (value.length > MOST_EXCEPTIONS) return `at most ${MOST_EXCEPTIONS} exceptions`;
  const problem = (value as unknown[]).map(exceptionProblem).find((found) => found !== undefined);
  return problem ?? overlap(value as OpeningException[]);
}

/** What a shop keeps to on a day instead of its week; undefined: nothing special. */
export function exceptionOn(
  exceptions: readonly OpeningException[] | null,
  date: string,
): OpeningException | undefined {
  return exceptions?.find(({ from, to }) => from <= date && date <= to);
}

function exceptionProblem(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'an exception is an object such as { "from": "2026-08-10", "to": "2026-08-24", "hours": [] }';
  const { from, to, hours, ...more } = value as Record<string, unknown>;
  const [stranger] = Object.keys(more);
  if (stranger !== undefined) return `an exception has from, to and hours, but no ${stranger}`;
  if (!isDate(from) || !isDate(to)) return 'from and to are days of the calendar, as YYYY-MM-DD';
  if (to < from) return `${from}–${to} ends before it begins`;
  if (Date.parse(to) - Date.parse(from) > LONGEST_DAYS * DAY_MS) return `${from}–${to} is longer than a year`;
  const problem = intervalsProblem(hours);
  return problem && `${from}: ${problem}`;
}

/** One day has one set of hours. */
function overlap(exceptions: readonly OpeningException[]): string | undefined {
  const sorted = exceptions.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const second = sorted.find(({ from }, index) => {
    const before = sorted[index - 1];
    return before !== undefined && from <= before.to;
  });
  return second && `${second.from} lies in two exceptions`;
}

function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !DATE.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
