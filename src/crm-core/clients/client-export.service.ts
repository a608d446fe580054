import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { CsvExport, ROWS_A_PAGE } from '../export/csv-export.service.js';
import { ClientReader } from './client-reader.service.js';
import { CSV_COLUMNS, toCsvRow } from './client-csv.js';
import type { ClientExportQuery } from './dto/client-export.query.js';

/** Clients as a CSV file. */
@Injectable()
export class ClientExportService {
  constructor(
    private readonly files: CsvExport,
    private readonly reader: ClientReader,
  ) {}

  /** @throws DomainError when the sort or a filter is unknown: before the first byte */
  csv(actor: Principal, { format, ...query }: ClientExportQuery): Promise<StreamableFile> {
    const filter = { ...query, sort: undefined };
    return this.files.send(actor, {
      ...{ entity: 'client', resource: 'clients', columns: CSV_COLUMNS, format, filter },
      page: async (from, columns) => {
        const list = { ...query, ...from, limit: ROWS_A_PAGE };
        const { items, ...page } = await this.reader.list(actor, list, 'client:export');
        return { ...page, rows: items.map((client) => toCsvRow(client, columns, format)) };
      },
    });
  }
}
