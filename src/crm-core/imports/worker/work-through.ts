import { type DomainError } from '../../../platform/errors/index.js';
import { translateDatabaseError } from '../../../platform/errors/translate-database-error.js';
import type { PrismaService, Tx } from '../../../platform/prisma/prisma.service.js';

const BATCH = 1000;
const ATTEMPTS = 5;
const TRANSACTION = { timeout: 60_000, maxWait: 10_000 };

/** Rows that wait in the order of the file, and what is done with them; each call is a transaction of its own. */
export interface WaitingRows {
  /** @returns the last row that is done; undefined: none waits any more */
  doSome(tx: Tx, after: number, take: number): Promise<number | undefined>;
  /** Sets aside the next row, which the database refuses. @returns that row */
  refuse(tx: Tx, after: number, error: DomainError): Promise<number | undefined>;
}

/**
 * Works through rows in batches. One bad row never stops the others: a batch that the database refuses is halved until
 * that row stands alone. A batch that meets somebody else's change is tried again.
 * @returns false when it was stopped before the end
 */
export async function workThrough(
  prisma: PrismaService,
  rows: WaitingRows,
  stop: AbortSignal,
): Promise<boolean> {
  for (let after = 0, take = BATCH; !stop.aborted; take = Math.min(BATCH, take * 2)) {
    const done = await attempt(prisma, rows, after, take);
    if (done.last === undefined) return true;
    [after, take] = [done.last, done.take];
  }
  return false;
}

async function attempt(
  prisma: PrismaService,
  rows: WaitingRows,
  after: number,
  take: number,
  attempts = 1,
): Promise<{ last: number | undefined; take: number }> {
  try {
    return { last: await prisma.$transaction((tx) => rows.doSome(tx, after, take), TRANSACTION), take };
  } catch (error) {
    const known = translateDatabaseError(error);
    if (known?.code === 'CONCURRENT_CHANGE' && attempts < ATTEMPTS)
      return attempt(prisma, rows, after, take, attempts + 1);
    if (!known || known.kind === 'unavailable') throw error;
    if (take > 1) return attempt(prisma, rows, after, Math.ceil(take / 2));
    return { last: await prisma.$transaction((tx) => rows.refuse(tx, after, known)), take };
  }
}
