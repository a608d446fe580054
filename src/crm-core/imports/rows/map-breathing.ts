import { setImmediate as breathe } from 'node:timers/promises';

const ROWS_BETWEEN_BREATHS = 100;

/** Maps many rows; requests of others are answered in between. */
export async function mapBreathing<From, To>(
  rows: readonly From[],
  map: (row: From, index: number) => To,
): Promise<To[]> {
  const mapped: To[] = [];
  for (const [index, row] of rows.entries()) {
    mapped.push(map(row, index));
    if (index % ROWS_BETWEEN_BREATHS === ROWS_BETWEEN_BREATHS - 1) await breathe();
  }
  return mapped;
}
