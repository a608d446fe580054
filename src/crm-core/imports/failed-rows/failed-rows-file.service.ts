import { pipeline, Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import type { Principal } from '../../../platform/access/index.js';
import { csvCells, restoreFormula } from '../../../platform/csv/index.js';
import { DomainError } from '../../../platform/errors/index.js';
import { MAX_PAGE } from '../../../platform/listing/index.js';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { csvNamed } from '../csv-named.js';
import { ImportsService } from '../imports.service.js';
import { unquoted } from '../cells/clean-cell.js';
import { inItalian } from '../rows/field-name.js';
import { inWords } from '../rows/in-words.js';
import { Targets } from '../targets/targets.service.js';
import { ADDED_COLUMNS, type FileLanguage, theirs } from './added-columns.js';
import { type FailedRow, nextFailedRows } from './failed-rows.queries.js';

/** What of a file a reader may see, and how they read it. */
interface Reading {
  headers: readonly string[];
  hidden: ReadonlySet<string>;
  /** Headers that bring a field. */
  mapped: ReadonlySet<string>;
  /** What a column is called in the words for people: a field's name where no column of the file brings it. */
  called: (column: string) => string;
  language: FileLanguage;
}

/** The rows that stayed out, as they stood in the sheet, to be mended there and sent again by themselves. */
@Injectable()
export class FailedRowsFile {
  constructor(
    private readonly prisma: PrismaService,
    private readonly imports: ImportsService,
    private readonly targets: Targets,
  ) {}

  /** @throws DomainError NOT_FOUND; FILE_GONE (409) for an import whose header was never kept */
  async of(actor: Principal, importId: string, language: FileLanguage): Promise<StreamableFile> {
    const job = await this.imports.get(actor, importId);
    const { headers } = await this.prisma.import.findUniqueOrThrow({ where: { id: importId } });
    if (headers.length === 0)
      throw new DomainError('conflict', 'FILE_GONE', 'The file is no longer kept: send it again.');
    const hidden = this.targets.hiddenColumns(job, actor);
    const csv = stringify(csvCells('excel'));
    // A failure on the way ends the answer short; a caller who hangs up ends the reading.
    const mapped = new Set(Object.values(job.mapping));
    const fields = language === 'it' ? await this.targets.of(job.type).fields() : {};
    const called = (column: string): string => {
      const field = mapped.has(column) ? undefined : fields[column];
      return field ? inItalian(column, field.names) : column;
    };
    const reading = { headers, hidden, mapped, called, language };
    pipeline(Readable.from(this.lines(importId, reading)), csv, () => undefined);
    return csvNamed(csv, job.fileName, language === 'it' ? 'da-correggere' : 'to-be-mended');
  }

  private async *lines(importId: string, reading: Reading): AsyncGenerator<string[], void> {
    const { headers, language } = reading;
    yield [...ADDED_COLUMNS[language], ...theirs(headers, headers)];
    for (let after: number | undefined = 0; after !== undefined;) {
      const rows: FailedRow[] = await nextFailedRows(this.prisma, importId, after, MAX_PAGE);
      for (const row of rows) yield line(row, reading);
      after = rows.at(-1)?.row;
    }
  }
}

function line({ row, cells, errors }: FailedRow, reading: Reading): string[] {
  const { headers, hidden, mapped, called, language } = reading;
  const wrong = errors.map((error) => {
    const { column, message, messageIt } = inWords({ ...error, row }, hidden);
    const said = language === 'it' ? messageIt : message;
    return column === '' ? said : `${called(column)}: ${said}`;
  });
  // Of whom fields are hidden from sees what was recognised as another field; a column that brings nothing may hold anything.
  const seen = (cell: string, at: number): string => {
    const header = headers[at]?.trim() ?? '';
    return hidden.size === 0 || (mapped.has(header) && !hidden.has(header)) ? cell : '';
  };
  // An apostrophe that was there already is not doubled; `="00184"` is Excel's own way of keeping zeros.
  const own = theirs(headers, (cells ?? []).map(seen)).map((cell) => restoreFormula(unquoted(cell)));
  return [String(row), wrong.join(' '), ...own];
}
