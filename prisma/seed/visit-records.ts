import { type VisitAction, type VisitFacts, visitRecord } from '#app/visits/visits/visit-facts.js';
import type { Entry } from './journal.ts';
import type { SeededVisit } from './visits.ts';

const GIVEN_UP = { CANCELLED: 'cancelled', NO_SHOW: 'no-show', SKIPPED: 'skipped' } as const;

/** A visit's rows of the journal: planned, then kept or given up, when its time has come. */
export function visitRecords(visit: SeededVisit): Entry[] {
  const planned = entry('planned', 'PLANNED', visit, visit.createdAt);
  switch (visit.status) {
    case 'COMPLETED':
      return [planned, ...kept(visit)];
    case 'CANCELLED':
    case 'NO_SHOW':
    case 'SKIPPED': {
      const reason = visit.statusReason ?? null;
      return [planned, entry(GIVEN_UP[visit.status], visit.status, visit, visit.scheduledAt, { reason })];
    }
    case 'PLANNED':
    case 'CONFIRMED':
    case 'CHECKED_IN':
    case undefined:
      return [planned];
  }
}

function kept(visit: SeededVisit): Entry[] {
  const { checkedInAt, checkedOutAt, verification, distanceMeters, outcome, orderAmount } = visit;
  if (!checkedInAt || !checkedOutAt) throw new Error('a completed visit began and ended');
  return [
    entry('checked-in', 'CHECKED_IN', visit, checkedInAt, { verification, distanceMeters }),
    entry('checked-out', 'COMPLETED', visit, checkedOutAt, { outcome, orderAmount }),
  ];
}

function entry(
  action: VisitAction,
  status: VisitFacts['status'],
  { id, clientId, agentId, scheduledAt }: SeededVisit,
  at: Date,
  more: Omit<VisitFacts, 'slot' | 'status'> = {},
): Entry {
  const record = visitRecord(action, { id, clientId, agentId, scheduledAt, status }, more);
  return { ...record, actorId: agentId, at };
}
