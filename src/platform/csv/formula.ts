/**
 * A cell that a spreadsheet would run as a formula: it begins, after apostrophes, with one of these.
 * Plain numbers and telephone numbers carry none and stay as they are.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const PLAIN_NUMBER = /^([+-]?\d+([.,]\d+)?|\+\d+ \d+)$/;

/**
 * Digits that a spreadsheet would not give back: `00046` becomes 46, `+39` 39, twelve of them `1,23457E+11`. It takes `3/4` and
 * `10-12` for days.
 */
const CHANGED = /^'*(0\d+|\d{12,}|\+\d+|\d{1,2}[/-]\d{1,4})$/;

/** Puts an apostrophe before what a spreadsheet would run, and before one that {@link restoreFormula} would take off. */
export function neutraliseFormula(cell: string): string {
  return (FORMULA.test(cell) && !PLAIN_NUMBER.test(cell)) || (cell.startsWith("'") && CHANGED.test(cell))
    ? `'${cell}`
    : cell;
}

/** The same, and before what Excel would take for another number: with an apostrophe it is text, opened and saved. */
export function keptByExcel(cell: string): string {
  return CHANGED.test(cell) ? `'${cell}` : neutraliseFormula(cell);
}

/** Undoes {@link neutraliseFormula} and {@link keptByExcel} in a file that comes back. */
export function restoreFormula(cell: string): string {
  return cell.startsWith("'") && (FORMULA.test(cell) || CHANGED.test(cell)) ? cell.slice(1) : cell;
}
