import { DomainError } from '../../../platform/errors/index.js';
import { isRefusal, translateDatabaseError } from '../../../platform/errors/translate-database-error.js';
import type { PrismaService, Tx } from '../../../platform/prisma/prisma.service.js';

const BATCH = 1000;
const ATTEMPTS = 5;
const TRANSACTION = { timeout: 60_000, maxWait: 10_000 };

/** Rows that wait in the order of the file, and what is done with them. */
export interface WaitingRows<Row extends { row: number }> {
  /** The next ones after a place in the file. */
  next(after: number, take: number): Promise<Row[]>;
  /** Does all of these, or none. @throws LostTurn when one of them waits no more */
  doAll(tx: Tx, rows: readonly Row[]): Promise<void>;
  /** Sets aside a row that the database refuses. @throws LostTurn when it waits no more */
  refuse(tx: Tx, row: Row, error: DomainError): Promise<void>;
}

export interface Pace {
  stop: AbortSignal;
  /** How many batches are under way at once, each in a transaction of its own. */
  lanes: number;
}

/**
 * Works through rows in batches. One bad row never stops the others: a batch that the database refuses is halved until
 * that row stands alone. A batch that meets somebody else's change is tried again.
 * @returns false when it was stopped before the end
 */
export async function workThrough<Row extends { row: number }>(
  prisma: PrismaService,
  waiting: WaitingRows<Row>,
  { stop, lanes }: Pace,
): Promise<boolean> {
  const batches = batchesOf(waiting, stop);
  const lane = async (): Promise<void> => {
    // A lane that fails ends the sequence, and so the others after their batch.
    for await (const batch of batches) await work(prisma, waiting, batch);
  };
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return !stop.aborted;
}

async function* batchesOf<Row extends { row: number }>(
  waiting: WaitingRows<Row>,
  stop: AbortSignal,
): AsyncGenerator<Row[], void> {
  for (let after = 0; !stop.aborted;) {
    const batch = await waiting.next(after, BATCH);
    const last = batch.at(-1);
    if (!last) return;
    yield batch;
    after = last.row;
  }
}

async function work<Row extends { row: number }>(
  prisma: PrismaService,
  waiting: WaitingRows<Row>,
  rows: readonly Row[],
  attempts = 1,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  try {
    await prisma.$transaction((tx) => waiting.doAll(tx, rows), TRANSACTION);
  } catch (error) {
    const known = translateDatabaseError(error) ?? refusal(error);
    if (known?.code === 'CONCURRENT_CHANGE' && attempts < ATTEMPTS)
      return work(prisma, waiting, rows, attempts + 1);
    if (!known || known.kind === 'unavailable') throw error;
    if (rows.length === 1) return prisma.$transaction((tx) => waiting.refuse(tx, first, known), TRANSACTION);
    const half = Math.ceil(rows.length / 2);
    await work(prisma, waiting, rows.slice(0, half));
    await work(prisma, waiting, rows.slice(half));
  }
}

/** A rule of the database that the API does not have is a fault of ours, but it costs only the row that breaks it. */
function refusal(error: unknown): DomainError | undefined {
  return isRefusal(error)
    ? new DomainError('invalid', 'REFUSED_BY_DATABASE', 'The database does not take this row.', {
        cause: error,
      })
    : undefined;
}
