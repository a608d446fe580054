import { type BusinessDate, businessDateOf, toDateColumn } from '../../platform/time/rome.js';

interface Planned {
  readonly agentId: string;
  readonly scheduledAt: Date;
  readonly leftOn: Date | null;
}

/**
 * The first business day that had begun with a visit in it when the visit was moved to another one: for that day it was
 * planned, and what happens on a later one does not keep that plan. Moved before its day begins, a visit has just
 * another plan; and who is given a visit is not blamed for the day that somebody else let pass.
 * @returns a `DATE` column's value
 */
export function leftOn(
  before: Planned,
  after: { agentId?: string; scheduledAt?: Date },
  today: BusinessDate,
): Date | null {
  if (after.agentId !== undefined && after.agentId !== before.agentId) return null;
  if (before.leftOn !== null || after.scheduledAt === undefined) return before.leftOn;
  const day = businessDateOf(before.scheduledAt);
  return day <= today && day !== businessDateOf(after.scheduledAt) ? toDateColumn(day) : null;
}
