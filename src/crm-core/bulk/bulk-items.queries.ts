import type { Prisma } from '../../platform/prisma/generated/client.js';
import type { PrismaService, Tx } from '../../platform/prisma/prisma.service.js';

/** Writes down the rows that were named, in the order in which they were named. @returns how many */
export async function addNamed(
  tx: Tx,
  operationId: string,
  ids: readonly string[],
  versions: Readonly<Record<string, number>>,
): Promise<number> {
  const items = ids.map((id, index) => ({ position: index + 1, id, version: versions[id] }));
  return tx.$executeRaw`
    INSERT INTO bulk_items (operation_id, position, entity_id, version)
    SELECT ${operationId}::uuid, i.position, i.id, i.version
    FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS i(position int, id uuid, version int)`;
}

/** Writes down the rows whose ids a statement selects at this moment. @returns how many, `most` at most */
export async function addSelected(
  tx: Tx,
  operationId: string,
  selection: Prisma.Sql,
  most: number,
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO bulk_items (operation_id, position, entity_id)
    SELECT ${operationId}::uuid, row_number() OVER (ORDER BY id), id FROM (${selection} LIMIT ${most}) chosen`;
}

/** How many ids a statement selects. */
export async function countSelected(tx: PrismaService | Tx, selection: Prisma.Sql): Promise<number> {
  const [row] = await tx.$queryRaw<
    [{ count: number }]
  >`SELECT count(*)::int AS count FROM (${selection}) chosen`;
  return row.count;
}

export interface WaitingItem {
  position: number;
  entityId: string;
  version: number | null;
}

/** Takes the next item that nobody is at; it is held until the transaction ends, and waits again if that fails. */
export async function takeItem(tx: Tx, operationId: string, after: number): Promise<WaitingItem | undefined> {
  const [item] = await tx.$queryRaw<WaitingItem[]>`
    SELECT position, entity_id AS "entityId", version FROM bulk_items
    WHERE operation_id = ${operationId}::uuid AND status = 'WAITING' AND position > ${after}
    ORDER BY position LIMIT 1 FOR UPDATE SKIP LOCKED`;
  return item;
}

/** Writes down what became of a waiting item. */
export async function markItem(
  tx: Tx,
  operationId: string,
  position: number,
  { status, code = null, detail = null }: ItemOutcome,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE bulk_items SET status = ${status}::"BulkItemStatus", code = ${code}, detail = ${detail}
    WHERE operation_id = ${operationId}::uuid AND position = ${position} AND status = 'WAITING'`;
}

export interface ItemOutcome {
  status: 'DONE' | 'SKIPPED' | 'REFUSED';
  code?: string | null;
  detail?: string | null;
}

/** Closes an operation without waiting items, and forgets what it was told; false: somebody is still at one. */
export async function closeOperation(tx: Tx, operationId: string, at: Date): Promise<boolean> {
  const closed = await tx.$executeRaw`
    UPDATE bulk_operations SET status = 'DONE', finished_at = ${at}, input = '{}'
    WHERE id = ${operationId}::uuid AND status = 'RUNNING' AND NOT EXISTS (
      SELECT FROM bulk_items WHERE operation_id = ${operationId}::uuid AND status = 'WAITING')`;
  return closed > 0;
}
