import { literally } from '../../platform/listing/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import type { ActivityListQuery } from './dto/activity-list.query.js';

type Where = Prisma.ActivityWhereInput;

/** The condition of a list's filters; the reader's scope comes on top. */
export function activityFilter(query: ActivityListQuery, now: Date): Where {
  const { type, clientId, opportunityId, ownerId, assigneeId, done, overdue, q } = query;
  const conditions: (Where | undefined)[] = [
    { deletedAt: null, type, clientId, opportunityId, ownerId },
    assigneeId === undefined
      ? undefined
      : { OR: [{ ownerId: assigneeId }, { assigneeIds: { has: assigneeId } }] },
    done === undefined ? undefined : { doneAt: done ? { not: null } : null },
    overdue === undefined ? undefined : overdueIs(overdue, now),
    { dueAt: period(query.dueFrom, query.dueTo), remindAt: period(query.remindFrom, query.remindTo) },
    q ? { subject: { contains: literally(q), mode: 'insensitive' } } : undefined,
  ];
  return { AND: conditions.filter((condition) => condition !== undefined) };
}

function overdueIs(overdue: boolean, now: Date): Where {
  const late: Where = { doneAt: null, dueAt: { lt: now } };
  // A row without a due date is not late, and NOT alone would lose it.
  return overdue ? late : { OR: [{ doneAt: { not: null } }, { dueAt: null }, { dueAt: { gte: now } }] };
}

function period(from: string | undefined, to: string | undefined): { gte?: Date; lt?: Date } | undefined {
  if (!from && !to) return undefined;
  return { ...(from && { gte: new Date(from) }), ...(to && { lt: new Date(to) }) };
}
