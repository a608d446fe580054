import { pipeline, Readable } from 'node:stream';
import { Injectable, type StreamableFile } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { type Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { MAX_PAGE, type Page } from '../../platform/listing/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { csvNamed } from './csv-named.js';
import type { ImportErrorsQuery } from './dto/import-errors.query.js';
import type { ImportErrorResponse } from './dto/import-error.response.js';
import { countTold, findTold, type Told } from './import.queries.js';
import { inWords } from './rows/in-words.js';
import { ImportsService } from './imports.service.js';
import { Targets } from './targets/targets.service.js';

const COLUMNS = ['row', 'column', 'code', 'value', 'message', 'messageIt'] as const;
const FROM_THE_BEGINNING = { row: 0, ordinal: 0 };

/** What is wrong with the rows of an import, in the order of the file. */
@Injectable()
export class ImportErrorsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly imports: ImportsService,
    private readonly targets: Targets,
  ) {}

  /** @throws DomainError NOT_FOUND; or when a sort is asked for, for a file has one order */
  async page(
    actor: Principal,
    importId: string,
    told: Told,
    query: ImportErrorsQuery,
  ): Promise<Page<ImportErrorResponse>> {
    if (query.sort !== undefined && query.sort !== 'row')
      throw DomainError.field('/sort', 'SORT_UNKNOWN', 'Errors come in the order of the file.');
    const hidden = this.targets.hiddenColumns(await this.imports.get(actor, importId), actor);
    const errors = await findTold(
      this.prisma,
      importId,
      told,
      query.cursor === undefined ? FROM_THE_BEGINNING : position(query.cursor),
      query.limit + 1,
      query,
    );
    const shown = errors.slice(0, query.limit);
    const last = errors.length > query.limit ? shown.at(-1) : undefined;
    return {
      items: shown.map((error) => inWords(error, hidden)),
      nextCursor: last ? `${last.row}.${last.ordinal}` : null,
      ...(query.count && { total: await countTold(this.prisma, importId, told, query) }),
    };
  }

  /** All of them as a spreadsheet: `;` and a byte order mark, so that Excel in Italy opens it right. */
  async csv(actor: Principal, importId: string): Promise<StreamableFile> {
    const job = await this.imports.get(actor, importId);
    const csv = stringify({
      header: true,
      columns: [...COLUMNS],
      delimiter: ';',
      bom: true,
      record_delimiter: 'windows',
      escape_formulas: true,
    });
    // A failure on the way ends the answer short; a caller who hangs up ends the reading.
    pipeline(
      Readable.from(this.rows(importId, this.targets.hiddenColumns(job, actor))),
      csv,
      () => undefined,
    );
    return csvNamed(csv, job.fileName, 'errors');
  }

  private async *rows(importId: string, hidden: ReadonlySet<string>): AsyncGenerator<ImportErrorResponse> {
    let after = FROM_THE_BEGINNING;
    for (;;) {
      const errors = await findTold(this.prisma, importId, 'errors', after, MAX_PAGE);
      yield* errors.map((error) => inWords(error, hidden));
      const last = errors.at(-1);
      if (!last) return;
      after = last;
    }
  }
}

function position(cursor: string): { row: number; ordinal: number } {
  const [, row, ordinal] = /^(\d{1,9})\.(\d{1,4})$/.exec(cursor) ?? [];
  if (row === undefined || ordinal === undefined) {
    throw DomainError.field(
      '/cursor',
      'CURSOR_INVALID',
      'This cursor does not belong to this list; start again without it.',
    );
  }
  return { row: Number(row), ordinal: Number(ordinal) };
}
