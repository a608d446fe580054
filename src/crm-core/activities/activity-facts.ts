import type { Activity, Prisma } from '../../platform/prisma/generated/client.js';

/** What every journal row of an activity says of it; edits add `changes`: `{ field: { from, to } }`. */
export function activityFacts({
  type,
  subject,
  opportunityId,
  assigneeIds,
  dueAt,
  doneAt,
}: Activity): Prisma.InputJsonObject {
  return {
    type,
    subject,
    opportunityId,
    assigneeIds,
    dueAt: dueAt?.toISOString() ?? null,
    doneAt: doneAt?.toISOString() ?? null,
  };
}
