import { parse } from 'csv-parse/sync';
import { PARSER_OPTIONS } from './parser-options.js';
import { detectSeparator, type Separator, SEPARATORS, toldSeparator } from './separator.js';

/** Above the header people leave titles and dates; more rows than these are not looked at. */
const ROWS_LOOKED_AT = 30;

/** Where the table in a file begins, and how its cells are parted. */
export interface Beginning {
  separator: Separator;
  /** As a spreadsheet counts. */
  headerRow: number;
  /** The first rows below the header. */
  sample: string[][];
}

/**
 * Finds the header by the words in it: the row, and the separator, that give the most names of columns that we know.
 * When none is known, the header is the first row that is not blank.
 * @param text the file's first lines
 * @param known whether a cell is the name of a column
 */
export function findBeginning(text: string, known: (cell: string) => boolean): Beginning {
  const told = toldSeparator(text);
  const likely = told ?? detectSeparator(text.trimStart());
  const candidates = told ? [told] : [likely, ...SEPARATORS.filter((other) => other !== likely)];
  let best = { separator: likely, index: -1, score: 0 };
  for (const separator of candidates) {
    for (const [index, cells] of firstRows(text, separator).entries()) {
      const score = new Set(cells.filter(known)).size;
      // One known word may stand in any row; a header further down needs two.
      if (score > best.score && (score > 1 || isFirst(text, separator, index)))
        best = { separator, index, score };
    }
  }
  const rows = firstRows(text, best.separator);
  const index =
    best.index >= 0 ? best.index : rows.findIndex((cells, at) => isWorded(cells) && !(told && at === 0));
  return { separator: best.separator, headerRow: index + 1, sample: rows.slice(index + 1).filter(isWorded) };
}

function isFirst(text: string, separator: Separator, index: number): boolean {
  return !firstRows(text, separator).slice(0, index).some(isWorded);
}

function firstRows(text: string, separator: Separator): string[][] {
  return parse(text, {
    ...PARSER_OPTIONS,
    delimiter: separator,
    to: ROWS_LOOKED_AT,
    // The text may end within a quoted cell, for it is only the beginning of a file.
    skip_records_with_error: true,
  });
}

/** Neither space nor control: DOS ends a file with 1A. */
const WORDED = /[^\s\p{Cc}]/u;

export function isWorded(cells: readonly string[]): boolean {
  return cells.some((cell) => WORDED.test(cell));
}
