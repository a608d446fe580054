import type pg from 'pg';
import { patiently } from './patient.ts';

/** The changed rows and their journal, as the application writes them; `$1` tells the draws apart. */
const NOTE = `INSERT INTO journal (action, entity, entity_id, owner_id)`;
const KINDS = { clients: '8002', opportunities: '8003', visits: '8007' } as const;
const SOME = (table: keyof typeof KINDS, count: number, condition = 'TRUE'): string => `
  SELECT r.* FROM (SELECT DISTINCT ('01900000-0000-7000-' || '${KINDS[table]}-' || lpad(to_hex(1 + abs(hashint8(n * 7919 + $1::bigint * 104729)::bigint)
      % (SELECT count(*) FROM ${table})), 12, '0'))::uuid AS id FROM generate_series(1, ${5 * count}) n) drawn
  JOIN ${table} r USING (id) WHERE r.deleted_at IS NULL AND ${condition} LIMIT ${count}`;

const CHANGES = [
  // Amounts and expected closings of any age.
  `WITH picked AS (${SOME('opportunities', 200)}), changed AS (
     UPDATE opportunities o SET amount = o.amount + 1, expected_close_date = o.expected_close_date + 1, version = o.version + 1 FROM picked WHERE picked.id = o.id RETURNING o.id, o.owner_id)
   ${NOTE} SELECT 'opportunity.updated', 'opportunity', id, owner_id FROM changed`,
  // Reassigned deals.
  `WITH picked AS (${SOME('opportunities', 100)}), changed AS (
     UPDATE opportunities o SET owner_id = (SELECT id FROM users WHERE team_id = o.team_id AND id <> o.owner_id ORDER BY id LIMIT 1), version = o.version + 1
     FROM picked WHERE picked.id = o.id RETURNING o.id, o.owner_id)
   ${NOTE} SELECT 'opportunity.assigned', 'opportunity', id, owner_id FROM changed`,
  // Reopened or moved on to the second stage: the last stay ends, another begins.
  `WITH picked AS (${SOME('opportunities', 200)}), stage AS (
     SELECT picked.id, s.id AS stage_id, s.probability FROM picked JOIN pipeline_stages s ON s.pipeline_id = picked.pipeline_id AND s.position = 2
   ), ended AS (
     UPDATE opportunity_stage_entries e SET left_at = greatest(e.entered_at, now()) FROM stage WHERE e.opportunity_id = stage.id AND e.left_at IS NULL
     RETURNING e.opportunity_id, e.sequence, e.stage_id AS from_id, e.left_at, e.owner_id, e.amount
   ), begun AS (
     INSERT INTO opportunity_stage_entries (opportunity_id, sequence, stage_id, from_stage_id, entered_at, owner_id, amount, probability)
     SELECT opportunity_id, sequence + 1, stage.stage_id, from_id, left_at, owner_id, amount, probability FROM ended JOIN stage ON stage.id = opportunity_id
   ), changed AS (
     UPDATE opportunities o SET stage_id = stage.stage_id, status = 'OPEN', closed_at = NULL, lost_reason = NULL, probability = stage.probability, version = o.version + 1
     FROM stage WHERE o.id = stage.id RETURNING o.id, o.owner_id)
   ${NOTE} SELECT 'opportunity.moved', 'opportunity', id, owner_id FROM changed`,
  // Deals of last year and the year before that come in late.
  `WITH made AS (
     INSERT INTO opportunities (title, client_id, pipeline_id, stage_id, amount, probability, owner_id, created_at)
     SELECT 'Da carta', client_id, o.pipeline_id, s.id, amount, s.probability, owner_id, o.created_at + interval '1 hour'
     FROM (${SOME('opportunities', 100)}) o JOIN pipeline_stages s ON s.pipeline_id = o.pipeline_id AND s.position = 1 RETURNING *
   ), begun AS (
     INSERT INTO opportunity_stage_entries (opportunity_id, sequence, stage_id, entered_at, owner_id, amount, probability)
     SELECT id, 1, stage_id, created_at, owner_id, amount, probability FROM made)
   ${NOTE} SELECT 'opportunity.created', 'opportunity', id, owner_id FROM made`,
  `WITH picked AS (${SOME('opportunities', 50)}), changed AS (
     UPDATE opportunities o SET deleted_at = now(), version = o.version + 1 FROM picked WHERE picked.id = o.id RETURNING o.id, o.owner_id)
   ${NOTE} SELECT 'opportunity.deleted', 'opportunity', id, owner_id FROM changed`,
  // Visits of any day: an order noted later, and some that did not take place.
  `WITH picked AS (${SOME('visits', 200, `r.status = 'COMPLETED'`)}), changed AS (
     UPDATE visits v SET outcome = 'ORDER', order_amount = coalesce(v.order_amount, 0) + 10, version = v.version + 1 FROM picked WHERE picked.id = v.id RETURNING v.id, v.agent_id)
   ${NOTE} SELECT 'visit.updated', 'visit', id, agent_id FROM changed`,
  `WITH picked AS (${SOME('visits', 50)}), changed AS (
     UPDATE visits v SET deleted_at = now(), version = v.version + 1 FROM picked WHERE picked.id = v.id RETURNING v.id, v.agent_id)
   ${NOTE} SELECT 'visit.deleted', 'visit', id, agent_id FROM changed`,
  // Customers found and lost, clients handed on within the team, others visited less often.
  `WITH picked AS (${SOME('clients', 40)}), changed AS (
     UPDATE clients c SET lifecycle = CASE c.lifecycle WHEN 'CUSTOMER' THEN 'LOST' ELSE 'CUSTOMER' END::"ClientLifecycle", updated_at = now(), version = c.version + 1
     FROM picked WHERE picked.id = c.id RETURNING c.id, c.owner_id)
   ${NOTE} SELECT 'client.updated', 'client', id, owner_id FROM changed`,
  `WITH picked AS (${SOME('clients', 30)}), changed AS (
     UPDATE clients c SET owner_id = (SELECT id FROM users WHERE team_id = c.team_id AND id <> c.owner_id ORDER BY id LIMIT 1), updated_at = now(), version = c.version + 1
     FROM picked WHERE picked.id = c.id RETURNING c.id, c.owner_id)
   ${NOTE} SELECT 'client.assigned', 'client', id, owner_id FROM changed`,
  `WITH picked AS (${SOME('clients', 30)}), changed AS (
     UPDATE clients c SET visit_interval_days = coalesce(c.visit_interval_days, 30) + 7, version = c.version + 1 FROM picked WHERE picked.id = c.id RETURNING c.id, c.owner_id)
   ${NOTE} SELECT 'client.updated', 'client', id, owner_id FROM changed`,
];

