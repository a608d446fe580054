import type { FeedPosition } from '../../platform/journal/index.js';
import { Prisma, type WebhookFeed } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Where the feed begins for the webhooks that there are: before everything that any of them has not seen. */
export async function firstPosition(tx: Tx): Promise<{ transaction: bigint; seenId: bigint }> {
  const [row] = await tx.$queryRaw<{ transaction: bigint; seenId: bigint }[]>`
    SELECT s.transaction::text::bigint AS transaction,
      (SELECT coalesce(max(id), 0) FROM journal WHERE journal.transaction < s.transaction) AS "seenId"
    FROM (
      SELECT coalesce(min(pg_snapshot_xmin(starts_after)), pg_snapshot_xmin(pg_current_snapshot())) AS transaction
      FROM webhook_subscriptions
    ) s`;
  if (!row) throw new Error('An aggregate has a row.');
  return row;
}

/**
 * The deliveries of these rows of the journal: one for each webhook that chose the action and began before the row. A
 * webhook that is being deleted is waited for, and has none.
 */
export function insertDeliveries(tx: Tx, journalIds: readonly bigint[], now: Date): Promise<number> {
  return insertWhere(tx, Prisma.sql`j.id = ANY (${journalIds.map(String)}::bigint[])`, now);
}

/** The same for all rows from a position on that came with a dump: every transaction in it has ended. */
export function insertRestoredDeliveries(tx: Tx, after: FeedPosition, now: Date): Promise<number> {
  return insertWhere(
    tx,
    Prisma.sql`(j.transaction, j.id) > (${String(after.transaction)}::xid8, ${after.id}::bigint)`,
    now,
  );
}

function insertWhere(tx: Tx, rows: Prisma.Sql, now: Date): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO webhook_deliveries (subscription_id, journal_id, action, entity_id, next_attempt_at, created_at)
    SELECT s.id, j.id, j.action, j.entity_id, ${now}::timestamptz, ${now}::timestamptz
    FROM journal j JOIN webhook_subscriptions s ON j.action = ANY (s.events)
      AND (s.starts_after IS NULL OR NOT pg_visible_in_snapshot(j.transaction, s.starts_after))
    WHERE ${rows}
    FOR KEY SHARE OF s
    ON CONFLICT (subscription_id, journal_id) DO NOTHING`;
}

/** The greatest id that came with a dump, as far as its rows lie beyond this server's transactions. */
export async function lastRestoredId(tx: Tx, next: bigint): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT coalesce(max(id), 0) AS id FROM journal WHERE transaction >= ${String(next)}::xid8`;
  return row?.id ?? 0n;
}

/** On another server the snapshots of the former one mean nothing; what they hid lies before the floor. */
export async function forgetSnapshots(tx: Tx): Promise<void> {
  await tx.$executeRaw`UPDATE webhook_subscriptions SET starts_after = NULL WHERE starts_after IS NOT NULL`;
}

/** Seconds since the oldest change that no webhook was told of; null: all are on their way. */
export async function secondsBehind(tx: Tx, feed: WebhookFeed, now: Date): Promise<number | null> {
  const transaction = Prisma.sql`${String(feed.transaction)}::xid8`;
  const [row] = await tx.$queryRaw<{ seconds: number | null }[]>`
    SELECT extract(epoch FROM ${now}::timestamptz - min(at))::float8 AS seconds FROM (
      SELECT at FROM journal j WHERE j.transaction >= ${transaction}
        AND (j.transaction > ${transaction} OR j.id > ${feed.journalId}) AND j.id > ${feed.floorId}
      ORDER BY j.transaction, j.id LIMIT 1) oldest`;
  return row?.seconds ?? null;
}
