import type { PrismaService, Tx } from '../../platform/prisma/prisma.service.js';

export interface BulkCounts {
  done: number;
  skipped: number;
  refused: number;
}

const NONE: BulkCounts = { done: 0, skipped: 0, refused: 0 };

/** How far operations have come, by their id. */
export async function countResults(
  tx: PrismaService | Tx,
  ids: readonly string[],
): Promise<(id: string) => BulkCounts> {
  const rows = await tx.$queryRaw<({ id: string } & BulkCounts)[]>`
    SELECT operation_id AS id, count(*) FILTER (WHERE status = 'DONE')::int AS done,
      count(*) FILTER (WHERE status = 'SKIPPED')::int AS skipped, count(*) FILTER (WHERE status = 'REFUSED')::int AS refused
    FROM bulk_items WHERE operation_id = ANY(${ids}::uuid[]) GROUP BY operation_id`;
  const counts = new Map(rows.map(({ id, ...rest }) => [id, rest]));
  return (id) => counts.get(id) ?? NONE;
}

/** Operations that were finished so many days ago, with their results. */
export async function deleteOldOperations(tx: Tx, now: Date, days: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM bulk_operations WHERE finished_at < ${now}::timestamptz - make_interval(days => ${days}::int)`;
}
