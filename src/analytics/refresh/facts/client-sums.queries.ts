import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { DAY_ZERO } from '../../client-rules.js';
import { EVERYBODY } from '../../sums/sum-table.js';

const DAY = {
  created: Prisma.sql`f.created_day`,
  contact: Prisma.sql`f.contact_day`,
  visit: Prisma.sql`f.visit_day`,
  order: Prisma.sql`f.order_day`,
  repeat: Prisma.sql`f.repeat_day`,
  atRisk: Prisma.sql`f.at_risk_day`,
  lost: Prisma.sql`f.lost_day`,
};
type Step = keyof typeof DAY;

const days = (step: Step, before: Step): Prisma.Sql =>
  Prisma.sql`CASE WHEN ${DAY[before]} IS NULL THEN -1 ELSE greatest(${DAY[step]} - ${DAY[before]}, 0) END`;
const both = (step: Step, next: Step): Prisma.Sql =>
  Prisma.sql`CASE WHEN ${DAY[next]} IS NOT NULL THEN ${DAY[step]} END`;
const cohort = (step: Step): Prisma.Sql =>
  Prisma.sql`CASE WHEN f.lead AND ${DAY[step]} IS NOT NULL THEN f.created_day END`;
const AT_RISK_FROM = Prisma.sql`f.at_risk_day - ${DAY_ZERO}::date`;

/**
 * For which figures a fact counts: on which day, for whom, with which value. A figure of what is so now has no day. The
 * name of a figure says on which step it is dated:
 * - `STEP_x`: reached x; the value is the days since the step before, −1 for who did not reach that;
 * - `NEXT_x`: reached the step after x too; the value is the day of it, when that may lie ahead;
 * - `COHORT_x`: reached x, dated by the creation.
 */
const FIGURES = Prisma.sql`(VALUES
  ('IS_' || f.lifecycle, '0001-01-01'::date, f.owner_id, f.source, 0),
  ('LEAD', CASE WHEN f.lead THEN f.created_day END, f.created_owner_id, f.source, 0),
  ('LEAD_WON', CASE WHEN f.lead AND f.customer_day IS NOT NULL THEN f.created_day END, f.created_owner_id, f.source, 0),
  ('RESPONSE', CASE WHEN f.response_seconds IS NOT NULL THEN f.created_day END, f.created_owner_id, '', f.response_seconds),
  ('CUSTOMER', CASE WHEN f.lead THEN f.customer_day END, f.customer_owner_id, '', 0),
  ('STEP_FIRST_CONTACT', f.contact_day, f.contact_owner_id, '', ${days('contact', 'created')}),
  ('STEP_FIRST_VISIT', f.visit_day, f.visit_owner_id, '', ${days('visit', 'contact')}),
  ('STEP_FIRST_ORDER', f.order_day, f.order_owner_id, '', ${days('order', 'visit')}),
  ('STEP_REPEAT', f.repeat_day, f.repeat_owner_id, '', ${days('repeat', 'order')}),
  ('STEP_AT_RISK', f.at_risk_day, f.at_risk_owner_id, '', ${days('atRisk', 'repeat')}),
  ('STEP_LOST', f.lost_day, f.lost_owner_id, '', ${days('lost', 'atRisk')}),
  ('NEXT_FIRST_CONTACT', ${both('contact', 'visit')}, f.contact_owner_id, '', 0),
  ('NEXT_FIRST_VISIT', ${both('visit', 'order')}, f.visit_owner_id, '', 0),
  ('NEXT_FIRST_ORDER', ${both('order', 'repeat')}, f.order_owner_id, '', 0),
  ('NEXT_REPEAT', ${both('repeat', 'atRisk')}, f.repeat_owner_id, '', ${AT_RISK_FROM}),
  ('NEXT_AT_RISK', ${both('atRisk', 'lost')}, f.at_risk_owner_id, '', 0),
  ('COHORT_FIRST_VISIT', ${cohort('visit')}, f.created_owner_id, '', 0),
  ('COHORT_FIRST_ORDER', ${cohort('order')}, f.created_owner_id, '', 0),
  ('COHORT_REPEAT', ${cohort('repeat')}, f.created_owner_id, '', 0),
  ('COHORT_AT_RISK', ${cohort('atRisk')}, f.created_owner_id, '', ${AT_RISK_FROM}),
  ('COHORT_LOST', ${cohort('lost')}, f.created_owner_id, '', 0)
) AS e (figure, day, owner_id, source, value)`;

export async function createClientChanges(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMP TABLE kpi_client_change (figure text, day date, owner_id uuid, source text, value int, count int) ON COMMIT DROP`;
}

/** For what the touched clients count at this moment, added or taken off. */
export async function noteClientChanges(tx: Tx, sign: 1 | -1): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO kpi_client_change
    SELECT e.figure, e.day, e.owner_id, e.source, e.value, ${sign}::int * count(*)
    FROM kpi_touched_client t JOIN kpi_client_fact f USING (client_id) CROSS JOIN LATERAL ${FIGURES}
    WHERE e.day IS NOT NULL GROUP BY 1, 2, 3, 4, 5`;
}

export async function sumClientChanges(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    MERGE INTO kpi_client_sum s
    USING (
      WITH changes AS (
        SELECT figure, day, owner_id, source, value, sum(count) AS count FROM kpi_client_change GROUP BY 1, 2, 3, 4, 5 HAVING sum(count) <> 0)
      SELECT grain, c.figure, date_trunc(grain, c.day::timestamp)::date AS day, k.owner_id, c.source, c.value, sum(c.count)::int AS count
      FROM changes c
      CROSS JOIN (VALUES ('DAY'), ('MONTH')) grains (grain)
      CROSS JOIN LATERAL (VALUES (c.owner_id), (${EVERYBODY}::uuid)) k (owner_id)
      GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(c.count) <> 0
    ) n ON s.owner_id = n.owner_id AND s.grain = n.grain AND s.figure = n.figure AND s.day = n.day AND s.source = n.source AND s.value = n.value
    WHEN MATCHED AND s.count + n.count = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET count = s.count + n.count
    WHEN NOT MATCHED THEN INSERT (figure, grain, day, owner_id, source, value, count)
      VALUES (n.figure, n.grain, n.day, n.owner_id, n.source, n.value, n.count)`;
}
