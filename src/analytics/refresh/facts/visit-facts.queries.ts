import type { Tx } from '../../../platform/prisma/prisma.service.js';

/** Adds the keys under which the touched visits count at this moment. */
export async function noteStaleVisitKeys(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO kpi_stale_visit_day
    SELECT DISTINCT day, owner_id FROM kpi_visit_fact JOIN kpi_touched_visit USING (visit_id)
    ON CONFLICT DO NOTHING`;
}

export async function replaceVisitFacts(tx: Tx): Promise<void> {
  await tx.$executeRaw`DELETE FROM kpi_visit_fact f USING kpi_touched_visit t WHERE f.visit_id = t.visit_id`;
  await tx.$executeRaw`
    INSERT INTO kpi_visit_fact (visit_id, day, owner_id, status, on_day, with_order, order_amount, store_seconds)
    SELECT v.id, d.day, v.agent_id, v.status,
      v.status = 'COMPLETED' AND (coalesce(v.checked_in_at, v.checked_out_at) AT TIME ZONE 'Europe/Rome')::date IS NOT DISTINCT FROM d.day,
      v.status = 'COMPLETED' AND v.outcome IS NOT DISTINCT FROM 'ORDER',
      CASE WHEN v.status = 'COMPLETED' THEN coalesce(v.order_amount, 0) ELSE 0 END,
      CASE WHEN v.status = 'COMPLETED' THEN coalesce(greatest(extract(epoch FROM v.checked_out_at - v.checked_in_at), 0)::bigint, 0) ELSE 0 END
    FROM kpi_touched_visit t
    JOIN visits v ON v.id = t.visit_id AND v.deleted_at IS NULL
    CROSS JOIN LATERAL (SELECT (v.scheduled_at AT TIME ZONE 'Europe/Rome')::date AS day) d`;
}

/** Under the stale days and agents. */
export async function sumVisitDays(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO kpi_visit_day (day, owner_id, planned, completed, completed_on_day, with_order, order_amount, cancelled, store_seconds)
    SELECT f.day, f.owner_id, count(*), count(*) FILTER (WHERE f.status = 'COMPLETED'), count(*) FILTER (WHERE f.on_day),
      count(*) FILTER (WHERE f.with_order), sum(f.order_amount), count(*) FILTER (WHERE f.status = 'CANCELLED'), sum(f.store_seconds)
    FROM kpi_stale_visit_day s JOIN kpi_visit_fact f ON f.day = s.day AND f.owner_id = s.owner_id
    GROUP BY f.day, f.owner_id`;
}
