const SECOND = 1000;
const HOUR = 3600 * SECOND;
const FIRST_WAIT = 15 * SECOND;
const LONGEST_WAIT = 8 * HOUR;
/** At most so much is added by chance, so that what failed together is not tried together. */
const JITTER = 0.2;

/** Tries of one event; the last one is made about a day after the first. */
export const MOST_ATTEMPTS = 10;
/** The longest rest that a receiver can ask for. */
export const LONGEST_REST_MS = 24 * HOUR;

/**
 * Milliseconds from a failed try to the next: 15 s, 45 s, 2 min 15 s and so on threefold, at most eight hours, and up to a
 * fifth more.
 * @param attempts tries so far
 * @param chance 0 to 1
 * @returns undefined: that was the last one
 */
export function waitAfter(attempts: number, chance: number): number | undefined {
  if (attempts >= MOST_ATTEMPTS) return undefined;
  const wait = Math.min(FIRST_WAIT * 3 ** (attempts - 1), LONGEST_WAIT);
  return Math.round(wait * (1 + JITTER * chance));
}

/**
 * Milliseconds of rest that a `Retry-After` asks for: seconds or a date (RFC 9110).
 * @returns undefined: none, or it can't be read
 */
export function restAskedFor(retryAfter: string | undefined, now: Date): number | undefined {
  if (retryAfter === undefined) return undefined;
  const text = retryAfter.trim();
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * SECOND : Date.parse(text) - now.getTime();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), LONGEST_REST_MS);
}
