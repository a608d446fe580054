import type { Prisma } from '../../../platform/prisma/generated/client.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { FactTable } from './fact-table.js';
import type { Ahead } from './fetch-ahead.queries.js';
import type { KeptSums } from './kept-sums.js';

/**
 * One kind of rows and the sums made from it. A fact row is a pure function of a living row and of the
 * business day of the refresh; a sum is that of the facts under its key.
 */
export interface FactFamily {
  /** Under which name a run says how many rows it touched. */
  readonly name: string;

  /** What is kept of the rows; the tables have the same `touched`. */
  readonly facts: readonly [FactTable, ...FactTable[]];

  /** Which rows there are. */
  readonly living: Prisma.Sql;

  /** Which rows may have become others: those that `kpi_news` names, entities and ids that the journal spoke of, and those that a new day changes. */
  readonly named: (today: BusinessDate) => Prisma.Sql;

  /** What a refresh looks up of the touched rows. */
  readonly ahead: readonly Ahead[];

  readonly sums: readonly KeptSums[];
}
