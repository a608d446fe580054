import type { Prisma } from '../../platform/prisma/generated/client.js';
import { type BusinessDate, startOfBusinessDate, toDateColumn } from '../../platform/time/rome.js';
import type { OpportunityListQuery } from './dto/opportunity-list.query.js';

/** The condition of a list's filters; the reader's scope comes on top. */
export function opportunityFilter(query: OpportunityListQuery): Prisma.OpportunityWhereInput {
  const { clientId, pipelineId, stageId, status, ownerId, teamId, q } = query;
  return {
    deletedAt: null,
    clientId,
    pipelineId,
    stageId,
    status,
    ownerId,
    ...(teamId && { owner: { teamId } }),
    ...(q && { title: { contains: literally(q), mode: 'insensitive' } }),
    expectedCloseDate: period(query.expectedFrom, query.expectedTo, toDateColumn),
    createdAt: period(query.createdFrom, query.createdTo, startOfBusinessDate),
    closedAt: period(query.closedFrom, query.closedTo, startOfBusinessDate),
  };
}

function period(
  from: BusinessDate | undefined,
  to: BusinessDate | undefined,
  value: (date: BusinessDate) => Date,
): { gte?: Date; lt?: Date } | undefined {
  if (!from && !to) return undefined;
  return { ...(from && { gte: value(from) }), ...(to && { lt: value(to) }) };
}

/** `%` and `_` stand for themselves. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
