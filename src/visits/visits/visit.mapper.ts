import type { Principal } from '../../platform/access/index.js';
import type { Visit } from '../../platform/prisma/generated/client.js';
import { businessDateOf, fromDateColumn } from '../../platform/time/rome.js';
import { coarseDistance } from './domain/check-in.js';
import type { CheckInPositionResponse, VisitResponse } from './dto/visit.response.js';

/**
 * A visit as this reader may see it. Where the agent stood is the agent's own affair (art. 4 L. 300/1970): the field
 * rules take the position out for everybody else, and the distance is coarse here.
 */
export function toVisitResponse(reader: Principal, visit: Visit): VisitResponse {
  const ownVisit = visit.agentId === reader.userId;
  return {
    id: visit.id,
    clientId: visit.clientId,
    agentId: visit.agentId,
    opportunityId: visit.opportunityId,
    seriesId: visit.seriesId,
    scheduledAt: visit.scheduledAt,
    durationMinutes: visit.durationMinutes,
    endsAt: visit.endsAt,
    plannedOn: visit.leftOn ? fromDateColumn(visit.leftOn) : businessDateOf(visit.scheduledAt),
    purpose: visit.purpose,
    fixed: visit.fixed,
    status: visit.status,
    statusReason: visit.statusReason,
    cancelledBy: visit.cancelledBy,
    checkedInAt: visit.checkedInAt,
    checkInLateSeconds: visit.checkInLateSeconds,
    checkInPosition: positionOf(visit),
    verification: visit.verification,
    distanceMeters: ownVisit ? visit.distanceMeters : coarseDistance(visit.distanceMeters),
    checkedOutAt: visit.checkedOutAt,
    checkOutLateSeconds: visit.checkOutLateSeconds,
    recordedLate: visit.checkInLateSeconds !== null || visit.checkOutLateSeconds !== null,
    outcome: visit.outcome,
    orderAmount: visit.orderAmount?.toFixed(2) ?? null,
    notes: visit.notes,
    nextAction: visit.nextAction,
    version: visit.version,
    createdAt: visit.createdAt,
    createdById: visit.createdById,
    updatedAt: visit.updatedAt,
    updatedById: visit.updatedById,
  };
}

function positionOf(visit: Visit): CheckInPositionResponse | null {
  const { checkInLatitude: latitude, checkInLongitude: longitude, checkInAccuracy } = visit;
  if (latitude === null || longitude === null) return null;
  return { latitude, longitude, accuracyMeters: checkInAccuracy ?? 0 };
}
