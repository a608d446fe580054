import { type CellResult, unreadable } from './cell-problem.js';

export const parseText = (cell: string): CellResult<string> => ({ value: cell });

/** Such as `45,464` or `45.464`. */
export function parseNumber(cell: string): CellResult<number> {
  return /^-?\d+([.,]\d+)?$/.test(cell)
    ? { value: Number(cell.replace(',', '.')) }
    : unreadable('NUMBER_UNREADABLE', `“${cell}” is not a number.`);
}

/** Words between commas, semicolons or bars. */
export function parseList(cell: string): CellResult<string[]> {
  const words = cell.split(/[,;|]/).map((word) => word.trim());
  return { value: [...new Set(words.filter(Boolean))] };
}
