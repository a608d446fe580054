import type { Prisma } from '../../../platform/prisma/generated/client.js';
import type { BusinessDate } from '../../../platform/time/rome.js';

/** The facts of one kind of rows, and the work tables of a refresh that has some of them in hand. */
export interface FactTable {
  readonly facts: Prisma.Sql;
  /** The rows whose facts may be others now. */
  readonly touched: Prisma.Sql;
  /** The facts that go, with the `sign` −1, and those that come, with 1. */
  readonly changed: Prisma.Sql;
  /** By which row, in `touched` too, and by what else the facts are told apart. */
  readonly row: Prisma.Sql;
  readonly part?: Prisma.Sql;
  readonly columns: readonly Prisma.Sql[];
  /** A query of the facts of the touched rows as they are now: the key, then the columns. */
  readonly present: (today: BusinessDate) => Prisma.Sql;
}
