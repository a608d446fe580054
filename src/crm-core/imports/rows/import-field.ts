import type { CellResult } from '../cells/cell-problem.js';

/** A cell's value after reading, as it stands in JSON. */
export type CellValue = string | number | boolean | string[] | CellObject;

export interface CellObject {
  readonly [member: string]: unknown;
}

/** A field that a file may bring. */
export interface ImportField {
  read: (cell: string) => CellResult<CellValue>;
  /** What the column may be called, in Italian and English; case, accents and punctuation aside. */
  names: readonly string[];
  /** A file without it (as a column or a default) is refused, a row with an empty cell too. */
  required?: boolean;
  /** `NA` is one of its words, Napoli, and not “not available”. */
  knowsNa?: boolean;
  /** Free text: nothing in it stands for “nothing”. */
  verbatim?: boolean;
  /**
   * Its names may mean something else: the column is guessed only when at least one of the first rows can be read so,
   * and an unknown word in a guessed one is left out with a warning.
   */
  doubtful?: boolean;
}

export type FieldTable = Readonly<Record<string, ImportField>>;
