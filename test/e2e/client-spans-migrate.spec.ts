import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseBefore, type OldDatabase } from '../support/old-database.ts';

describe('a company that was there before it was kept who owned a client when', () => {
  let database: OldDatabase;
  beforeAll(async () => {
    database = await databaseBefore('client_spans');
  });
  afterAll(() => database.end());

  it('learns it from the journal, and where that is silent takes the present owner and lifecycle', async () => {
    await database.query(`
      WITH people AS (
        INSERT INTO users (email, full_name) VALUES ('a@example.test', 'A'), ('b@example.test', 'B') RETURNING id, full_name),
      a AS (SELECT id FROM people WHERE full_name = 'A'), b AS (SELECT id FROM people WHERE full_name = 'B'),
      clients AS (
        INSERT INTO clients (name, owner_id, lifecycle, created_at)
        SELECT 'silent', id, 'PROSPECT'::"ClientLifecycle", '2026-01-01T10:00Z'::timestamptz FROM b
        UNION ALL SELECT 'told', id, 'CUSTOMER', '2026-01-01T10:00Z' FROM a RETURNING id, name),
      told AS (SELECT id FROM clients WHERE name = 'told')
      INSERT INTO journal (at, action, entity, entity_id, facts)
      SELECT at::timestamptz, action, 'client', told.id, facts FROM told, a, b, LATERAL (VALUES
        ('2026-01-05T10:00Z', 'client.assigned', jsonb_build_object('ownerId', jsonb_build_object('from', a.id, 'to', b.id))),
        ('2026-01-06T10:00Z', 'client.updated', '{"notes": {"from": null, "to": "x"}}'),
        ('2026-01-07T10:00Z', 'client.converted', '{"lifecycle": {"from": "LEAD", "to": "PROSPECT"}, "contactId": null}'),
        ('2026-01-08T10:00Z', 'client.merged', jsonb_build_object('changes', jsonb_build_object('ownerId', jsonb_build_object('from', b.id, 'to', a.id)))),
        ('2026-01-09T10:00Z', 'client.lifecycle-changed', '{"from": "PROSPECT", "to": "CUSTOMER"}')) AS events (at, action, facts)`);
    await database.upgrade();
    const rows = await database.query(`
      SELECT c.name, s.sequence AS n, u.full_name AS owner, s.lifecycle, to_char(s.from_at AT TIME ZONE 'UTC', 'MM-DD') AS since,
        to_char(s.until_at AT TIME ZONE 'UTC', 'MM-DD') AS until
      FROM client_spans s JOIN clients c ON c.id = s.client_id JOIN users u ON u.id = s.owner_id ORDER BY 1, 2`);
    expect(rows.map((row) => Object.values(row).join(' '))).toEqual([
      'silent 1 B PROSPECT 01-01 ',
      'told 1 A LEAD 01-01 01-05',
      'told 2 B LEAD 01-05 01-07',
      'told 3 B PROSPECT 01-07 01-08',
      'told 4 A PROSPECT 01-08 01-09',
      'told 5 A CUSTOMER 01-09 ',
    ]);
  });
});
