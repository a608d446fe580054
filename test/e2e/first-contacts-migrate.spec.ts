import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseBefore, type OldDatabase } from '../support/old-database.ts';

describe('a company that was there before first contacts were kept', () => {
  let database: OldDatabase;
  beforeAll(async () => {
    database = await databaseBefore('first_contact');
  });
  afterAll(() => database.end());

  it('finds them in its books, and no client looks edited', async () => {
    await database.query(`
      WITH owner AS (INSERT INTO users (email, full_name) VALUES ('a@example.test', 'A') RETURNING id),
        client AS (INSERT INTO clients (name, owner_id) SELECT n, id FROM owner, unnest(ARRAY['called', 'visited', 'silent']) n RETURNING id, name, owner_id),
        call AS (INSERT INTO activities (type, subject, client_id, owner_id, done_at)
          SELECT 'CALL', 'X', id, owner_id, d::timestamptz FROM client, unnest(ARRAY['2026-03-02T09:00Z', '2026-02-02T09:00Z']) d WHERE name <> 'silent'),
        note AS (INSERT INTO activities (type, subject, client_id, owner_id, done_at) SELECT 'NOTE', 'X', id, owner_id, now() FROM client)
      INSERT INTO visits (client_id, agent_id, scheduled_at, ends_at, checked_in_at, status)
        SELECT id, owner_id, '2026-01-05T09:00Z', '2026-01-05T09:30Z', '2026-01-05T09:05Z', 'COMPLETED' FROM client WHERE name = 'visited'`);
    await database.upgrade();
    const rows = await database.query(`
      SELECT name, to_char(first_contact_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI') AS at, first_contact_kind AS kind,
        first_contact_by_id = owner_id AS by_owner, field_changes FROM clients ORDER BY name`);
    expect(rows).toEqual([
      { name: 'called', at: '02-02 09:00', kind: 'CALL', by_owner: true, field_changes: {} },
      { name: 'silent', at: null, kind: null, by_owner: null, field_changes: {} },
      { name: 'visited', at: '01-05 09:05', kind: 'VISIT', by_owner: true, field_changes: {} },
    ]);
    expect(await database.query('SELECT count(*)::int AS told FROM journal')).toEqual([{ told: 0 }]);
  });
});
