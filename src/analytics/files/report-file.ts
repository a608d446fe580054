/** A cell of a file; null and what is not there are empty. */
export type Row = Readonly<Record<string, unknown>>;

/** What of a report stands in its file: described beside the report, and for every report. */
export interface ReportFile<Answer> {
  /** The operation that answers the report as JSON: from its marks follows what a role doesn't see. */
  operation: string;
  /** Columns that say what a row is about, in their order; a path into the row names its column: `open.count`. */
  labels: readonly string[];
  /** Columns of figures: with decimal commas in a file for Excel in Italy. */
  figures: readonly string[];
  /** @param answer may lack what the reader's role doesn't see */
  rows: (answer: Partial<Answer>) => readonly object[];
}

/** The rows of a report, and with `compare=previous` those of the period before; `period` then says which is which. */
export function bothPeriods(
  now: readonly object[] | undefined,
  before: readonly object[] | undefined,
): readonly object[] {
  if (!before) return now ?? [];
  return [
    ...(now ?? []).map((row) => ({ period: 'current', ...row })),
    ...before.map((row) => ({ period: 'previous', ...row })),
  ];
}
