export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

export type Row = Readonly<Record<string, string | number>>;

/** Columns in line, without the frame and the quotation marks of `console.table`, so that it pastes into a document. */
export function printTable(rows: readonly Row[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, c) => Math.max(...cells.map((line) => line[c]?.length ?? 0)));
  for (const [i, line] of cells.entries()) {
    console.log(`| ${line.map((cell, c) => cell.padEnd(widths[c] ?? 0)).join(' | ')} |`);
    if (i === 0) console.log(`| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  }
}

export function fixed(value: number | null, digits = 3): string {
  return value === null || !Number.isFinite(value) ? '-' : value.toFixed(digits);
}