/** A thousand changes to clients, deals and visits all over the history. @returns how many there were */
export async function change(pool: pg.Pool, round: number): Promise<number> {
  let changed = 0;
  for (const [kind, statement] of CHANGES.entries())
    changed +=
      (await patiently(pool, (session) => session.query(statement, [round * CHANGES.length + kind])))
        .rowCount ?? 0;
  return changed;
}

/** An import of so many deals of the last three years, whose journal waits for one refresh. */
export async function importDeals(pool: pg.Pool, count: number): Promise<void> {
  await patiently(pool, (session) =>
    session.query(
      `WITH made AS (
         INSERT INTO opportunities (title, pipeline_id, stage_id, amount, probability, owner_id, created_at)
         SELECT 'Da carta ' || i, s.pipeline_id, s.id, i % 9000, s.probability, u.id, now() - i % 1000 * interval '1 day'
         FROM generate_series(1, $1::int) i
         JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS users FROM users) u ON u.n = i % u.users
         CROSS JOIN (SELECT id, pipeline_id, probability FROM pipeline_stages ORDER BY id LIMIT 1) s RETURNING *
       ), begun AS (
         INSERT INTO opportunity_stage_entries (opportunity_id, sequence, stage_id, entered_at, owner_id, amount, probability)
         SELECT id, 1, stage_id, created_at, owner_id, amount, probability FROM made)
       ${NOTE} SELECT 'opportunity.imported', 'opportunity', id, owner_id FROM made`,
      [count],
    ),
  );
}
