import type { FeedPosition } from '../../platform/journal/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { ChangeType } from './domain/change-type.js';

/** A row of the journal, as far as a feed asks. */
export interface ChangeRow extends FeedPosition {
  at: Date;
  action: string;
  type: ChangeType;
  recordId: string;
  clientId: string | null;
  /** The owner after the change, and the one before when there was another. */
  ownerId: string | null;
  formerOwnerId: string | null;
  /** Who owns the client that an activity is about, or was about before the change. */
  clientOwnerId: string | null;
  formerClientOwnerId: string | null;
  /** Who takes part in an activity, and who did before the change. */
  assigneeIds: unknown;
  formerAssigneeIds: unknown;
  /** Something happened to a client that changes what hangs on it: who sees it, where it hangs, what it says. */
  fans: boolean;
  /** The client on the other side of a merge. */
  otherClientId: string | null;
}

/** The journal after a position, up to transactions that may still be open. */
export interface Stretch {
  after: FeedPosition;
  settled: bigint;
  /** Rows of the journal to look through at most. */
  most: number;
}

/** What of it concerns a reader. */
export interface Concern {
  entities: readonly string[];
  /** null: everybody's. */
  owners: readonly string[] | null;
}

/** The name of this database in a cursor: another one after a restore, and after a recovery to an earlier moment. */
export async function readDatabaseName(tx: Tx): Promise<string> {
  const [row] = await tx.$queryRaw<[{ name: string }]>`
    SELECT concat_ws('.', (pg_control_system()).system_identifier, (pg_control_checkpoint()).timeline_id, oid) AS name
    FROM pg_database WHERE datname = current_database()`;
  return row.name;
}

const FORMER_OWNER = Prisma.sql`coalesce(j.facts #>> '{ownerId,from}', j.facts #>> '{changes,ownerId,from}',
  j.facts #>> '{before,ownerId}', j.facts #>> '{previous,agentId}')`;
