import type { Activity } from '../../platform/prisma/generated/client.js';
import type { ActivityResponse } from './dto/activity.response.js';

export function toActivityResponse(activity: Activity): ActivityResponse {
  const { id, type, subject, body, clientId, opportunityId, ownerId, dueAt, doneAt } = activity;
  const { assigneeIds, remindAt, remindMinutesBefore } = activity;
  const { callDirection, callOutcome, durationSeconds } = activity;
  const { version, createdAt, createdById, updatedAt, updatedById } = activity;
  return {
    id,
    type,
    subject,
    body,
    clientId,
    opportunityId,
    ownerId,
    assigneeIds,
    dueAt,
    doneAt,
    remindAt,
    remindMinutesBefore,
    callDirection,
    callOutcome,
    durationSeconds,
    version,
    createdAt,
    createdById,
    updatedAt,
    updatedById,
  };
}
