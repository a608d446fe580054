import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { Prisma } from '../../../platform/prisma/generated/client.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { FactTable } from './fact-table.js';

/** Adds what is fresh to sums, and leaves nothing fresh. */
export interface Fold {
  readonly fresh: Prisma.Sql;
  /** @returns how many rows were fresh */
  readonly run: (tx: Tx) => Promise<number>;
}

/**
 * One kind of rows and the sums made from it. A fact row is a pure function of a living row and of the
 * business day of the refresh; a sum is that of the facts under its key. The refresh calls the methods in the order in which they stand here;
 * a full rebuild may commit after the facts, and begin with the work tables again for the sums.
 */
export interface FactFamily {
  /** Under which name a run says how many rows it touched. */
  readonly name: string;

  /** The facts that are kept. What one refresh has in hand of them stands in their work tables, which are gone with the transaction. */
  readonly facts: readonly [FactTable, ...FactTable[]];

  /** A full rebuild: nothing of the old facts stays, every living row is touched. @returns how many there are */
  touchEverything(tx: Tx): Promise<number>;

  /** A full rebuild: nothing of the old sums stays. */
  emptySums(tx: Tx): Promise<void>;

  /** Touches the rows that `kpi_news` names, entities and ids that the journal spoke of, and those that a new day changes. @returns how many */
  touchNamed(tx: Tx, today: BusinessDate): Promise<number>;

  /** @param everything a full rebuild: nothing stands in the tables of facts and sums */
  replaceFacts(tx: Tx, today: BusinessDate, everything: boolean): Promise<void>;

  /** After a rebuild the planner still believes the fact tables to be what they were, often empty. */
  learnSizes(tx: Tx): Promise<void>;

  /** By what the facts that came add, and those that went took along. A refresh leaves it fresh. */
  moveSums(tx: Tx, everything: boolean): Promise<void>;

  /** Add what is fresh to the sums that it belongs to: each may be committed alone. */
  readonly folds: readonly Fold[];
}
