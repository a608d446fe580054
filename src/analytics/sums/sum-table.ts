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
  /** What refreshes added to the days and took off that nobody has folded into days and rollup yet: to be summed with either. */
  readonly fresh: Prisma.Sql;
  /** The work table of a full rebuild: the days before they are in their order. */
  readonly built: Prisma.Sql;
  /** Numbers that add up; where a row stands, one of them at least is not 0. */
  readonly sums: readonly Prisma.Sql[];
}
