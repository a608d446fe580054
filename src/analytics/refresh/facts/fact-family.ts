import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../../platform/time/rome.js';

/**
 * One kind of rows and the sums made from it. A fact row is a pure function of a living row and of the
 * business day of the refresh; a sum is that of the facts under its key. The refresh calls the methods in the order in which they stand here;
 * a full rebuild may commit after the facts, and begin with the work tables again for the sums.
 */
export interface FactFamily {
  /** Under which name a run says how many rows it touched. */
  readonly name: string;

  /** What one refresh has in hand: the rows that were touched, and what their facts take off the sums and add. Gone with the transaction; what is there stays. */
  createWorkTables(tx: Tx): Promise<void>;

  /** A full rebuild: nothing of the old facts stays, every living row is touched. */
  touchEverything(tx: Tx): Promise<void>;

  /** A full rebuild: nothing of the old sums stays. */
  emptySums(tx: Tx): Promise<void>;

  /** Touches the rows that `kpi_news` names, entities and ids that the journal spoke of, and those that a new day changes. */
  touchNamed(tx: Tx, today: BusinessDate): Promise<void>;

  /** How many rows were touched; the planner learns it too. */
  countTouched(tx: Tx): Promise<number>;

  /** @param everything a full rebuild: nothing stands in the tables of facts and sums */
  replaceFacts(tx: Tx, today: BusinessDate, everything: boolean): Promise<void>;

  /** After a rebuild the planner still believes the fact tables to be what they were, often empty. */
  learnSizes(tx: Tx): Promise<void>;

  /** By what the facts that came add, and those that went took along. */
  moveSums(tx: Tx, everything: boolean): Promise<void>;
}
