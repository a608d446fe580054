import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import { secondsRoundedDown } from '../../client-rounding.js';
import { DAYS_WITHOUT_ORDER, INTERVALS_WITHOUT_ORDER } from '../../client-rules.js';
import type { FactTable } from './fact-table.js';
import { romeDay } from './rome-day.queries.js';

const { sql } = Prisma;

export const CLIENT_FACTS: FactTable = {
  facts: sql`kpi_client_fact`,
  touched: sql`kpi_touched_client`,
  changed: sql`kpi_changed_client`,
  row: sql`client_id`,
  columns: [
    sql`owner_id`,
    sql`lifecycle`,
    sql`source`,
    sql`lead`,
    sql`created_day`,
    sql`created_owner_id`,
    sql`response_seconds`,
    sql`customer_day`,
    sql`customer_owner_id`,
    sql`contact_day`,
    sql`contact_owner_id`,
    sql`visit_day`,
    sql`visit_owner_id`,
    sql`order_day`,
    sql`order_owner_id`,
    sql`repeat_day`,
    sql`repeat_owner_id`,
    sql`at_risk_day`,
    sql`at_risk_owner_id`,
    sql`at_risk_due`,
    sql`lost_day`,
    sql`lost_owner_id`,
  ],
  present: presentClients,
};

/**
 * The facts of the touched clients as they are now; a deleted or merged one has none.
 * @param today whose day of being at risk lies after it is not at risk yet
 */
function presentClients(today: BusinessDate): Prisma.Sql {
  return sql`
    SELECT c.id, c.owner_id, c.lifecycle, coalesce(c.source, ''), lead, ${romeDay(sql`c.created_at`)}, came.owner_id,
      CASE WHEN lead AND c.first_contact_at IS NOT NULL THEN ${secondsRoundedDown(sql`greatest(extract(epoch FROM c.first_contact_at - c.created_at), 0)::bigint`)} END,
      ${romeDay(sql`customer.from_at`)}, customer.owner_id,
      ${romeDay(sql`contact_at`)}, ${ownerAt(sql`contact_at`)},
      ${romeDay(sql`visit_at`)}, ${ownerAt(sql`visit_at`)},
      ${romeDay(sql`order_at`)}, ${ownerAt(sql`order_at`)},
      ${romeDay(sql`repeat_at`)}, ${ownerAt(sql`repeat_at`)},
      at_risk_day, ${ownerAt(sql`at_risk_day::timestamp AT TIME ZONE 'Europe/Rome'`)}, CASE WHEN due_day > ${today}::date THEN due_day END,
      CASE WHEN c.lifecycle = 'LOST' THEN ${romeDay(sql`stays_so.from_at`)} END,
      CASE WHEN c.lifecycle = 'LOST' THEN stays_so.owner_id END
    FROM kpi_touched_client t
    JOIN clients c ON c.id = t.client_id AND c.deleted_at IS NULL
    JOIN client_spans came ON came.client_id = c.id AND came.sequence = 1
    CROSS JOIN LATERAL (SELECT came.lifecycle IN ('LEAD', 'PROSPECT') AS lead) origin
    LEFT JOIN LATERAL (${FIRST_AS_CUSTOMER}) customer ON c.lifecycle IN ('CUSTOMER', 'DORMANT', 'LOST')
    LEFT JOIN LATERAL (${SINCE_ITS_LIFECYCLE}) stays_so ON c.lifecycle IN ('DORMANT', 'LOST')
    LEFT JOIN LATERAL (${FIRST_VISIT}) visited ON lead
    CROSS JOIN LATERAL (${ORDERS}) orders
    CROSS JOIN LATERAL (SELECT
      CASE WHEN lead THEN c.first_contact_at END AS contact_at,
      CASE WHEN lead THEN orders.first_at END AS order_at,
      CASE WHEN lead THEN orders.later_at ELSE orders.first_at END AS repeat_at,
      CASE WHEN orders.last_day IS NOT NULL OR customer.from_at IS NOT NULL OR c.lifecycle = 'DORMANT' THEN
        least(coalesce(orders.last_day, ${romeDay(sql`customer.from_at`)})
            + coalesce(${INTERVALS_WITHOUT_ORDER}::int * c.visit_interval_days, ${DAYS_WITHOUT_ORDER}::int),
          ${romeDay(sql`stays_so.from_at`)})
      END AS due_day) steps
    CROSS JOIN LATERAL (SELECT CASE WHEN due_day <= ${today}::date THEN due_day END AS at_risk_day) come`;
}

/** When it first was a customer. */
const FIRST_AS_CUSTOMER = sql`
  SELECT s.from_at, s.owner_id FROM client_spans s WHERE s.client_id = c.id AND s.lifecycle = 'CUSTOMER' ORDER BY s.sequence LIMIT 1`;

/** Since when it has had its present lifecycle, whoever owned it. */
const SINCE_ITS_LIFECYCLE = sql`
  SELECT s.from_at, s.owner_id FROM client_spans s
  WHERE s.client_id = c.id AND s.sequence > coalesce(
    (SELECT max(o.sequence) FROM client_spans o WHERE o.client_id = c.id AND o.lifecycle <> c.lifecycle), 0)
  ORDER BY s.sequence LIMIT 1`;

/** Over the index that holds all that is asked of a client's visits: without its HAVING the planner would look for the first one in the table. */
const FIRST_VISIT = sql`
  SELECT min(coalesce(v.checked_in_at, v.scheduled_at)) AS visit_at FROM visits v
  WHERE v.client_id = c.id AND v.deleted_at IS NULL AND v.status = 'COMPLETED' HAVING count(*) > 0`;

/** A won deal, or a visit that ended with an order; the visit of a deal that was won is that deal's order. */
const ORDERS = sql`
  SELECT min(at) AS first_at, min(at) FILTER (WHERE day > first_day) AS later_at, max(day) AS last_day
  FROM (
    SELECT at, day, min(day) OVER () AS first_day
    FROM (
      SELECT o.closed_at AS at FROM opportunities o WHERE o.client_id = c.id AND o.deleted_at IS NULL AND o.status = 'WON'
      UNION ALL
      SELECT coalesce(v.checked_out_at, v.checked_in_at, v.scheduled_at) FROM visits v
      WHERE v.client_id = c.id AND v.deleted_at IS NULL AND v.status = 'COMPLETED' AND v.outcome = 'ORDER' AND NOT EXISTS (
        SELECT FROM opportunities o
        WHERE o.id = v.opportunity_id AND o.client_id = c.id AND o.deleted_at IS NULL AND o.status = 'WON')
    ) given CROSS JOIN LATERAL (SELECT (at AT TIME ZONE 'Europe/Rome')::date AS day) days
  ) dated`;

/** Who owned the client at a moment; null for none. Before its first span, whoever owned it first. */
function ownerAt(instant: Prisma.Sql): Prisma.Sql {
  return sql`CASE WHEN ${instant} IS NOT NULL THEN coalesce(
    (SELECT s.owner_id FROM client_spans s WHERE s.client_id = c.id AND s.from_at <= ${instant} ORDER BY s.sequence DESC LIMIT 1),
    came.owner_id) END`;
}
