import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { BusinessDate } from '../../platform/time/rome.js';

/**
 * Series whose visits do not yet reach so far: going on, of active agents, to living clients.
 * @returns ids, the longest waiting first
 */
export async function findBehind(tx: Tx, through: BusinessDate): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM visit_series s
    JOIN users u ON u.id = s.agent_id AND u.status = 'ACTIVE'
    JOIN clients c ON c.id = s.client_id AND c.deleted_at IS NULL
    WHERE s.ended_at IS NULL AND s.made_through < ${through}::date
      AND (s.until_date IS NULL OR s.made_through < s.until_date)
    ORDER BY s.made_through, s.id`;
  return rows.map(({ id }) => id);
}

/** Holds a series until the transaction ends. Take it before the agent's calendar. */
export async function lockSeries(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM visit_series WHERE id = ${id}::uuid FOR UPDATE`;
}

/** The visit of an agent that stands in the way of a time; another than the given one. */
export async function inTheWay(
  tx: Tx,
  agentId: string,
  slot: { scheduledAt: Date; endsAt: Date },
  except: string | null = null,
): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM visits
    WHERE agent_id = ${agentId}::uuid AND deleted_at IS NULL AND status IN ('PLANNED', 'CONFIRMED', 'CHECKED_IN')
      AND tstzrange(scheduled_at, ends_at) && tstzrange(${slot.scheduledAt}, ${slot.endsAt})
      AND id IS DISTINCT FROM ${except}::uuid
    ORDER BY scheduled_at LIMIT 1`;
  return row?.id;
}

/** Visits to come that are as the series made them: planned, and changed by nobody since. */
export async function lockUntouched(tx: Tx, seriesId: string, after: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM visits
    WHERE series_id = ${seriesId}::uuid AND deleted_at IS NULL AND status = 'PLANNED' AND scheduled_at > ${after}
      AND version = series_version
    ORDER BY id FOR UPDATE`;
  return rows.map(({ id }) => id);
}

/** Says of visits whose version was just raised by one that this was no touch: to their series they are as before. */
export async function stayUntouched(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE visits SET series_version = version WHERE id = ANY(${[...ids]}::uuid[]) AND series_version = version - 1`;
}
