import { type AccessScope, withinSql } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { type Opportunity, Prisma } from '../../platform/prisma/generated/client.js';
import type { SqlPage } from '../../platform/listing/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { type Freshness, rottenSince } from './rotting.queries.js';

/**
 * One deal, held for a writer until the transaction ends. Its pipeline is held still first, in the order in which
 * those who change stages take their locks, so that the two wait for each other instead of colliding.
 * @throws DomainError NOT_FOUND when there is none, or none within the scope
 */
export async function lockOpportunity(tx: Tx, scope: AccessScope, id: string): Promise<Opportunity> {
  await tx.$queryRaw`
    SELECT FROM sales_pipelines WHERE id = (SELECT pipeline_id FROM opportunities WHERE id = ${id}::uuid) FOR SHARE`;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT o.id FROM opportunities o
    WHERE o.id = ${id}::uuid AND o.deleted_at IS NULL AND ${withinSql(scope, Prisma.sql`o.owner_id`)}
    FOR UPDATE`;
  if (rows.length === 0) throw DomainError.notFound('opportunity');
  return tx.opportunity.findUniqueOrThrow({ where: { id } });
}

const COLUMNS = Prisma.sql`
  o.id, o.title, o.external_id AS "externalId", o.client_id AS "clientId", o.pipeline_id AS "pipelineId", o.stage_id AS "stageId",
  o.amount, o.probability, o.probability_overridden AS "probabilityOverridden", o.expected_close_date AS "expectedCloseDate",
  o.status, o.closed_at AS "closedAt", o.lost_reason AS "lostReason", o.lost_note AS "lostNote", o.competitor, o.won_reason AS "wonReason", o.won_note AS "wonNote", o.source, o.custom,
  o.owner_id AS "ownerId", o.team_id AS "teamId", o.version, o.created_at AS "createdAt", o.created_by_id AS "createdById",
  o.updated_at AS "updatedAt", o.updated_by_id AS "updatedById", o.deleted_at AS "deletedAt", o.last_activity_at AS "lastActivityAt"`;

/**
 * One page of deals, in the order and from the position that the list asks for. First the page is found, and only then is
 * asked of each of its deals how long it has been silent: the cost of that must not blur the choice of an index.
 */
export function findOpportunities(
  tx: Tx,
  { where, orderBy, take }: SqlPage,
  now: Date,
): Promise<(Opportunity & Freshness)[]> {
  return tx.$queryRaw`
    SELECT ${COLUMNS}, ${rottenSince(Prisma.sql`o`, now)} AS "rottenSince"
    FROM (SELECT o.* FROM opportunities o WHERE ${where} ORDER BY ${orderBy} LIMIT ${take}) o ORDER BY ${orderBy}`;
}

/** @param most stop counting here */
export async function countOpportunities(tx: Tx, where: Prisma.Sql, most?: number): Promise<number> {
  const [row] = await tx.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM (SELECT FROM opportunities o WHERE ${where} LIMIT ${most ?? null}) AS counted`;
  return row.count;
}
