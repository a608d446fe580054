import type { CellObject } from '../rows/import-field.js';
import { type CellResult, unreadable } from './cell-problem.js';

export const parseText = (cell: string): CellResult<string> => ({ value: cell });

/** Such as `45,464` or `45.464`. */
export function parseNumber(cell: string): CellResult<number> {
  return /^-?\d+([.,]\d+)?(e[+-]?\d+)?$/i.test(cell)
    ? { value: Number(cell.replace(',', '.')) }
    : unreadable('NUMBER_UNREADABLE', `“${cell}” is not a number.`);
}

const ITALIAN_THOUSANDS = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/;

/** The same with thousands as in Italy, and the sign of the euro: `€ 1.234,56`. */
export function parseDecimal(cell: string): CellResult<number> {
  const text = cell.replace(/[€\s]/g, '');
  return parseNumber(ITALIAN_THOUSANDS.test(text) ? text.replaceAll('.', '') : text);
}

const [YES, NO] = [
  ['si', 'sì', 's', 'x', 'vero', 'true', 'yes', 'y', '1', 'on'],
  ['no', 'n', 'falso', 'false', '0', 'off'],
];

/** `SI`, `X`, `vero`, `1`, or their opposites. */
export function parseFlag(cell: string): CellResult<boolean> {
  const word = cell.toLowerCase();
  if (YES?.includes(word)) return { value: true };
  return NO?.includes(word)
    ? { value: false }
    : unreadable('FLAG_UNREADABLE', `“${cell}” is neither yes nor no.`);
}

/** Words between commas, semicolons or bars; a list in JSON, as our own export writes words with such in them. */
export function parseList(cell: string): CellResult<string[]> {
  const told = cell.startsWith('[') ? parseJson(cell) : undefined;
  if (told && 'value' in told && Array.isArray(told.value)) return { value: told.value.map(String) };
  const words = cell.split(/[,;|]/).map((word) => word.trim());
  return { value: [...new Set(words.filter(Boolean))] };
}

/** An object as JSON, such as our own export writes it. */
export function parseJson(cell: string): CellResult<CellObject> {
  try {
    const value = JSON.parse(cell) as unknown;
    if (typeof value === 'object' && value !== null) return { value: value as CellObject };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return unreadable('JSON_UNREADABLE', 'This is not JSON as the export writes it.');
}

/** An id of ours. */
export function parseUuid(cell: string): CellResult<string> {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(cell)
    ? { value: cell.toLowerCase() }
    : unreadable('ID_UNREADABLE', 'This is not an id as the export writes it.');
}
