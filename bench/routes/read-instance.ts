import { type Instance, UnreadableInstance } from './instance.ts';
import { readCustomers } from './read-customers.ts';
import { numbersOf, readMatrix, shapeOf } from './read-matrix.ts';
import { readTsplib } from './read-tsplib.ts';

/**
 * Tells the formats apart by what stands in the file; its name and ending do not matter.
 *
 * @param decimals kept of distances that a file of one vehicle gives as coordinates; null: all
 * @throws UnreadableInstance with the reason
 */
export function readInstance(text: string, decimals: number | null = null): Instance {
  if (/^\s*DIMENSION\s*:/m.test(text)) return readTsplib(text);
  if (looksLikeMatrix(text)) return readMatrix(text);
  if (/cust\w*\s|x-?coord/i.test(text) || customerLines(text) >= 3) return readCustomers(text, decimals);
  if (/^\s*\d+\s/.test(text)) return readMatrix(text); // it says what is missing
  throw new UnreadableInstance('it is in no format we know');
}

function looksLikeMatrix(text: string): boolean {
  const numbers = numbersOf(text);
  const values = numbers.map(Number);
  return Number(numbers[0]) >= 2 && values.every(Number.isFinite) && shapeOf(values) !== null;
}

/** Lines with the seven columns of a customer, numbered in order, where no title says so. */
function customerLines(text: string): number {
  const rows = text
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length === 7 && row.every(Number.isFinite));
  const first = rows[0]?.[0] ?? 0;
  return rows.every(([number], i) => number === first + i || number === 999) ? rows.length : 0;
}
