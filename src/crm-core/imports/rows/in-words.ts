import type { ImportErrorResponse } from '../dto/import-error.response.js';
import { inItalian } from './italian-words.js';
import type { RowProblem } from './row-problem.js';

const NOT_SEEN = {
  message: 'Something is to be said about a field that your role does not see.',
  messageIt: 'C’è un’osservazione su un campo che il tuo ruolo non vede.',
};

/** What is wrong with a row, in both languages, for a reader from whom these columns are hidden. */
export function inWords(
  { row, column, code, value, message, it }: RowProblem & { row: number },
  hidden: ReadonlySet<string>,
): ImportErrorResponse {
  // What is wrong with a cell tells what stands in it; a cell too many may belong to any column.
  if (hidden.has(column)) return { row, column, code, value: null, ...NOT_SEEN };
  const shown = column === '' && hidden.size > 0 ? null : value;
  return { row, column, code, value: shown, message, messageIt: it ?? inItalian(code) };
}
