import { type ImportRowStatus, Prisma } from '../../platform/prisma/generated/client.js';
import type { PrismaService, Tx } from '../../platform/prisma/prisma.service.js';
import type { Foreseen } from './targets/import-target.js';
import type { RowProblem } from './rows/row-problem.js';
import { LostTurn } from './worker/lost-turn.js';

/**
 * Adds what a batch has done to the counts. Comes last in its transaction: whoever counts next waits until this one ends.
 * @throws LostTurn when the import is not in this status (any more)
 */
export async function countOn(
  tx: Tx,
  id: string,
  status: 'CHECKING' | 'COMMITTING' | 'REVERTING',
  counts: Partial<Record<Counted, number>>,
): Promise<void> {
  const { count } = await tx.import.updateMany({
    where: { id, status },
    data: Object.fromEntries(Object.entries(counts).map(([name, increment]) => [name, { increment }])),
  });
  if (count === 0) throw new LostTurn();
}

type Counted = 'created' | 'updated' | 'skipped' | 'failed' | 'reverted' | 'kept';

export interface RepeatedRow {
  row: number;
  /** The row that has the same value before. */
  first: number;
  value: string;
  foreseen: Foreseen;
  /** Null: it has none. */
  warnings: RowProblem[] | null;
}

/**
 * The valid rows whose value of a unique field another row above them has, which may be wrong in other ways. OFFSET 0 takes
 * the value out of the row before the sort, which would carry the whole of it along.
 */
export async function findRepeated(
  tx: PrismaService | Tx,
  importId: string,
  field: string,
): Promise<RepeatedRow[]> {
  return tx.$queryRaw`
    SELECT row, first, value, foreseen, warnings FROM (
      SELECT row, status, foreseen, warnings, value, min(row) OVER (PARTITION BY value) AS first
      FROM (
        SELECT row, status, data ->> 'foreseen' AS foreseen, warnings, data -> 'fields' ->> ${field} AS value
        FROM import_rows
        WHERE import_id = ${importId}::uuid AND data -> 'fields' ->> ${field} IS NOT NULL
          AND (errors IS NULL OR NOT errors @> '[{"code": "REPEATED_IN_FILE"}]') OFFSET 0) valued) repeated
    WHERE row > first AND status = 'VALID' ORDER BY row`;
}

export interface RowMark {
  row: number;
  status: ImportRowStatus;
  /** Left out for a row to create: it is given an id. */
  entityId?: string;
  errors?: RowProblem[];
  /** Of an update: what the record was before, and its version now. */
  before?: Prisma.InputJsonObject;
  version?: number;
}

/**
 * Writes down what became of valid rows. Between which rows they lie is told beside their numbers: by these alone PostgreSQL
 * would look through all that is left of the file for each batch.
 * @returns the ids of those to create, by row
 * @throws LostTurn when somebody else has marked one of them meanwhile
 */
export async function markRows(
  tx: Tx,
  importId: string,
  marks: readonly RowMark[],
): Promise<Map<number, string>> {
  if (marks.length === 0) return new Map();
  const first = marks.reduce((least, { row }) => Math.min(least, row), Infinity);
  const last = marks.reduce((most, { row }) => Math.max(most, row), 0);
  const marked = await tx.$queryRaw<{ row: number; id: string; status: ImportRowStatus }[]>`
    UPDATE import_rows r SET status = m.status::"ImportRowStatus", errors = m.errors, before = m.before,
      version = CASE WHEN m.status = 'CREATED' THEN 1 ELSE m.version END,
      entity_id = CASE WHEN m.status = 'CREATED' THEN uuidv7() ELSE m."entityId" END
    FROM jsonb_to_recordset(${JSON.stringify(marks)}::jsonb)
      AS m(row int, status text, "entityId" uuid, errors jsonb, before jsonb, version int)
    WHERE r.import_id = ${importId}::uuid AND r.row BETWEEN ${first} AND ${last} AND r.row = m.row AND r.status = 'VALID'
    RETURNING r.row, r.entity_id AS id, r.status`;
  if (marked.length < marks.length) throw new LostTurn();
  return new Map(marked.filter(({ status }) => status === 'CREATED').map(({ row, id }) => [row, id]));
}

export type ImportError = RowProblem & { row: number; ordinal: number };

/** What is told of rows: of invalid ones why, of the others what was mended. */
export type Told = 'errors' | 'warnings';

const TOLD: Readonly<Record<Told, { column: Prisma.Sql; where: Prisma.Sql }>> = {
  errors: { column: Prisma.sql`r.errors`, where: Prisma.sql`r.status IN ('INVALID', 'KEPT')` },
  warnings: {
    column: Prisma.sql`r.warnings`,
    where: Prisma.sql`r.status <> 'INVALID' AND r.warnings IS NOT NULL`,
  },
};

/** What of it is asked for; left out: all. */
export interface ToldOf {
  column?: string | undefined;
  code?: string | undefined;
}

const toldOf = ({ column, code }: ToldOf): Prisma.Sql =>
  Prisma.sql`(${column ?? null}::text IS NULL OR p."column" = ${column ?? null}) AND (${code ?? null}::text IS NULL OR p.code = ${code ?? null})`;

/** In the order of the file, after a place in it. */
export async function findTold(
  prisma: PrismaService,
  importId: string,
  told: Told,
  after: { row: number; ordinal: number },
  take: number,
  of: ToldOf = {},
): Promise<ImportError[]> {
  const { column, where } = TOLD[told];
  return prisma.$queryRaw`
    SELECT r.row, e.ordinal::int AS ordinal, p."column", p.code, p.value, p.message, p.it
    FROM import_rows r
    CROSS JOIN LATERAL jsonb_array_elements(${column}) WITH ORDINALITY AS e(problem, ordinal)
    CROSS JOIN LATERAL jsonb_to_record(e.problem) AS p("column" text, code text, value text, message text, it text)
    WHERE r.import_id = ${importId}::uuid AND ${where} AND ${toldOf(of)}
      AND r.row >= ${after.row} AND (r.row, e.ordinal) > (${after.row}, ${after.ordinal})
    ORDER BY r.row, e.ordinal LIMIT ${take}`;
}

export async function countTold(
  prisma: PrismaService,
  importId: string,
  told: Told,
  of: ToldOf = {},
): Promise<number> {
  const { column, where } = TOLD[told];
  const [counted] = await prisma.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM import_rows r
    CROSS JOIN LATERAL jsonb_array_elements(${column}) AS e(problem)
    CROSS JOIN LATERAL jsonb_to_record(e.problem) AS p("column" text, code text)
    WHERE r.import_id = ${importId}::uuid AND ${where} AND ${toldOf(of)}`;
  return counted.count;
}

/** What broken uploads left behind. */
export async function sweepOrphanedChunks(prisma: PrismaService, before: Date): Promise<number> {
  return prisma.$executeRaw`
    DELETE FROM import_chunks k WHERE k.received_at < ${before} AND NOT EXISTS (SELECT FROM imports i WHERE i.id = k.import_id)`;
}
