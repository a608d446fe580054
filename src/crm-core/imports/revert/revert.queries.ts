import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { ImportType } from '../../../platform/prisma/generated/enums.js';
import type { PrismaService, Tx } from '../../../platform/prisma/prisma.service.js';
import type { RowProblem } from '../rows/row-problem.js';
import { LostTurn } from '../worker/lost-turn.js';

/** What an import did to one record. */
export interface WrittenRow {
  row: number;
  status: 'CREATED' | 'UPDATED';
  id: string;
  /** Of an update: what it needs to be undone. */
  before: Prisma.JsonObject | null;
}

/** The next rows that have written something. */
export function nextWrittenRows(
  prisma: PrismaService,
  importId: string,
  after: number,
  take: number,
): Promise<WrittenRow[]> {
  return prisma.$queryRaw`
    SELECT row, status, entity_id AS id, before FROM import_rows
    WHERE import_id = ${importId}::uuid AND status IN ('CREATED', 'UPDATED') AND row > ${after}
    ORDER BY row LIMIT ${take}`;
}

/**
 * Writes down which rows were taken back, and of the others why not.
 * @throws LostTurn when somebody else has marked one of them meanwhile
 */
export async function markReverted(
  tx: Tx,
  importId: string,
  rows: readonly WrittenRow[],
  reverted: ReadonlySet<number>,
  reason: RowProblem,
): Promise<void> {
  const isReverted = Prisma.sql`r.row = ANY(${[...reverted]}::int[])`;
  const marked = await tx.$executeRaw`
    UPDATE import_rows r SET status = CASE WHEN ${isReverted} THEN 'REVERTED' ELSE 'KEPT' END::"ImportRowStatus",
      errors = CASE WHEN ${isReverted} THEN NULL ELSE ${JSON.stringify([reason])}::jsonb END
    WHERE r.import_id = ${importId}::uuid AND r.row = ANY(${rows.map(({ row }) => row)}::int[])
      AND r.status IN ('CREATED', 'UPDATED')`;
  if (marked < rows.length) throw new LostTurn();
}

/**
 * A record has another version than the import left, or, when the import created it, the journal tells of something
 * that happened around it since: a visit, a contact, a deal.
 */
const TOUCHED: Readonly<Record<ImportType, Prisma.Sql>> = {
  clients: Prisma.sql`(e.version IS DISTINCT FROM r.version OR (r.status = 'CREATED' AND EXISTS (
    SELECT FROM journal j WHERE j.client_id = e.id AND j.facts ->> 'importId' IS DISTINCT FROM r.import_id::text)))`,
  opportunities: Prisma.sql`e.version IS DISTINCT FROM r.version`,
};
const TABLES: Readonly<Record<ImportType, Prisma.Sql>> = {
  clients: Prisma.sql`clients`,
  opportunities: Prisma.sql`opportunities`,
};

export interface TouchedRow {
  row: number;
  id: string;
  /** How many there are in all. */
  total: number;
}

/** The first of those that a revert would leave as they are. */
export function findTouched(
  tx: PrismaService | Tx,
  type: ImportType,
  importId: string,
  take: number,
): Promise<TouchedRow[]> {
  return tx.$queryRaw`
    SELECT r.row, r.entity_id AS id, count(*) OVER ()::int AS total
    FROM import_rows r JOIN ${TABLES[type]} e ON e.id = r.entity_id
    WHERE r.import_id = ${importId}::uuid AND r.status IN ('CREATED', 'UPDATED') AND ${TOUCHED[type]}
    ORDER BY r.row LIMIT ${take}`;
}

/** Locks the records, against new children too, and looks only then. */
export async function holdUntouched(
  tx: Tx,
  type: ImportType,
  importId: string,
  rows: readonly WrittenRow[],
): Promise<Set<number>> {
  const ids = rows.map(({ id }) => id);
  await tx.$queryRaw`SELECT FROM ${TABLES[type]} WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  const untouched = await tx.$queryRaw<{ row: number }[]>`
    SELECT r.row FROM import_rows r JOIN ${TABLES[type]} e ON e.id = r.entity_id
    WHERE r.import_id = ${importId}::uuid AND r.row = ANY(${rows.map(({ row }) => row)}::int[]) AND NOT ${TOUCHED[type]}`;
  return new Set(untouched.map(({ row }) => row));
}

/** Hides records that an import created; their rows are held by this transaction. */
export async function deleteCreated(
  tx: Tx,
  type: ImportType,
  ids: readonly string[],
  byId: string,
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE ${TABLES[type]} SET deleted_at = ${at}, version = version + 1, updated_at = ${at}, updated_by_id = ${byId}::uuid
    WHERE id = ANY(${[...ids]}::uuid[])`;
}

/** Undoes the last move of deals that an import moved: the stay that it began goes, the one before goes on. */
export async function undoMoves(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  // Stays are append-only otherwise.
  await tx.$executeRaw`SELECT set_config('nexus.takes_back', 'stays', true)`;
  await tx.$executeRaw`
    WITH gone AS (
      DELETE FROM opportunity_stage_entries e
      USING (SELECT opportunity_id, max(sequence) AS sequence FROM opportunity_stage_entries
             WHERE opportunity_id = ANY(${[...ids]}::uuid[]) GROUP BY opportunity_id) latest
      WHERE e.opportunity_id = latest.opportunity_id AND e.sequence = latest.sequence
      RETURNING e.opportunity_id, e.sequence)
    UPDATE opportunity_stage_entries e SET left_at = NULL
    FROM gone WHERE e.opportunity_id = gone.opportunity_id AND e.sequence = gone.sequence - 1`;
  await tx.$executeRaw`SELECT set_config('nexus.takes_back', '', true)`;
}
