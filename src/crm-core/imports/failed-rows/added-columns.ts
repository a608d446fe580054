import { fold } from '../cells/fold.js';
import type { CsvRecord } from '../file/csv-records.js';
import { isWorded } from '../file/file-beginning.js';

export const FILE_LANGUAGES = ['it', 'en'] as const;
export type FileLanguage = (typeof FILE_LANGUAGES)[number];

/** The columns that we put before those of a sheet: where the row stood, and what is wrong with it. No sheet has them by itself. */
export const ADDED_COLUMNS: Readonly<Record<FileLanguage, readonly [row: string, wrong: string]>> = {
  it: ['NEXUS: riga', 'NEXUS: da correggere'],
  en: ['NEXUS: row', 'NEXUS: to be mended'],
};

const ADDED: ReadonlySet<string> = new Set(Object.values(ADDED_COLUMNS).flat().map(fold));

export const isAdded = (header: string): boolean => ADDED.has(fold(header));

/** The cells under headers that are not ours; those beyond the header too. */
export function theirs(headers: readonly string[], cells: readonly string[]): string[] {
  return cells.filter((_, at) => !isAdded(headers[at] ?? ''));
}

/** Makes the cells of our own columns blank, which is what nothing reads. */
export function blankAdded(headers: readonly string[]): (cells: readonly string[]) => string[] {
  const ours = headers.map(isAdded);
  return (cells) => cells.map((cell, at) => (ours[at] ? '' : cell));
}

/** The same for all records of a file; one in which only we had written something is left out. */
export async function* withoutAdded(
  headers: readonly string[],
  records: AsyncIterable<CsvRecord>,
): AsyncGenerator<CsvRecord, void> {
  const blank = headers.some(isAdded) ? blankAdded(headers) : undefined;
  for await (const { row, cells } of records) {
    const theirs = blank?.(cells) ?? cells;
    if (isWorded(theirs)) yield { row, cells: theirs };
  }
}
