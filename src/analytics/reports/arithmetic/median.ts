/** How many things took so many whole minutes. */
export interface MinuteCount {
  minutes: number;
  visits: bigint;
}

/**
 * The median in seconds: of an even number, the middle between the two in the middle; null of nothing.
 * @param counts the shortest first
 */
export function medianSeconds(counts: readonly MinuteCount[]): number | null {
  const total = counts.reduce((sum, { visits }) => sum + visits, 0n);
  if (total === 0n) return null;
  // The ranks of the two in the middle, from 0; of an odd number they are one.
  return 30 * (minutesAt(counts, (total - 1n) / 2n) + minutesAt(counts, total / 2n));
}

function minutesAt(counts: readonly MinuteCount[], rank: bigint): number {
  let passed = 0n;
  for (const { minutes, visits } of counts) {
    passed += visits;
    if (passed > rank) return minutes;
  }
  throw new Error(`there is no rank ${rank}`);
}
