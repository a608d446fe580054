/** When the agent tapped, and how much later it arrived. */
export interface Tap {
  readonly at: Date;
  /** Null: it arrived at once. */
  readonly lateSeconds: number | null;
}

export type ImpossibleTap = 'IN_THE_FUTURE' | 'TOO_LONG_AGO';

/** A telephone's clock may be ahead by so much; then the server's counts. */
const CLOCK_AHEAD_MS = 5 * 60_000;
/** So long the network itself may take. */
const AT_ONCE_MS = 60_000;
/** A week in the mountains, and nothing that reaches into a month long counted. */
export const LATEST_TAP_DAYS = 7;
const LATEST_TAP_MS = LATEST_TAP_DAYS * 86_400_000;

/**
 * The moment that a step counts at. The visit's own day is no bound: a plan may have moved the visit while the agent was
 * there without network, and what happened must not be lost for that.
 * @param said by the telephone; undefined: now
 */
export function tapOf(said: Date | undefined, now: Date): Tap | ImpossibleTap {
  const late = said === undefined ? 0 : now.getTime() - said.getTime();
  if (late < -CLOCK_AHEAD_MS) return 'IN_THE_FUTURE';
  if (late > LATEST_TAP_MS) return 'TOO_LONG_AGO';
  if (said === undefined || late <= 0) return { at: now, lateSeconds: null };
  return { at: said, lateSeconds: late > AT_ONCE_MS ? Math.round(late / 1000) : null };
}
