import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { FactTable } from './fact-table.js';
import { romeDay } from './rome-day.queries.js';

const { sql } = Prisma;

export const CARE_FACTS: FactTable = {
  facts: sql`kpi_care_fact`,
  touched: sql`kpi_touched_care`,
  changed: sql`kpi_changed_care`,
  row: sql`client_id`,
  part: sql`from_day`,
  columns: [sql`to_day`, sql`owner_id`, sql`visit_day`, sql`good_to`],
  present: () => PRESENT_CARE,
};

/**
 * The life of the touched clients in pieces: from one day to another the same owner, the same last completed visit. A day
 * is what it was when it ended. While a client is LOST it has no pieces, and a deleted one none at all. The interval is
 * that of now, the client's own or its class's.
 */
const PRESENT_CARE = sql`
  WITH held AS (
    SELECT client_id, owner_id, lifecycle, from_day, days,
      coalesce(lead(from_day) OVER (PARTITION BY client_id ORDER BY sequence), '9999-12-31') AS to_day
    FROM (
      SELECT s.client_id, s.owner_id, s.lifecycle, s.sequence, ${romeDay(sql`s.from_at`)} AS from_day,
        coalesce(c.visit_interval_days, k.interval_days) AS days
      FROM kpi_touched_care t
      JOIN clients c ON c.id = t.client_id AND c.deleted_at IS NULL
      JOIN client_spans s ON s.client_id = c.id
      JOIN class_intervals k ON k.point_of_sale_type = coalesce(c.point_of_sale_type, 'OTHER')) spans
  ), visited AS (
    SELECT client_id, day, coalesce(lead(day) OVER (PARTITION BY client_id ORDER BY day), '9999-12-31') AS next_day
    FROM (
      SELECT client_id, '0001-01-01'::date AS day FROM kpi_touched_care
      UNION
      SELECT t.client_id, ${romeDay(sql`v.scheduled_at`)} FROM kpi_touched_care t JOIN visits v ON v.client_id = t.client_id
      WHERE v.status = 'COMPLETED' AND v.deleted_at IS NULL) days
  )
  SELECT h.client_id, greatest(h.from_day, v.day), least(h.to_day, v.next_day), h.owner_id, v.day,
    CASE WHEN v.day = '0001-01-01' THEN v.day ELSE v.day + h.days + 1 END
  FROM held h JOIN visited v ON v.client_id = h.client_id AND v.day < h.to_day AND v.next_day > h.from_day
  WHERE h.from_day < h.to_day AND h.lifecycle <> 'LOST'`;
