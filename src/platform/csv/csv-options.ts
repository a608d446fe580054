import type { Options } from 'csv-stringify';
import type { BusinessDate } from '../time/rome.js';
import type { ExportFormat } from './export-format.js';
import { keptByExcel, neutraliseFormula } from './formula.js';

/** How every file of ours is written: RFC 4180 in UTF-8, with what a spreadsheet would run, or Excel shorten, made harmless. */
export function csvOptions(columns: readonly string[], format: ExportFormat | undefined): Options {
  return { header: true, columns: [...columns], ...csvCells(format) };
}

/** The same for rows that are lists of cells, their header the first of them. */
export function csvCells(format: ExportFormat | undefined): Options {
  return {
    record_delimiter: 'windows',
    // A line break alone is not the end of a record here, but it is for most who read the file.
    quoted_match: /[\r\n]/,
    ...(format === 'excel' && { delimiter: ';', bom: true }),
    cast: { string: format === 'excel' ? keptByExcel : neutraliseFormula },
  };
}

/** What the answer says of the file: its type, and a name that is ours, never a user's, with the day it is of. */
export function csvAnswer(name: string, day: BusinessDate): { type: string; disposition: string } {
  const type = 'text/csv; charset=utf-8';
  return { type, disposition: `attachment; filename="${name}-${day}.csv"` };
}
