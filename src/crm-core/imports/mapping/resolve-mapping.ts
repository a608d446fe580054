import { cleanCell } from '../cells/clean-cell.js';
import { fold, foldBare } from '../cells/fold.js';
import { ImportFailure } from '../import-failure.js';
import { inItalian } from '../rows/field-name.js';
import type { FieldTable } from '../rows/import-field.js';

/** Which column brings which field. */
export interface ResolvedMapping {
  /** Field → index of its column. */
  columns: ReadonlyMap<string, number>;
  /** Field → header, as it stands in the file. */
  mapping: Record<string, string>;
  /** Headers that bring nothing. */
  ignored: string[];
}

/**
 * @param headers of the file; blank ones are columns that nothing can name
 * @param given field → header as the user says; empty: guessed from the headers
 * @param defaults fields that rows get without a column
 * @param sample the first rows below the header: a column whose name could mean two things is known by what is in it
 * @throws ImportFailure when a column that was named, or a field that is required, is not in the file
 */
export function resolveMapping(
  headers: readonly string[],
  fields: FieldTable,
  given: Readonly<Record<string, string>>,
  defaults: Readonly<Record<string, string>>,
  sample: readonly (readonly string[])[] = [],
): ResolvedMapping {
  const columns = Object.keys(given).length > 0 ? named(headers, given) : guessed(headers, fields, sample);
  const missing = Object.entries(fields).filter(
    ([field, { required }]) => required && !columns.has(field) && !defaults[field],
  );
  if (missing.length > 0) {
    const fieldNames = missing.map(([field]) => field).join(', ');
    const called = missing.map(([field, { names }]) => `“${inItalian(field, names)}”`).join(', ');
    throw new ImportFailure(
      `No column brings ${fieldNames}. The file has: ${shown(headers)}. Choose the one that does, in “mapping” or under “Columns”, and try again.`,
      `Manca la colonna per ${called}. Il file ha: ${shown(headers)}. Scegli sotto, in “Colonne”, quale la contiene e ripeti la prova.`,
    );
  }
  const mapping = headersOf(columns, headers);
  const used = new Set(columns.values());
  const ignored = headers
    .map((header) => header.trim())
    .filter((header, at) => header !== '' && !used.has(at));
  return { columns, mapping, ignored };
}

/** Field → header as their names tell, whether or not all that is required is among them. */
export function guessMapping(
  headers: readonly string[],
  fields: FieldTable,
  sample: readonly (readonly string[])[],
): Record<string, string> {
  return headersOf(guessed(headers, fields, sample), headers);
}

function headersOf(columns: ReadonlyMap<string, number>, headers: readonly string[]): Record<string, string> {
  return Object.fromEntries([...columns].map(([field, index]) => [field, headers[index]?.trim() ?? '']));
}

function named(headers: readonly string[], given: Readonly<Record<string, string>>): Map<string, number> {
  const absent = Object.values(given).filter((header) => positions(headers, header).length === 0);
  if (absent.length > 0)
    throw new ImportFailure(
      `The file has no column “${absent.join('”, “')}”. It has: ${shown(headers)}.`,
      `Il file non ha la colonna “${absent.join('”, “')}”. Ha: ${shown(headers)}.`,
    );
  const twice = Object.values(given).find((header) => positions(headers, header).length > 1);
  if (twice !== undefined)
    throw new ImportFailure(
      `The file has more than one column “${twice}”: give them different names.`,
      `Il file ha più di una colonna “${twice}”: dai loro nomi diversi.`,
    );
  return new Map(Object.entries(given).map(([field, header]) => [field, positions(headers, header)[0] ?? 0]));
}

/** The exact header, or those alike when none is. */
function positions(headers: readonly string[], header: string): number[] {
  const where = (same: (other: string) => boolean): number[] =>
    headers.flatMap((other, index) => (same(other) ? [index] : []));
  const exact = where((other) => other.trim() === header.trim());
  return exact.length > 0 ? exact : where((other) => fold(other) !== '' && fold(other) === fold(header));
}

/** The first column with one of the field's names; a column is guessed for one field only. */
function guessed(
  headers: readonly string[],
  fields: FieldTable,
  sample: readonly (readonly string[])[],
): Map<string, number> {
  const folded = headers.map(fold);
  const bare = headers.map(foldBare);
  const columns = new Map<string, number>();
  const taken = new Set<number>();
  for (const [field, { names, read, doubtful }] of Object.entries(fields)) {
    const fits = (at: number): boolean => {
      const cells = doubtful ? sample.map((row) => cleanCell(row[at])).filter(Boolean) : [];
      return cells.length === 0 || cells.some((cell) => 'value' in read(cell));
    };
    const index = [field, ...names]
      .flatMap((name) => allIndexesOf(folded, fold(name)))
      .concat([field, ...names].flatMap((name) => allIndexesOf(bare, fold(name))))
      .find((at) => !taken.has(at) && fits(at));
    if (index === undefined) continue;
    columns.set(field, index);
    taken.add(index);
  }
  return columns;
}

function allIndexesOf(words: readonly string[], word: string): number[] {
  return words.flatMap((other, index) => (other === word ? [index] : []));
}

function shown(headers: readonly string[]): string {
  return headers.filter((header) => header.trim() !== '').join(', ');
}
