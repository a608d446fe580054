import type { ClientChange, ClientReturn } from '../../crm-core/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

/** @returns `route id/sequence` of each stop */
export async function moveStops(tx: Tx, { fromId, toId }: ClientChange): Promise<string[]> {
  const rows = await tx.$queryRaw<{ key: string }[]>`
    UPDATE route_stops SET client_id = ${toId}::uuid WHERE client_id = ${fromId}::uuid
    RETURNING route_id || '/' || sequence AS key`;
  return rows.map(({ key }) => key);
}

/** The stops that were moved, and those that were planned since for a visit that has gone back. */
export async function moveStopsBack(tx: Tx, { fromId, toId, keys }: ClientReturn): Promise<string[]> {
  const rows = await tx.$queryRaw<{ key: string }[]>`
    UPDATE route_stops s SET client_id = ${toId}::uuid
    WHERE s.client_id = ${fromId}::uuid
      AND CASE WHEN s.visit_id IS NULL THEN s.route_id || '/' || s.sequence = ANY(${[...keys]})
          ELSE EXISTS (SELECT FROM visits v WHERE v.id = s.visit_id AND v.client_id = ${toId}::uuid) END
    RETURNING s.route_id || '/' || s.sequence AS key`;
  return rows.map(({ key }) => key);
}
