import { randomUUID } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import type { Principal } from '../../platform/access/index.js';
import { neutraliseFormula } from '../../platform/csv/formula.js';
import { JournalService } from '../../platform/journal/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { businessDateOf } from '../../platform/time/rome.js';
import { CustomFieldDirectory } from '../custom-fields/custom-field-directory.service.js';
import { type ClientFilter } from './client-filter.js';
import { ClientReader } from './client-reader.service.js';
import { csvColumnsFor, toCsvRow } from './client-csv.js';
import type { ClientExportQuery } from './dto/client-export.query.js';
import type { ClientResponse } from './dto/client.response.js';

const ROWS_A_PAGE = 500;

/** Clients as a CSV file, read page by page while it is sent: memory stays flat however many there are. */
@Injectable()
export class ClientExportService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly reader: ClientReader,
    private readonly clock: Clock,
    private readonly customFields: CustomFieldDirectory,
  ) {}

  /** @throws DomainError when the sort or a filter is unknown: before the first byte */
  async csv(actor: Principal, query: ClientExportQuery): Promise<StreamableFile> {
    const { sort, format, ...filter } = query;
    const first = await this.reader.list(
      actor,
      { ...filter, sort, limit: ROWS_A_PAGE, count: 'exact' },
      'client:export',
    );
    await this.record(actor, filter, first.total ?? 0);
    const columns = csvColumnsFor(actor, await this.customFields.rules('clients'));
    const lines = stringify({
      header: true,
      columns,
      record_delimiter: 'windows',
      ...(format === 'excel' && { delimiter: ';', bom: true }),
      cast: { string: neutraliseFormula },
    });
    // A failure on the way reaches the answer through the stream itself: it ends short, never as if it were whole.
    pipeline(Readable.from(this.rows(actor, { ...query, sort }, first, columns)), lines, () => undefined);
    const name = `clients-${businessDateOf(this.clock.now())}.csv`;
    return new StreamableFile(lines, {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${name}"`,
    });
  }

  private async *rows(
    actor: Principal,
    { format, ...query }: ClientExportQuery,
    first: { items: ClientResponse[]; nextCursor: string | null },
    columns: ReturnType<typeof csvColumnsFor>,
  ): AsyncGenerator<string[]> {
    for (let page = first; ;) {
      for (const client of page.items) yield toCsvRow(client, columns, format);
      if (!page.nextCursor) return;
      page = await this.reader.list(
        actor,
        { ...query, limit: ROWS_A_PAGE, cursor: page.nextCursor },
        'client:export',
      );
    }
  }

  /** Who takes data out, which, and how many rows: written before the first byte leaves. */
  private record(actor: Principal, filter: ClientFilter, rows: number): Promise<void> {
    const facts = Object.fromEntries(
      Object.entries(filter).filter(([, value]) => value !== undefined),
    ) as Record<string, string | number>;
    return this.journal.record(this.prisma, actor, {
      action: 'client.exported',
      entity: 'export',
      entityId: randomUUID(),
      ownerId: actor.userId,
      facts: { ...facts, rows },
    });
  }
}
