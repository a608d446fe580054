import type pg from 'pg';
import { patiently } from '../analytics/patient.ts';

/**
 * Reads every table and index once, so that the operating system holds what fits: as on a server that has run for a day and has memory for its
 * database. Without it, what a run finds in memory depends on what ran before.
 * @returns gigabytes
 */
export function readIntoMemory(pool: pg.Pool): Promise<number> {
  return patiently(pool, async (session) => {
    await session.query('CREATE EXTENSION IF NOT EXISTS pg_prewarm');
    const { rows } = await session.query<{ gigabytes: number }>(`
      SELECT sum(pg_prewarm(c.oid, 'read')) * current_setting('block_size')::int / 1e9 AS gigabytes
      FROM pg_class c WHERE c.relkind IN ('r', 'i', 't') AND pg_relation_size(c.oid) > 0`);
    await session.query('DROP EXTENSION pg_prewarm');
    return Number(rows[0]?.gigabytes ?? 0);
  });
}
