import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Lets one writer at a time set an agent's working hours, the first time too, when there is no row to hold. */
export async function lockWorkingHours(tx: Tx, agentId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('visits.working-hours:' || ${agentId}::text, 0))`;
}

/** Holds an absence until the transaction ends. */
export async function lockAbsence(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM absences WHERE id = ${id}::uuid FOR UPDATE`;
}
