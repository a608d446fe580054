import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { EventSource } from './domain/visit-event.js';

/** An agent's own living visits of a stretch of time, with the place that each leads to. */
export function findEvents(tx: Tx, agentId: string, from: Date, to: Date): Promise<EventSource[]> {
  return tx.$queryRaw<EventSource[]>`
    SELECT v.id, v.version, v.status::text AS status, v.scheduled_at AS "scheduledAt", v.ends_at AS "endsAt", v.updated_at AS "updatedAt",
      v.purpose, v.fixed, c.name AS "clientName", c.street, c.postal_code AS "postalCode", c.city, c.province, c.latitude, c.longitude
    FROM visits v JOIN clients c ON c.id = v.client_id
    WHERE v.agent_id = ${agentId}::uuid AND v.deleted_at IS NULL AND v.scheduled_at >= ${from} AND v.scheduled_at < ${to}
    ORDER BY v.scheduled_at, v.id`;
}

/** At most once an hour, so that a busy calendar doesn't write at every reading. */
export async function noteReading(tx: Tx, feedId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE calendar_feeds SET last_read_at = ${now}
    WHERE id = ${feedId}::uuid AND (last_read_at IS NULL OR last_read_at <= ${now}::timestamptz - interval '1 hour')`;
}

/** Lets one request at a time add a feed to a user's. */
export async function lockFeeds(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('calendar-feeds:' || ${userId}::text, 0))`;
}
