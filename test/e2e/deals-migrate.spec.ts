import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseBefore, type OldDatabase } from '../support/old-database.ts';

describe('deals that were there before the catalogue of reasons', () => {
  let database: OldDatabase;
  beforeAll(async () => {
    database = await databaseBefore('closing_reasons');
  });
  afterAll(() => database.end());

  it('keep their reasons, know when they were last heard of, and don’t look edited', async () => {
    await database.query(`
      WITH owner AS (INSERT INTO users (email, full_name) VALUES ('a@example.test', 'A') RETURNING id),
        pipeline AS (INSERT INTO sales_pipelines (name) VALUES ('Shops') RETURNING id),
        stage AS (INSERT INTO pipeline_stages (pipeline_id, name, position, probability, kind)
          SELECT id, k, n, 0, k::"StageKind" FROM pipeline, unnest(ARRAY['OPEN', 'LOST']) WITH ORDINALITY AS s(k, n) RETURNING id, pipeline_id, kind),
        deal AS (INSERT INTO opportunities (title, pipeline_id, stage_id, status, probability, closed_at, lost_reason, lost_note, owner_id, created_at)
          SELECT kind || ' deal', pipeline_id, stage.id, kind, 0, CASE kind WHEN 'LOST' THEN '2026-02-02T09:00Z'::timestamptz END,
            CASE kind WHEN 'LOST' THEN 'OTHER'::"LostReason" END, CASE kind WHEN 'LOST' THEN 'closed down' END, owner.id, '2026-01-02T09:00Z'
          FROM stage, owner RETURNING id, stage_id, owner_id, status, created_at, closed_at),
        stay AS (INSERT INTO opportunity_stage_entries (opportunity_id, sequence, stage_id, entered_at, owner_id, amount, probability)
          SELECT id, 1, stage_id, coalesce(closed_at, created_at), owner_id, 0, 0 FROM deal)
      INSERT INTO activities (type, subject, opportunity_id, owner_id, done_at)
        SELECT 'CALL', 'X', id, owner_id, '2026-01-20T09:00Z' FROM deal WHERE status = 'OPEN'`);
    await database.upgrade();
    const rows = await database.query(`
      SELECT title, lost_reason, lost_note, won_reason, version, field_changes,
        to_char(last_activity_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI') AS heard_of FROM opportunities ORDER BY title`);
    const unedited = { won_reason: null, version: 1, field_changes: {} };
    expect(rows).toEqual([
      {
        title: 'LOST deal',
        lost_reason: 'OTHER',
        lost_note: 'closed down',
        heard_of: '02-02 09:00',
        ...unedited,
      },
      { title: 'OPEN deal', lost_reason: null, lost_note: null, heard_of: '01-20 09:00', ...unedited },
    ]);
  });
});
