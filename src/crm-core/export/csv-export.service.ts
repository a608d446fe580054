import { randomUUID } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { hiddenNames, type Principal } from '../../platform/access/index.js';
import { csvAnswer, csvOptions } from '../../platform/csv/index.js';
import { JournalService } from '../../platform/journal/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { businessDateOf } from '../../platform/time/rome.js';
import { CustomFieldDirectory } from '../custom-fields/custom-field-directory.service.js';
import { customColumn } from './cells.js';
import type { ExportPage, ExportSource } from './export-source.js';

export const ROWS_A_PAGE = 500;

/** A list as a CSV file, read page by page while it is sent: memory stays flat however many rows there are. */
@Injectable()
export class CsvExport {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly clock: Clock,
    private readonly customFields: CustomFieldDirectory,
  ) {}

  /** @throws DomainError when the sort or a filter is unknown: before the first byte */
  async send(actor: Principal, source: ExportSource): Promise<StreamableFile> {
    const columns = await this.columnsFor(actor, source);
    const first = await source.page({ count: 'exact' }, columns);
    await this.record(actor, source, first.total ?? 0);
    const lines = stringify(csvOptions(columns, source.format));
    // A failure on the way reaches the answer through the stream itself: it ends short, never as if it were whole.
    pipeline(Readable.from(rowsOf(source, first, columns)), lines, () => undefined);
    return new StreamableFile(lines, csvAnswer(source.resource, businessDateOf(this.clock.now())));
  }

  /** The columns that this reader may see, those of the admin's fields last. */
  private async columnsFor(actor: Principal, { entity, resource, columns }: ExportSource): Promise<string[]> {
    const hidden = hiddenNames(entity, actor);
    const own = columns.filter((column) => !hidden.has(column));
    if (hidden.has('custom')) return own;
    const rules = await this.customFields.rules(resource);
    return [...own, ...rules.filter(({ archived }) => !archived).map(({ key }) => customColumn(key))];
  }

  /** Who takes data out, which, and how many rows: written before the first byte leaves. */
  private record(actor: Principal, { entity, filter }: ExportSource, rows: number): Promise<void> {
    const told = Object.entries(filter).filter(([, value]) => value !== undefined);
    return this.journal.record(this.prisma, actor, {
      action: `${entity}.exported`,
      entity: 'export',
      entityId: randomUUID(),
      ownerId: actor.userId,
      facts: { ...Object.fromEntries<Prisma.InputJsonValue>(told), rows },
    });
  }
}

async function* rowsOf(
  { page }: ExportSource,
  first: ExportPage,
  columns: readonly string[],
): AsyncGenerator<string[]> {
  for (let { rows, nextCursor } = first; ;) {
    yield* rows;
    if (!nextCursor) return;
    ({ rows, nextCursor } = await page({ cursor: nextCursor }, columns));
  }
}
