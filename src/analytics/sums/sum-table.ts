import type { Prisma } from '../../platform/prisma/generated/client.js';

/** Whose rows a rollup keeps for the whole company. */
export const EVERYBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Sums by day and owner, and their rollup: the same sums by month and owner, and by day and month for everybody. A new
 * figure is one more name in `sums`, beside its column in both tables and the query that sums it.
 */
export interface Sums {
  readonly days: Prisma.Sql;
  /** Its column of days; in the rollup it is `day`, the first day of the grain. */
  readonly day: Prisma.Sql;
  readonly rollup: Prisma.Sql;
  /** What else the rows are told apart by. */
  readonly keys: readonly Prisma.Sql[];
  /** A key that is a day before: what matters of it is whether it lies before a period, so a rollup cuts it to its grain. */
  readonly earlierDay?: Prisma.Sql;
  /** Numbers that add up; where a row stands, one of them at least is not 0. */
  readonly sums: readonly Prisma.Sql[];
}

/** Days that are summed anew from all of their facts, for a figure that is no plain sum over them. */
export interface SumTable extends Sums {
  /** The work table of the refresh that holds the days and owners whose sums are stale. */
  readonly stale: Prisma.Sql;
}

/** Days that move by what the touched facts contributed and contribute: the work does not grow with a day's facts. */
export interface MovedSums extends Sums {
  /** The work table of the refresh that holds those contributions. */
  readonly moved: Prisma.Sql;
}
