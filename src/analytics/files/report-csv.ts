import { stringify } from 'csv-stringify/sync';
import { csvOptions, type ExportFormat, italianNumber } from '../../platform/csv/index.js';
import type { ReportFile } from './report-file.js';

/**
 * Rows as a file. A column that no row has is left out: its field is hidden from the reader, or was not asked for.
 * @param rows as the reader may see them
 */
export function reportCsv(
  { labels, figures }: Pick<ReportFile<never>, 'labels' | 'figures'>,
  rows: readonly object[],
  format: ExportFormat | undefined,
): string {
  const isThere = (path: string): boolean =>
    rows.length === 0 || rows.some((row) => at(row, path) !== undefined);
  const columns = [...labels, ...figures].filter(isThere);
  const figure = new Set(figures);
  const cells = rows.map((row) =>
    columns.map((path) => {
      const text = cell(at(row, path));
      return format === 'excel' && figure.has(path) ? italianNumber(text) : text;
    }),
  );
  return stringify(cells, csvOptions(columns, format));
}

function at(row: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], row);
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
}
