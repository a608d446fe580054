import type pg from 'pg';

/** How many rows break a rule that a trigger or a foreign key keeps otherwise; costly ones are asked of one row in a thousand. */
const BREACHES: Readonly<Record<string, string>> = {
  'a client is of its owner’s team': `SELECT count(*) FROM clients c JOIN users u ON u.id = c.owner_id WHERE c.team_id IS DISTINCT FROM u.team_id`,
  'a client has an owner': `SELECT count(*) FROM clients c WHERE NOT EXISTS (SELECT FROM users u WHERE u.id = c.owner_id)`,
  'a client has its span': `SELECT count(*) FROM clients c LEFT JOIN client_spans s ON s.client_id = c.id AND s.until_at IS NULL WHERE (s.owner_id, s.lifecycle) IS DISTINCT FROM (c.owner_id, c.lifecycle)`,
  'a client knows its first contact': `
    SELECT count(*) FROM clients c CROSS JOIN LATERAL first_contact_of(c.id) f
    WHERE hashtext(c.id::text) % 1000 = 0 AND (c.first_contact_at, c.first_contact_kind, c.first_contact_by_id) IS DISTINCT FROM (f.at, f.kind, f.by_id)`,
  'a deal is of its owner’s team': `SELECT count(*) FROM opportunities o JOIN users u ON u.id = o.owner_id WHERE o.team_id IS DISTINCT FROM u.team_id`,
  'a deal has a client': `SELECT count(*) FROM opportunities o WHERE NOT EXISTS (SELECT FROM clients c WHERE c.id = o.client_id)`,
  'a deal is where its last stay is': `
    SELECT count(*) FROM opportunities o JOIN pipeline_stages s ON s.id = o.stage_id
    LEFT JOIN opportunity_stage_entries e ON e.opportunity_id = o.id AND e.left_at IS NULL
    WHERE e.stage_id IS DISTINCT FROM o.stage_id OR s.kind <> o.status OR s.pipeline_id <> o.pipeline_id OR o.status <> 'OPEN' AND o.closed_at <> e.entered_at`,
  'a deal knows its last sign of life': `
    SELECT count(*) FROM opportunities o
    WHERE hashtext(o.id::text) % 1000 = 0 AND o.last_activity_at <> last_sign_of_life(o.id, o.created_at)`,
  'stays follow each other': `
    SELECT count(*) FROM opportunity_stage_entries e
    LEFT JOIN opportunity_stage_entries n ON n.opportunity_id = e.opportunity_id AND n.sequence = e.sequence + 1
    WHERE n.entered_at IS DISTINCT FROM e.left_at OR n.from_stage_id IS DISTINCT FROM CASE WHEN n.id IS NOT NULL THEN e.stage_id END`,
  'a visit has a client': `SELECT count(*) FROM visits v WHERE NOT EXISTS (SELECT FROM clients c WHERE c.id = v.client_id)`,
};

/** @throws Error when the history is not what the application would have made of it */
export async function verifyHistory(session: pg.Client): Promise<void> {
  for (const [rule, statement] of Object.entries(BREACHES)) {
    const { rows } = await session.query<{ count: string }>(statement);
    if (rows[0]?.count !== '0') throw new Error(`${rows[0]?.count} rows break a rule: ${rule}`);
  }
}
