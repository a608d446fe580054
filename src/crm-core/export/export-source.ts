import type { CustomFieldResource } from '../../platform/prisma/generated/client.js';
import type { ExportFormat } from '../../platform/csv/index.js';

/** One page of rows as cells. */
export interface ExportPage {
  rows: string[][];
  nextCursor: string | null;
  /** Of all pages, when it was asked for. */
  total?: number;
}

/** What a file is made of. */
export interface ExportSource {
  /** What the journal and the field rules call a row. */
  entity: 'client' | 'contact' | 'opportunity';
  /** The resource; the file bears its name. */
  resource: CustomFieldResource;
  /** Our own columns, before the reader's role hides some. */
  columns: readonly string[];
  format: ExportFormat | undefined;
  /** The filter as it was asked for, for the journal. */
  filter: object;
  /**
   * The page that begins at a cursor, in these columns.
   * @throws DomainError when the sort or a filter is unknown
   */
  page: (from: { cursor?: string; count?: 'exact' }, columns: readonly string[]) => Promise<ExportPage>;
}
