/**
 * A cell that a spreadsheet would run as a formula: it begins, after apostrophes, with one of these.
 * Plain numbers and telephone numbers carry none and stay as they are.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const PLAIN_NUMBER = /^([+-]?\d+([.,]\d+)?|\+\d+ \d+)$/;

/** Puts an apostrophe before what a spreadsheet would run. */
export function neutraliseFormula(cell: string): string {
  return FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}

/** Undoes {@link neutraliseFormula} in a file that comes back. */
export function restoreFormula(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
