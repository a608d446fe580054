import type { Tx } from '../../platform/prisma/prisma.service.js';

/**
 * Holds visits until the transaction ends, in one order, so that two transactions never wait for each other.
 * Take these before {@link lockCalendar}.
 */
export async function lockVisits(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT id FROM visits WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
}

/**
 * Lets one writer at a time into an agent's calendar. The exclusion constraint alone would be just as right, but
 * two inserts that find each other there wait for each other, and PostgreSQL ends one as a deadlock.
 */
export async function lockCalendar(tx: Tx, agentId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('visits.calendar:' || ${agentId}::text, 0))`;
}

/** Lets visits stand on each other until {@link calendarMustAgree}: two of them may trade places. */
export async function calendarMayCross(tx: Tx): Promise<void> {
  await tx.$executeRaw`SET CONSTRAINTS visits_no_overlap DEFERRED`;
}

/** Checks all visits written since {@link calendarMayCross}; an overlap fails here. */
export async function calendarMustAgree(tx: Tx): Promise<void> {
  await tx.$executeRaw`SET CONSTRAINTS visits_no_overlap IMMEDIATE`;
}
