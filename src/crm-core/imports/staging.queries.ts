import type pg from 'pg';
import type { RowProblem } from './rows/row-problem.js';
import type { Foreseen, StagedData, StagedRow } from './targets/import-target.js';
import { LostTurn } from './worker/lost-turn.js';

/** A row as the dry run leaves it: with errors it is invalid. */
export interface RowToStage {
  row: number;
  data?: StagedData & { foreseen?: Foreseen };
  errors?: RowProblem[];
  warnings?: RowProblem[];
}

/** What a commit would do with some rows. */
export type StagedCounts = Record<'created' | 'updated' | 'skipped' | 'failed' | 'warned', number>;

export function countsOf(rows: readonly RowToStage[]): StagedCounts {
  const counts = { created: 0, updated: 0, skipped: 0, failed: 0, warned: 0 };
  for (const { data, errors, warnings } of rows) {
    if (errors) counts.failed += 1;
    else if (data?.foreseen) counts[COUNTED[data.foreseen]] += 1;
    if (warnings && !errors) counts.warned += 1;
  }
  return counts;
}

const COUNTED = { CREATED: 'created', UPDATED: 'updated', SKIPPED: 'skipped' } as const;

/*
 * These two carry all rows of a file and speak to the driver itself: on the way through the typed client half a megabyte of
 * JSON would be written as JSON and read again.
 */

/**
 * Puts checked rows where the commit finds them, and counts them, in one statement.
 * @param total rows that were staged before these
 * @throws LostTurn when another replica that took over has begun anew
 */
export async function stageRows(
  pool: pg.Pool,
  importId: string,
  total: number,
  rows: readonly RowToStage[],
): Promise<void> {
  const { created, updated, skipped, failed, warned } = countsOf(rows);
  const records = rows.map(({ row, data, errors, warnings }) => ({
    row,
    status: errors ? 'INVALID' : 'VALID',
    data,
    errors,
    warnings,
  }));
  const { rowCount } = await pool.query({
    name: 'stage-import-rows',
    text: `WITH counted AS (
        UPDATE imports SET total = total + $3::int, created = created + $4::int, updated = updated + $5::int,
          skipped = skipped + $6::int, failed = failed + $7::int, warned = warned + $8::int
        WHERE id = $1::uuid AND status = 'CHECKING' AND total = $2::int RETURNING id)
      INSERT INTO import_rows (import_id, row, status, data, errors, warnings)
      SELECT counted.id, s.row, s.status::"ImportRowStatus", s.data, s.errors, s.warnings
      FROM counted CROSS JOIN jsonb_to_recordset($9::jsonb) AS s(row int, status text, data jsonb, errors jsonb, warnings jsonb)`,
    values: [
      importId,
      total,
      rows.length,
      created,
      updated,
      skipped,
      failed,
      warned,
      JSON.stringify(records),
    ],
  });
  if (rowCount !== rows.length) throw new LostTurn();
}

/** The next valid rows after a place in the file. */
export async function nextValidRows(
  pool: pg.Pool,
  importId: string,
  after: number,
  take: number,
): Promise<StagedRow[]> {
  const { rows } = await pool.query<StagedRow>({
    name: 'next-valid-import-rows',
    text: `SELECT row, data FROM import_rows
      WHERE import_id = $1::uuid AND status = 'VALID' AND row > $2::int
      ORDER BY row LIMIT $3::int`,
    values: [importId, after, take],
  });
  return rows;
}
