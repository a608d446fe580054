import { Prisma } from '../platform/prisma/generated/client.js';

/**
 * A logarithmic scale of durations, as of a DDSketch (Masson, Rim, Lee: "DDSketch", VLDB 2019): whatever lies in a bucket
 * is told by the bucket's value with a relative error of 1 % at most, and so is a quantile.
 */
export const RELATIVE_ERROR = 0.01;
const STEP = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
/** What took no time at all. */
const NOTHING = -1;

/** The bucket of a column of whole seconds: (step^(n−1), step^n] seconds lie in bucket n. */
export function bucketOfSeconds(seconds: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE WHEN ${seconds} <= 0 THEN ${NOTHING}::int
    ELSE ceil(ln(${seconds}::float8) / ${Math.log(STEP)}::float8)::int END`;
}

/** What a bucket stands for, in seconds. */
export function secondsOfBucket(bucket: number): number {
  return bucket <= NOTHING ? 0 : (2 * STEP ** bucket) / (STEP + 1);
}

/**
 * The median of what was counted in buckets: the middle one, or the mean of the two in the middle.
 * @param counts in ascending order of the buckets
 * @returns null when nothing was counted
 */
export function medianOfBuckets<Bucket>(
  counts: readonly { bucket: Bucket; count: bigint }[],
  valueOf: (bucket: Bucket) => number,
): number | null {
  const total = counts.reduce((sum, { count }) => sum + count, 0n);
  if (total === 0n) return null;
  const at = (rank: bigint): number => {
    let passed = 0n;
    for (const { bucket, count } of counts) {
      passed += count;
      if (passed > rank) return valueOf(bucket);
    }
    throw new Error('A rank lies beyond what was counted.');
  };
  return (at((total - 1n) / 2n) + at(total / 2n)) / 2;
}
