import { Prisma } from '../prisma/generated/client.js';
import type { Tx } from '../prisma/prisma.service.js';
import type { JournalActor, JournalRecord } from './journal-record.js';

/**
 * Writes any number of rows with one statement whose text never changes. Their moment is that of the statement: a
 * transaction may have waited for others since it began.
 */
export async function insertJournalRows(
  tx: Tx,
  actor: JournalActor | null,
  records: readonly JournalRecord[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO journal (at, action, entity, entity_id, client_id, actor_id, api_key_id, owner_id, request_id, facts)
    SELECT coalesce(r.at, statement_timestamp()), r.action, r.entity, r."entityId", r."clientId", ${actor?.userId ?? null}::uuid,
      ${actor?.apiKeyId ?? null}::uuid, r."ownerId",
      ${actor?.requestId ?? null}, coalesce(r.facts, '{}')
    FROM jsonb_to_recordset(${JSON.stringify(records)}::jsonb) AS r(
      at timestamptz, action text, entity text, "entityId" uuid, "clientId" uuid, "ownerId" uuid, facts jsonb)`;
}

/** Writes the rows that a query makes out of what the database holds already: nothing of them travels. */
export async function insertJournalOf(
  tx: Tx,
  actor: JournalActor | null,
  records: Prisma.Sql,
): Promise<void> {
  await tx.$executeRaw(journalOf(actor, records));
}

/**
 * The statement of {@link insertJournalOf}, which may be a part of another.
 * @param records a SELECT of `action, entity, entity_id, client_id, owner_id, facts`
 */
export function journalOf(actor: JournalActor | null, records: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO journal (at, action, entity, entity_id, client_id, actor_id, api_key_id, owner_id, request_id, facts)
    SELECT statement_timestamp(), r.action, r.entity, r.entity_id, r.client_id, ${actor?.userId ?? null}::uuid, ${actor?.apiKeyId ?? null}::uuid,
      r.owner_id, ${actor?.requestId ?? null}, r.facts
    FROM (${records}) r`;
}

export interface LastWord {
  entity: string;
  action: string;
  ownerId: string | null;
}

/**
 * The newest row about a record of whatever kind; none: no such record was ever written. The few rows of the record are
 * found by index and then sorted: by the order of `id` alone the whole journal might be searched for them.
 */
export async function lastWordOn(tx: Tx, entityId: string): Promise<LastWord | undefined> {
  const [row] = await tx.$queryRaw<LastWord[]>`
    SELECT entity, action, owner_id AS "ownerId" FROM journal
    WHERE entity_id = ${entityId}::uuid ORDER BY id + 0 DESC LIMIT 1`;
  return row;
}
