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

/**
 * So many buckets make a band. Bands are few, so the one with the median is found by them, and then the bucket in it; a
 * row keeps a band with all of its buckets, for which it needs an eighth of the room that single buckets take.
 */
const BAND = 16;
export const SLOTS: readonly number[] = Array.from({ length: BAND }, (_, slot) => slot);

export function bandOf(bucket: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`floor(${bucket}::float8 / ${BAND}::int)::int`;
}

/** Which of the buckets of its band, from 0 on. */
export function slotOf(bucket: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${bucket} & ${BAND - 1}::int)`;
}

export function bucketAt(band: Prisma.Sql, slot: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${band} * ${BAND}::int + ${slot})`;
}

/** The first bucket of a band. */
export function firstBucket(band: number): number {
  return band * BAND;
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
  const [low, high = low] = middleOf(counts);
  return low === undefined || high === undefined ? null : (valueOf(low.bucket) + valueOf(high.bucket)) / 2;
}

/**
 * Where the middle lies: in one, or in two; nowhere when nothing was counted.
 * @param counts in ascending order
 */
export function middleOf<Counted extends { count: bigint }>(counts: readonly Counted[]): Counted[] {
  const total = counts.reduce((sum, { count }) => sum + count, 0n);
  if (total === 0n) return [];
  const at = (rank: bigint): Counted => {
    let passed = 0n;
    for (const counted of counts) {
      passed += counted.count;
      if (passed > rank) return counted;
    }
    throw new Error('A rank lies beyond what was counted.');
  };
  return [...new Set([at((total - 1n) / 2n), at(total / 2n)])];
}
