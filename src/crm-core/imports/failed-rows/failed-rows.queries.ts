import type pg from 'pg';
import type { PrismaService } from '../../../platform/prisma/prisma.service.js';
import type { CsvRecord } from '../file/csv-records.js';
import type { RowProblem } from '../rows/row-problem.js';

/** Rows that can't be written, or could not be, and whose cells are not kept yet: their numbers, in the order of the file. */
export async function nextWithoutCells(
  prisma: PrismaService,
  importId: string,
  after: number,
  take: number,
): Promise<number[]> {
  const rows = await prisma.$queryRaw<{ row: number }[]>`
    SELECT row FROM import_rows
    WHERE import_id = ${importId}::uuid AND status = 'INVALID' AND cells IS NULL AND row > ${after}
    ORDER BY row LIMIT ${take}`;
  return rows.map(({ row }) => row);
}

/** Speaks to the driver itself, for the cells may be long. */
export async function keepCells(
  pool: pg.Pool,
  importId: string,
  records: readonly CsvRecord[],
): Promise<void> {
  const [first, last] = [records[0], records.at(-1)];
  if (!first || !last) return;
  await pool.query({
    name: 'keep-cells-of-failed-import-rows',
    text: `UPDATE import_rows r SET cells = k.cells
      FROM jsonb_to_recordset($4::jsonb) AS k(row int, cells jsonb)
      WHERE r.import_id = $1::uuid AND r.row BETWEEN $2 AND $3 AND r.row = k.row AND r.status = 'INVALID'`,
    values: [importId, first.row, last.row, JSON.stringify(records)],
  });
}

export interface FailedRow {
  row: number;
  /** Null: the file was gone when the commit refused the row. */
  cells: string[] | null;
  errors: RowProblem[];
}

/** In the order of the file. What a revert left as it is was written, and is none of them. */
export async function nextFailedRows(
  prisma: PrismaService,
  importId: string,
  after: number,
  take: number,
): Promise<FailedRow[]> {
  return prisma.$queryRaw`
    SELECT row, cells, coalesce(errors, '[]') AS errors FROM import_rows
    WHERE import_id = ${importId}::uuid AND status = 'INVALID' AND row > ${after}
    ORDER BY row LIMIT ${take}`;
}
