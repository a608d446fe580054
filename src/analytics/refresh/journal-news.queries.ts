import type { Tx } from '../../platform/prisma/prisma.service.js';

/**
 * Takes from the journal which rows changed in the transactions [since, upTo). A change to many at once is recorded on
 * what they have in common: their client, their stage, their import. What concerns a client alone, and none of its deals
 * and visits, is news of a `client-alone`, as is who has it now: they stay with their owners; so is a deal or visit that it no longer has, or that was another's before.
 */
export async function readJournalNews(tx: Tx, since: bigint, upTo: bigint): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMP TABLE kpi_news ON COMMIT DROP AS
    WITH told AS (
      SELECT entity, entity_id, action, facts FROM journal
      WHERE transaction >= ${String(since)}::xid8 AND transaction < ${String(upTo)}::xid8)
    SELECT entity, entity_id FROM told
    WHERE entity IN ('opportunity', 'visit', 'stage', 'pipeline', 'import', 'route', 'classinterval')
      OR action IN ('client.deleted', 'client.restored', 'client.merged')
    UNION
    SELECT 'client-alone', entity_id FROM told WHERE entity = 'client'
    UNION
    SELECT 'client-alone', client::uuid FROM told
    CROSS JOIN LATERAL (VALUES ('from'), ('to')) c (way)
    CROSS JOIN LATERAL (SELECT coalesce(facts #>> ARRAY['clientId', way], facts #>> ARRAY['changes', 'clientId', way]) AS client) d
    WHERE entity IN ('opportunity', 'visit') AND pg_input_is_valid(client, 'uuid')`;
  await tx.$executeRaw`ANALYZE kpi_news`;
}

/** What changed is little beside the facts that it is looked up in: the planner is to take the indexes, however large those grow, and no time to compile. */
export async function lookUpByIndex(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT set_config('random_page_cost', '1.1', true), set_config('jit', 'off', true)`;
}

/** All the facts are sorted and grouped at once: not in the few megabytes that a request has for that. */
export async function workOnAll(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT set_config('work_mem', '128MB', true)`;
}
