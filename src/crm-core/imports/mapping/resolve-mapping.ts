import { fold } from '../cells/fold.js';
import { ImportFailure } from '../import-failure.js';
import type { FieldTable } from '../rows/import-field.js';

/** Which column brings which field. */
export interface ResolvedMapping {
  /** Field → index of its column. */
  columns: ReadonlyMap<string, number>;
  /** Field → header, as it stands in the file. */
  mapping: Record<string, string>;
}

/**
 * @param headers of the file; blank ones are columns that nothing can name
 * @param given field → header as the user says; empty: guessed from the headers
 * @param defaults fields that rows get without a column
 * @throws ImportFailure when a column that was named, or a field that is required, is not in the file
 */
export function resolveMapping(
  headers: readonly string[],
  fields: FieldTable,
  given: Readonly<Record<string, string>>,
  defaults: Readonly<Record<string, string>>,
): ResolvedMapping {
  const columns = Object.keys(given).length > 0 ? named(headers, given) : guessed(headers, fields);
  const missing = Object.entries(fields).filter(
    ([field, { required }]) => required && !columns.has(field) && !defaults[field],
  );
  if (missing.length > 0) {
    throw new ImportFailure(
      `No column brings ${missing.map(([field]) => field).join(', ')}. ${inTheFile(headers)}`,
    );
  }
  const mapping = Object.fromEntries(
    [...columns].map(([field, index]) => [field, headers[index]?.trim() ?? '']),
  );
  return { columns, mapping };
}

function named(headers: readonly string[], given: Readonly<Record<string, string>>): Map<string, number> {
  const absent = Object.values(given).filter((header) => positions(headers, header).length === 0);
  if (absent.length > 0)
    throw new ImportFailure(`The file has no column “${absent.join('”, “')}”. ${inTheFile(headers)}`);
  const twice = Object.values(given).find((header) => positions(headers, header).length > 1);
  if (twice !== undefined)
    throw new ImportFailure(`The file has more than one column “${twice}”: give them different names.`);
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
function guessed(headers: readonly string[], fields: FieldTable): Map<string, number> {
  const folded = headers.map(fold);
  const columns = new Map<string, number>();
  const taken = new Set<number>();
  for (const [field, { names }] of Object.entries(fields)) {
    const index = [field, ...names]
      .map((name) => folded.indexOf(fold(name)))
      .find((at) => at >= 0 && !taken.has(at));
    if (index === undefined) continue;
    columns.set(field, index);
    taken.add(index);
  }
  return columns;
}

function inTheFile(headers: readonly string[]): string {
  return `The file has: ${headers.filter((header) => header.trim() !== '').join(', ')}.`;
}
