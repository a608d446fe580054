import type { Prisma, Visit } from '../../platform/prisma/generated/client.js';

/**
 * What stands in the `facts` of a visit's journal rows. The rows of one visit carry `entity: 'visit'`, its
 * `clientId`, and as `ownerId` the agent (after the change).
 *
 * | action | besides `slot` and `status` |
 * | --- | --- |
 * | `visit.planned` | `routeId` when a plan made it, `seriesId` when a series did |
 * | `visit.updated` | `previous` (the slot before), `changes`, `routeId` when a plan moved it, `mergeId` when a merge of clients did |
 * | `visit.confirmed` | – |
 * | `visit.checked-in` | `verification`, `distanceMeters`; never coordinates; `lateSeconds` when it came late |
 * | `visit.checked-out` | `outcome`, `orderAmount`; `lateSeconds` when it came late |
 * | `visit.skipped`, `visit.cancelled`, `visit.no-show` | `reason` (null for a no-show without one); of a cancelled one `cancelledBy`, where it was said |
 * | `visit.deleted` | – |
 *
 * A reader that keeps figures by (Rome day of `scheduledAt`, agent) finds every stale pair in `slot` and `previous`.
 */
export interface VisitFacts {
  /** Whose day the visit stands in, and when, after the change. */
  slot: VisitSlot;
  /** The same before the change; only where one existed and may differ. */
  previous?: VisitSlot;
  /** The status after the change. */
  status: Visit['status'];
  /** `{ field: { from, to } }` of an edit. */
  changes?: Prisma.InputJsonObject;
  /** Why it was skipped, cancelled or missed; free text, erasable. */
  reason?: string | null;
  /** Who called it off, where that was said. */
  cancelledBy?: Visit['cancelledBy'];
  /** Seconds from the tap, which is the row's `at`, to the record, of a telephone that was offline. */
  lateSeconds?: number;
  verification?: Visit['verification'];
  /** Metres between check-in and client, to ten metres. */
  distanceMeters?: number | null;
  outcome?: Visit['outcome'];
  /** EUR, a decimal string. */
  orderAmount?: string | null;
  routeId?: string;
  /** The series that made, changed or took it back. */
  seriesId?: string;
  /** The merge of two clients, or its undoing, that changed the client. */
  mergeId?: string;
}

export interface VisitSlot {
  agentId: string;
  /** ISO 8601, UTC. */
  scheduledAt: string;
}

export type VisitAction =
  | 'planned'
  | 'updated'
  | 'confirmed'
  | 'checked-in'
  | 'checked-out'
  | 'skipped'
  | 'cancelled'
  | 'no-show'
  | 'deleted';

export function slotOf({ agentId, scheduledAt }: Pick<Visit, 'agentId' | 'scheduledAt'>): VisitSlot {
  return { agentId, scheduledAt: scheduledAt.toISOString() };
}

/** The journal row of one change to a visit; hand it to `JournalService.record`. */
export function visitRecord(
  action: VisitAction,
  visit: Pick<Visit, 'id' | 'clientId' | 'agentId' | 'scheduledAt' | 'status'>,
  more: Omit<VisitFacts, 'slot' | 'status'> = {},
): {
  action: `visit.${VisitAction}`;
  entity: 'visit';
  entityId: string;
  clientId: string;
  ownerId: string;
  facts: Prisma.InputJsonObject;
} {
  const facts: VisitFacts = { slot: slotOf(visit), status: visit.status, ...more };
  return {
    action: `visit.${action}`,
    entity: 'visit',
    entityId: visit.id,
    clientId: visit.clientId,
    ownerId: visit.agentId,
    facts: facts as unknown as Prisma.InputJsonObject,
  };
}
