import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseBefore, type OldDatabase } from '../support/old-database.ts';

describe('a company that was there before cadences were kept', () => {
  let database: OldDatabase;
  beforeAll(async () => {
    database = await databaseBefore('client_cadences');
  });
  afterAll(() => database.end());

  it('finds every client in its due list, as its visits say', async () => {
    await database.query(`
      WITH owner AS (INSERT INTO users (email, full_name) VALUES ('a@example.test', 'A') RETURNING id),
        client AS (
          INSERT INTO clients (name, owner_id, created_at, visit_interval_days, point_of_sale_type, lifecycle, deleted_at)
          SELECT n, id, '2025-12-31T23:30Z', d, c::"PointOfSaleType", l::"ClientLifecycle", g::timestamptz FROM owner,
            (VALUES ('never', NULL, NULL, 'LEAD', NULL), ('visited', 14, 'FARMACIA', 'CUSTOMER', NULL),
              ('booked', NULL, 'VAPE_SHOP', 'DORMANT', NULL), ('lost', NULL, NULL, 'LOST', NULL),
              ('gone', NULL, NULL, 'LEAD', now())) v (n, d, c, l, g)
          RETURNING id, name, owner_id)
      INSERT INTO visits (client_id, agent_id, scheduled_at, ends_at, status, deleted_at)
      SELECT c.id, c.owner_id, v.at::timestamptz, v.at::timestamptz + interval '30 minutes', v.status::"VisitStatus", v.gone::timestamptz
      FROM client c JOIN (VALUES
        ('visited', '2026-03-02T09:00Z', 'COMPLETED', NULL), ('visited', '2026-02-02T09:00Z', 'COMPLETED', NULL),
        ('visited', '2026-04-02T09:00Z', 'COMPLETED', now()), ('visited', '2026-05-02T09:00Z', 'CANCELLED', NULL),
        ('booked', '2026-06-02T09:00Z', 'PLANNED', NULL), ('booked', '2026-06-01T09:00Z', 'CONFIRMED', NULL),
        ('booked', '2026-01-31T23:30Z', 'COMPLETED', NULL)) v (name, at, status, gone) USING (name)`);
    const told = await database.query('SELECT count(*) FROM journal');
    await database.upgrade();
    const rows = await database.query(`
      SELECT c.name, visitable, pace, visited, since_on::text, to_char(last_visit_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI') AS last,
        to_char(booked_until AT TIME ZONE 'UTC', 'MM-DD HH24:MI') AS booked, k.owner_id = c.owner_id AS of_owner
      FROM clients c JOIN client_cadences k ON k.client_id = c.id ORDER BY c.name`);
    const never = { visitable: true, pace: 'OTHER', visited: false, since_on: '2026-01-01', last: null };
    const all = { booked: null, of_owner: true };
    expect(rows).toEqual([
      {
        ...all,
        ...{ name: 'booked', visitable: true, pace: 'VAPE_SHOP', visited: true, since_on: '2026-02-01' },
        ...{ last: '01-31 23:30', booked: '06-02 09:00' },
      },
      { ...all, ...never, name: 'gone', visitable: false },
      { ...all, ...never, name: 'lost', visitable: false },
      { ...all, ...never, name: 'never' },
      {
        ...all,
        ...{ name: 'visited', visitable: true, pace: '14', visited: true, since_on: '2026-03-02' },
        last: '03-02 09:00',
      },
    ]);
    expect(await database.query('SELECT count(*) FROM journal')).toEqual(told);
  });
});
