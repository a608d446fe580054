import { cleanCell, plainCell } from '../cells/clean-cell.js';
import type { CsvRecord } from '../file/csv-records.js';
import type { CellValue, FieldTable, ImportField } from './import-field.js';
import type { ProblemTeller, RowProblem } from './row-problem.js';

/** A record of the file, each cell read as what its field is. */
export interface ParsedRow {
  row: number;
  values: Readonly<Record<string, CellValue>>;
  /** Fields whose value is a default: they fill a new row, but change nothing on an existing one. */
  defaulted: readonly string[];
  problems: readonly RowProblem[];
  /** What was left out though it stands in the file. */
  warnings: readonly RowProblem[];
}

export interface RowLayout {
  fields: FieldTable;
  /** Field → index of its column. */
  columns: ReadonlyMap<string, number>;
  /** Number of columns of the header. */
  width: number;
  /** Field → text as it would stand in a cell. */
  defaults: Readonly<Record<string, string>>;
  teller: ProblemTeller;
  /** The columns were guessed from their headers. */
  guessed: boolean;
}

export function parseRow({ row, cells }: CsvRecord, layout: RowLayout): ParsedRow {
  const { fields, columns, defaults, teller } = layout;
  const values: Record<string, CellValue> = {};
  const defaulted: string[] = [];
  const problems: RowProblem[] = [];
  const warnings: RowProblem[] = [];
  const surplus = cells.slice(layout.width).find((cell) => cell.trim() !== '');
  if (surplus !== undefined) problems.push({ ...TOO_MANY_CELLS, value: surplus.slice(0, 200) });

  for (const [field, { read, required, verbatim, knowsNa, doubtful }] of Object.entries(fields)) {
    const index = columns.get(field);
    const cell = index === undefined ? '' : says(cells[index], { verbatim, knowsNa });
    const text = cell || defaults[field] || '';
    if (text === '') {
      if (required)
        problems.push(teller.at(field, null, { code: 'REQUIRED', message: 'This cell may not be empty.' }));
      continue;
    }
    const result = read(text);
    if ('value' in result) values[field] = result.value;
    else if (layout.guessed && doubtful && cell !== '' && result.problem.code === 'CHOICE_UNKNOWN')
      warnings.push(teller.at(field, text, { ...result.problem, code: 'CHOICE_LEFT_OUT' }));
    else problems.push(teller.at(field, text, result.problem));
    if (cell === '') defaulted.push(field);
  }
  return { row, values, defaulted, problems, warnings };
}

function says(cell: string | undefined, { verbatim, knowsNa }: Pick<ImportField, 'verbatim' | 'knowsNa'>) {
  if (verbatim) return plainCell(cell);
  return knowsNa && NA.test(cell ?? '') ? 'NA' : cleanCell(cell);
}

const NA = /^\s*\(?NA\)?\s*$/i;
const TOO_MANY_CELLS = {
  column: '',
  code: 'TOO_MANY_CELLS',
  message: 'The row has more cells than the header: a text with the separator in it needs quotes.',
};
