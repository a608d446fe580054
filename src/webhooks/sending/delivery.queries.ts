import type { Tx } from '../../platform/prisma/prisma.service.js';

/** An event that this process may try to send, until the lease ends. */
export interface ClaimedDelivery {
  id: string;
  subscriptionId: string;
  journalId: bigint;
  /** This try included. */
  attempts: number;
}

/** Webhooks with something to send now. */
export async function dueSubscriptions(tx: Tx, now: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM webhook_subscriptions s
    WHERE s.status = 'ACTIVE' AND (s.rests_until IS NULL OR s.rests_until <= ${now}) AND EXISTS (
      SELECT FROM webhook_deliveries d WHERE d.subscription_id = s.id AND d.status = 'PENDING'
        AND d.next_attempt_at <= ${now} AND (d.leased_until IS NULL OR d.leased_until <= ${now}))`;
  return rows.map(({ id }) => id);
}

/**
 * Takes the next event of a webhook. One waits while an earlier one of the same record waits or is under way: the order of
 * a record's events is kept. No two processes get the same.
 * @param lease when another process may take it, should this one die
 */
export async function claimNext(
  tx: Tx,
  subscriptionId: string,
  now: Date,
  lease: Date,
): Promise<ClaimedDelivery | undefined> {
  const [row] = await tx.$queryRaw<ClaimedDelivery[]>`
    UPDATE webhook_deliveries SET attempts = attempts + 1, last_attempt_at = ${now}, leased_until = ${lease}
    WHERE id = (
      SELECT d.id FROM webhook_deliveries d JOIN webhook_subscriptions s ON s.id = d.subscription_id
      WHERE d.subscription_id = ${subscriptionId}::uuid AND s.status = 'ACTIVE'
        AND (s.rests_until IS NULL OR s.rests_until <= ${now})
        AND d.status = 'PENDING' AND d.next_attempt_at <= ${now} AND (d.leased_until IS NULL OR d.leased_until <= ${now})
        AND NOT EXISTS (
          SELECT FROM webhook_deliveries e WHERE e.subscription_id = d.subscription_id AND e.entity_id = d.entity_id
            AND e.status = 'PENDING' AND e.journal_id < d.journal_id)
      ORDER BY d.journal_id LIMIT 1 FOR UPDATE OF d SKIP LOCKED)
    RETURNING id, subscription_id AS "subscriptionId", journal_id AS "journalId", attempts`;
  return row;
}

export interface Waiting {
  count: number;
  /** Seconds since the oldest came into being. */
  seconds: number;
}

/** What waits for receivers that are not paused; counts no further than `most`. */
export async function measureWaiting(tx: Tx, now: Date, most: number): Promise<Waiting> {
  const [row] = await tx.$queryRaw<Waiting[]>`
    SELECT count(*)::int AS count, coalesce(extract(epoch FROM ${now}::timestamptz - min(created_at)), 0)::float8 AS seconds
    FROM (
      SELECT d.created_at FROM webhook_deliveries d JOIN webhook_subscriptions s ON s.id = d.subscription_id
      WHERE d.status = 'PENDING' AND s.status = 'ACTIVE' ORDER BY d.journal_id LIMIT ${most}
    ) waiting`;
  return row ?? { count: 0, seconds: 0 };
}
