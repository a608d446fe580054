import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Clients whose visits are being written now are left to the next time. */
export function forgetPastBookings(tx: Tx, before: Date): Promise<number> {
  return tx.$executeRaw`
    UPDATE client_cadences SET booked_until = NULL WHERE client_id IN (
      SELECT k.client_id FROM client_cadences k WHERE k.booked_until < ${before} FOR NO KEY UPDATE SKIP LOCKED)`;
}
