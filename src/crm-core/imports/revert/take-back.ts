import type { Tx } from '../../../platform/prisma/prisma.service.js';
import type { WrittenRow } from './revert.queries.js';

/** How rows of one kind are made to be as they were before an import. */
export interface TakeBack {
  /** Locks the records of these rows. @returns the rows whose record nobody has touched since the import */
  hold(tx: Tx, rows: readonly WrittenRow[]): Promise<ReadonlySet<number>>;
  /** Deletes what was created and restores what was updated, journal included. */
  undo(tx: Tx, rows: readonly WrittenRow[], at: Date): Promise<void>;
}
