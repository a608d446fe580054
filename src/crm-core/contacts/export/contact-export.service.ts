import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import { CsvExport, ROWS_A_PAGE } from '../../export/csv-export.service.js';
import { ContactSearch } from '../contact-search.service.js';
import { CONTACT_COLUMNS, contactCells } from './contact-csv.js';
import type { ContactExportQuery } from './contact-export.query.js';

/** Contacts as a CSV file. */
@Injectable()
export class ContactExportService {
  constructor(
    private readonly files: CsvExport,
    private readonly contacts: ContactSearch,
  ) {}

  /** @throws DomainError when the sort is unknown: before the first byte */
  csv(actor: Principal, { format, ...query }: ContactExportQuery): Promise<StreamableFile> {
    const filter = { ...query, sort: undefined };
    return this.files.send(actor, {
      ...{ entity: 'contact', resource: 'contacts', columns: CONTACT_COLUMNS, format, filter },
      page: async (from, columns) => {
        const list = { ...query, ...from, limit: ROWS_A_PAGE };
        const { items, ...page } = await this.contacts.search(actor, list, 'contact:export');
        return { ...page, rows: items.map((contact) => contactCells(contact, columns, format)) };
      },
    });
  }
}
