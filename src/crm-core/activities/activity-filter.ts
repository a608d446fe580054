import type { Prisma } from '../../platform/prisma/generated/client.js';
import type { ActivityListQuery } from './dto/activity-list.query.js';

/** The condition of a list's filters; the reader's scope comes on top. */
export function activityFilter({
  type,
  clientId,
  opportunityId,
  ownerId,
  done,
  dueFrom,
  dueTo,
}: ActivityListQuery): Prisma.ActivityWhereInput {
  const due = { ...(dueFrom && { gte: new Date(dueFrom) }), ...(dueTo && { lt: new Date(dueTo) }) };
  return {
    ...{ deletedAt: null, type, clientId, opportunityId, ownerId },
    ...(done !== undefined && { doneAt: done ? { not: null } : null }),
    ...((dueFrom || dueTo) && { dueAt: due }),
  };
}
