import { restoreFormula } from '../../../platform/csv/formula.js';

/** Among them the line breaks inside a cell of FileMaker (0B) and of mainframes (85). */
const ODD_SPACES = /[\v\f\u0085\u00a0\u2007\u202f]/g;
/** The end of a file as DOS writes it, 1A, among them. */
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff]|(?![\t\n\r])\p{Cc}/gu;
const ODD = /[\u00a0\u2007\u202f\u200b-\u200d\u2060\ufeff]|(?![\t\n\r])\p{Cc}/u;
/** Excel's way of keeping a number's zeros: `="00184"`. */
const QUOTED_TEXT = /^="([^"]*)"$/;
/** What spreadsheets and people write where there is nothing. */
const NOTHING =
  /^(-+|—+|n\.d\.|n[/.]?a\.?|n\/d|#n\/[da]|#rif!|#ref!|#valore!|#value!|null|0{1,2}[/.-]0{1,2}[/.-]0{2,4}|0000-00-00( 00:00(:00)?)?|[_ ]*\/[_ ]*\/[_ ]*)$/i;

/** Free text as it was meant: without the apostrophe that keeps a spreadsheet from running it. */
export function plainCell(cell: string | undefined): string {
  return restoreFormula(cell?.trim() ?? '');
}

/** The text that a formula of Excel holds: `="00184"`. */
export const unquoted = (cell: string): string => QUOTED_TEXT.exec(cell)?.[1] ?? cell;

/** What a cell says, without what programs and people put around it; empty: nothing. */
export function cleanCell(cell: string | undefined): string {
  if (!cell) return '';
  const text = (ODD.test(cell) ? cell.replace(ODD_SPACES, ' ').replace(INVISIBLE, '') : cell).trim();
  const restored = restoreFormula(text);
  // An apostrophe says that the cell means what it says.
  if (restored !== text) return restored;
  const inner = unquoted(text);
  return NOTHING.test(inner) ? '' : inner.trim();
}