const FORMER_ASSIGNEES = Prisma.sql`j.facts #> '{changes,assigneeIds,from}'`;
const FORMER_CLIENT = Prisma.sql`j.facts #>> '{changes,clientId,from}'`;
/** Erasures empty facts: what is no id any more is nobody's. */
const asId = (text: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`CASE WHEN pg_input_is_valid(${text}, 'uuid') THEN (${text})::uuid END`;

/** Reaches what hangs on a client, whoever owns that: rows told here are for everybody who sees some of it. */
const FOR_EVERYBODY = Prisma.sql`j.action IN ('client.merged', 'client.merge-undone', 'privacy.erased')`;
const FANS = Prisma.sql`(${FOR_EVERYBODY} OR j.entity = 'client' AND (
  j.action IN ('client.assigned', 'client.deleted', 'client.restored')
  OR j.facts #> '{ownerId,from}' IS NOT NULL OR j.facts #> '{changes,ownerId}' IS NOT NULL))`;

/** Told in the journal, but no change of the record. */
const NO_CHANGE = Prisma.sql`('client.exported', 'privacy.exported', 'privacy.hold-ended')`;

/** The rows that may concern a reader, oldest first. */
export function findChanges(tx: Tx, stretch: Stretch, concern: Concern, take: number): Promise<ChangeRow[]> {
  return tx.$queryRaw<ChangeRow[]>`
    SELECT j.transaction::text::bigint AS transaction, j.id, j.at, j.action,
      CASE j.entity WHEN 'stage' THEN 'pipeline' ELSE j.entity END AS type,
      CASE j.entity WHEN 'stage' THEN (SELECT s.pipeline_id FROM pipeline_stages s WHERE s.id = j.entity_id)
        ELSE j.entity_id END AS "recordId",
      j.client_id AS "clientId",
      j.owner_id AS "ownerId", ${FORMER_OWNER} AS "formerOwnerId",
      ${ownerOfClient(Prisma.sql`j.client_id`)} AS "clientOwnerId",
      ${ownerOfClient(asId(FORMER_CLIENT))} AS "formerClientOwnerId",
      j.facts -> 'assigneeIds' AS "assigneeIds", ${FORMER_ASSIGNEES} AS "formerAssigneeIds",
      ${FANS} AS fans,
      ${asId(Prisma.sql`coalesce(j.facts ->> 'into', j.facts ->> 'from', j.facts ->> 'restored')`)} AS "otherClientId"
    FROM (${lookThrough(stretch, Prisma.sql`j.*`)} LIMIT ${stretch.most}) j
    WHERE j.entity = ANY(${concern.entities}::text[]) AND j.action NOT IN ${NO_CHANGE} AND ${concerns(concern)}
    ORDER BY j.transaction, j.id LIMIT ${take}`;
}

/** Where a look through a stretch ends before the journal does; undefined: it reached the end. */
export async function endOfStretch(tx: Tx, stretch: Stretch): Promise<FeedPosition | undefined> {
  const [row] = await tx.$queryRaw<FeedPosition[]>`
    ${lookThrough(stretch, Prisma.sql`j.transaction::text::bigint AS transaction, j.id`)}
    OFFSET ${stretch.most - 1} LIMIT 1`;
  return row;
}

function lookThrough({ after, settled }: Stretch, columns: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT ${columns} FROM journal j
    WHERE (j.transaction, j.id) > (${String(after.transaction)}::xid8, ${after.id}::bigint)
      AND j.transaction < ${String(settled)}::xid8
    ORDER BY j.transaction, j.id`;
}

function ownerOfClient(id: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT c.owner_id FROM clients c WHERE j.entity = 'activity' AND c.id = ${id})`;
}

/** By who owned the record before or after; an activity also by who takes part and by who owns its client. */
function concerns({ owners }: Concern): Prisma.Sql {
  if (owners === null) return Prisma.sql`TRUE`;
  const ofClient = (id: Prisma.Sql): Prisma.Sql => Prisma.sql`EXISTS (
    SELECT FROM clients c WHERE c.id = ${id} AND c.owner_id = ANY(${owners}::uuid[]))`;
  return Prisma.sql`(j.entity IN ('pipeline', 'stage') OR j.owner_id = ANY(${owners}::uuid[])
    OR ${FOR_EVERYBODY} OR ${FORMER_OWNER} = ANY(${owners}::text[])
    OR (j.entity = 'activity' AND (j.facts -> 'assigneeIds' ?| ${owners}::text[]
      OR ${FORMER_ASSIGNEES} ?| ${owners}::text[] OR ${ofClient(Prisma.sql`j.client_id`)}
      OR (${FORMER_CLIENT} IS NOT NULL AND ${ofClient(asId(FORMER_CLIENT))}))))`;
}

/** What hangs on a client, or a client itself. */
export interface ClientChild {
  type: ChangeType;
  id: string;
  clientId: string;
}

/**
 * Clients and their living children in the order of their ids, after one of them.
 * @param except the record that was told already
 */
export function findChildren(
  tx: Tx,
  clientIds: readonly string[],
  except: string,
  after: string,
  take: number,
): Promise<ClientChild[]> {
  const of = (
    type: ChangeType,
    table: Prisma.Sql,
    client = Prisma.sql`t.client_id`,
  ): Prisma.Sql => Prisma.sql`
    (SELECT ${type}::text AS type, t.id, ${client} AS "clientId" FROM ${table} t
     WHERE ${client} = ANY(${clientIds}::uuid[]) AND t.deleted_at IS NULL AND t.id > ${after}::uuid AND t.id <> ${except}::uuid
     ORDER BY t.id LIMIT ${take})`;
  return tx.$queryRaw<ClientChild[]>`
    ${of('client', Prisma.sql`clients`, Prisma.sql`t.id`)} UNION ALL ${of('contact', Prisma.sql`contacts`)}
    UNION ALL ${of('activity', Prisma.sql`activities`)} UNION ALL ${of('opportunity', Prisma.sql`opportunities`)}
    UNION ALL ${of('visit', Prisma.sql`visits`)}
    ORDER BY id LIMIT ${take}`;
}
