import { type AccessScope, withinRows } from '../../platform/access/index.js';
import { literally } from '../../platform/listing/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import { type BusinessDate, startOfBusinessDate } from '../../platform/time/rome.js';
import { customConditions } from '../custom-fields/custom-filter.js';
import type { CustomCondition } from '../custom-fields/domain/custom-condition.js';
import type { OpportunityListQuery } from './dto/opportunity-list.query.js';
import { pastConditions } from './opportunity-past.queries.js';
import { isRotting } from './rotting.queries.js';

export type OpportunityFilter = Omit<OpportunityListQuery, 'limit' | 'cursor' | 'sort' | 'count'>;

const DEAL = Prisma.sql`o`;

/** The condition of an opportunity list: living deals within the reader's scope that match every filter. */
export function opportunityCondition(
  scope: AccessScope,
  filter: OpportunityFilter,
  now: Date,
  custom: readonly CustomCondition[] = [],
): Prisma.Sql {
  const { clientId, pipelineId, stageId, status, ownerId, teamId, q } = filter;
  const conditions = [
    Prisma.sql`o.deleted_at IS NULL`,
    withinRows(scope, Prisma.sql`o`),
    clientId && Prisma.sql`o.client_id = ${clientId}::uuid`,
    pipelineId && Prisma.sql`o.pipeline_id = ${pipelineId}::uuid`,
    stageId && Prisma.sql`o.stage_id = ${stageId}::uuid`,
    status && Prisma.sql`o.status = ${status}::"StageKind"`,
    // The status says which index holds them.
    filter.lostReason && Prisma.sql`o.status = 'LOST' AND o.lost_reason = ${filter.lostReason}`,
    filter.missingWonReason !== undefined &&
      Prisma.sql`(o.status = 'WON' AND o.won_reason IS NULL) = ${filter.missingWonReason}`,
    filter.rotting !== undefined &&
      (filter.rotting ? isRotting(DEAL, now) : Prisma.sql`NOT ${isRotting(DEAL, now)}`),
    ownerId && Prisma.sql`o.owner_id = ${ownerId}::uuid`,
    teamId && Prisma.sql`o.team_id = ${teamId}::uuid`,
    q && Prisma.sql`o.title ILIKE ${`%${literally(q)}%`}`,
    ...pastConditions(filter),
    ...customConditions(Prisma.sql`o.custom`, custom),
    ...period(Prisma.sql`o.expected_close_date`, filter.expectedFrom, filter.expectedTo, day),
    ...period(Prisma.sql`o.created_at`, filter.createdFrom, filter.createdTo, startOfDay),
    ...period(Prisma.sql`o.closed_at`, filter.closedFrom, filter.closedTo, startOfDay),
  ].filter((condition) => typeof condition === 'object');
  return Prisma.join(conditions, ' AND ');
}

function period(
  column: Prisma.Sql,
  from: BusinessDate | undefined,
  to: BusinessDate | undefined,
  value: (date: BusinessDate) => Prisma.Sql,
): (Prisma.Sql | undefined)[] {
  return [
    from === undefined ? undefined : Prisma.sql`${column} >= ${value(from)}`,
    to === undefined ? undefined : Prisma.sql`${column} < ${value(to)}`,
  ];
}

const day = (date: BusinessDate): Prisma.Sql => Prisma.sql`${date}::date`;
const startOfDay = (date: BusinessDate): Prisma.Sql =>
  Prisma.sql`${startOfBusinessDate(date).toISOString()}::timestamptz`;
