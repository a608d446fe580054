import { type CellResult, unreadable } from './cell-problem.js';

/** Whole percent from 0 to 100: `40`, `40%`, `40,00 %`. */
export function parsePercent(cell: string): CellResult<number> {
  const [, digits] = /^(\d{1,3})(?:[.,]0+)?\s*%?$/.exec(cell) ?? [];
  const value = Number(digits);
  return digits !== undefined && value <= 100
    ? { value }
    : unreadable('PERCENT_UNREADABLE', `“${cell}” is not a whole percentage from 0 to 100.`);
}
