import type { JournalEntry } from '../prisma/generated/client.js';
import { Prisma } from '../prisma/generated/client.js';
import type { Tx } from '../prisma/prisma.service.js';

/** A place between two rows of the journal, in the order of the feed: by transaction, then by id. */
export interface FeedPosition {
  /** PostgreSQL's 64-bit transaction id. */
  transaction: bigint;
  id: bigint;
}

/** A row of the journal with its place. */
export type FeedEntry = Pick<
  JournalEntry,
  'id' | 'at' | 'action' | 'entity' | 'entityId' | 'clientId' | 'actorId' | 'ownerId' | 'requestId' | 'facts'
> & { transaction: bigint };

/** What a feed may read at this moment. */
export interface FeedHorizon {
  /** Every transaction before this one has ended: its rows can be seen, and no more will come from it. */
  settled: bigint;
  /** The next transaction of this server. A position beyond it was taken on another server: the database was restored. */
  next: bigint;
}

export async function readFeedHorizon(tx: Tx): Promise<FeedHorizon> {
  const [row] = await tx.$queryRaw<FeedHorizon[]>`
    SELECT pg_snapshot_xmin(s)::text::bigint AS settled, pg_snapshot_xmax(s)::text::bigint AS next
    FROM (SELECT pg_current_snapshot() AS s) snapshot`;
  if (!row) throw new Error('PostgreSQL has no snapshot.');
  return row;
}

/**
 * The next rows after a position, oldest first, of transactions that have ended only: a reader that goes on from the last
 * row skips none, however long a transaction was open and in whatever order they ended. Ids alone don't give that.
 * @param settled of the horizon that was read **before** this call
 * @param condition over the journal, known as `j`
 */
export function readFeed(
  tx: Tx,
  after: FeedPosition,
  settled: bigint,
  limit: number,
  condition: Prisma.Sql = Prisma.sql`TRUE`,
): Promise<FeedEntry[]> {
  return tx.$queryRaw<FeedEntry[]>`
    SELECT j.transaction::text::bigint AS transaction, j.id, j.at, j.action, j.entity, j.entity_id AS "entityId",
      j.client_id AS "clientId", j.actor_id AS "actorId", j.owner_id AS "ownerId", j.request_id AS "requestId", j.facts
    FROM journal j
    WHERE j.transaction >= ${String(after.transaction)}::xid8 AND j.transaction < ${String(settled)}::xid8
      AND (j.transaction > ${String(after.transaction)}::xid8 OR j.id > ${after.id}) AND ${condition}
    ORDER BY j.transaction, j.id LIMIT ${limit}`;
}
