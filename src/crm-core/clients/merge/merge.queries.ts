import { type AccessScope, withinSql } from '../../../platform/access/index.js';
import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';

/**
 * Locks two clients against everything, new children included, in the one order in which all merges take them.
 * @returns the ids that there are within both scopes; each client needs its own
 */
export async function lockPair(
  tx: Tx,
  target: { id: string; scope: AccessScope },
  source: { id: string; scope: AccessScope },
): Promise<Set<string>> {
  const reached = ({ id, scope }: typeof target): Prisma.Sql =>
    Prisma.sql`(c.id = ${id}::uuid AND ${withinSql(scope, Prisma.sql`c.owner_id`)})`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM clients c WHERE ${reached(target)} OR ${reached(source)} ORDER BY c.id FOR UPDATE`;
  return new Set(rows.map(({ id }) => id));
}

/** The living client, within the scope, to which a merged client's id leads in the end; undefined: it leads nowhere. */
export async function survivorOf(tx: Tx, id: string, scope: AccessScope): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE way AS (
      SELECT id, merged_into_id FROM clients WHERE id = ${id}::uuid AND merged_into_id IS NOT NULL
      UNION
      SELECT c.id, c.merged_into_id FROM way JOIN clients c ON c.id = way.merged_into_id)
    SELECT c.id FROM way JOIN clients c ON c.id = way.id
    WHERE c.merged_into_id IS NULL AND c.deleted_at IS NULL AND ${withinSql(scope, Prisma.sql`c.owner_id`)}`;
  return row?.id;
}

/** Where the merges of a client lead in the end, to a deleted one too; its own id when it was never merged. */
export async function endOfMerges(tx: Tx, id: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE way AS (
      SELECT id, merged_into_id FROM clients WHERE id = ${id}::uuid
      UNION
      SELECT c.id, c.merged_into_id FROM way JOIN clients c ON c.id = way.merged_into_id)
    SELECT id FROM way WHERE merged_into_id IS NULL`;
  return row?.id ?? id;
}

/** A client, first, and all that were merged into it, step by step. */
export async function withMerged(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE taken AS (
      SELECT id FROM clients WHERE id = ${id}::uuid
      UNION
      SELECT c.id FROM taken JOIN clients c ON c.merged_into_id = taken.id)
    SELECT id FROM taken ORDER BY id = ${id}::uuid DESC, id`;
  return rows.map((row) => row.id);
}

/** Holds a merge for who undoes it. */
export async function lockMerge(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT FROM client_merges WHERE id = ${id}::uuid FOR UPDATE`;
}

/** After so many days a merge stands for good. */
export async function forgetUndo(tx: Tx, now: Date, days: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE client_merges SET undo = NULL
    WHERE undo IS NOT NULL AND merged_at < ${now}::timestamptz - make_interval(hours => 24 * ${days}::int)`;
}
