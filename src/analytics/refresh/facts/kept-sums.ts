import type { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';

/** Sums of facts, and beside them what refreshes added and took off since they were last folded. */
export interface KeptSums {
  readonly fresh: Prisma.Sql;

  /** The statement by which a refresh appends what the changed facts add and take off; what comes as it went moves nothing. */
  readonly append: Prisma.Sql;

  /** A full rebuild: nothing of the old sums stays. */
  readonly empty: (tx: Tx) => Promise<void>;

  /** A full rebuild: the sums of all facts, into empty tables. */
  readonly rebuild: (tx: Tx) => Promise<void>;

  /** Adds what is fresh to the sums, and leaves nothing fresh. @returns how many rows were fresh */
  readonly fold: (tx: Tx) => Promise<number>;
}
