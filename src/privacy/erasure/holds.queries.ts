import type { Tx } from '../../platform/prisma/prisma.service.js';

/** When something was last sold to these clients: a deal that was won, or an order taken on a visit. */
export async function lastSaleTo(tx: Tx, clientIds: readonly string[]): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ at: Date | null }[]>`
    SELECT max(at) AS at FROM (
      SELECT closed_at AS at FROM opportunities
      WHERE client_id = ANY (${clientIds}::uuid[]) AND status = 'WON' AND deleted_at IS NULL
      UNION ALL
      SELECT checked_out_at FROM visits
      WHERE client_id = ANY (${clientIds}::uuid[]) AND deleted_at IS NULL AND (outcome = 'ORDER' OR order_amount > 0)) sales`;
  return row?.at ?? null;
}
