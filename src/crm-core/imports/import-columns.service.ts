import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Import } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { cleanCell } from './cells/clean-cell.js';
import type { ImportColumnsResponse } from './dto/import-columns.response.js';
import { blankAdded } from './failed-rows/added-columns.js';
import { type CsvRecord, readCsv } from './file/csv-records.js';
import type { FileEncoding } from './file/encoding-probe.js';
import { FileStore } from './file/file-store.service.js';
import { ImportFailure } from './import-failure.js';
import { ImportsService } from './imports.service.js';
import { knownHeaders } from './mapping/read-table.js';
import { guessMapping } from './mapping/resolve-mapping.js';
import type { FieldTable } from './rows/import-field.js';
import { RunOpener } from './worker/run-opener.service.js';

const MOST_SAMPLES = 4;
const MAX_SAMPLE_CHARACTERS = 80;

/** What stands in the columns of a file, for people who say what each of them brings. */
@Injectable()
export class ImportColumns {
  constructor(
    private readonly prisma: PrismaService,
    private readonly imports: ImportsService,
    private readonly files: FileStore,
    private readonly opener: RunOpener,
  ) {}

  /** @throws DomainError NOT_FOUND, FILE_GONE (409): it is kept until the commit, for a day; FILE_UNREADABLE (409) */
  async of(actor: Principal, id: string): Promise<ImportColumnsResponse> {
    const { mapping } = await this.imports.get(actor, id);
    const job = await this.prisma.import.findUniqueOrThrow({ where: { id } });
    const fields = await this.opener.fieldsOf(job);
    const { headers, sample } = await this.beginning(job, fields, mapping);
    // A dry run that failed over its columns keeps none: what was recognised helps whoever names the rest.
    const told = Object.keys(mapping).length > 0 ? mapping : guessMapping(headers, fields, sample);
    const fieldOf = new Map(Object.entries(told).map(([field, header]) => [header, field]));
    const isTheirs = job.createdById === actor.userId;
    return {
      columns: headers.flatMap((cell, at) => {
        const header = cell.trim();
        if (header === '') return [];
        const samples = isTheirs ? samplesOf(sample.map((row) => row[at])) : [];
        return [{ header, field: fieldOf.get(header) ?? null, samples }];
      }),
      fields: Object.entries(fields).map(([field, { names, required = false }]) => ({
        field,
        label: names[0] ?? field,
        required,
      })),
      keys: [...this.opener.targetOf(job).keys].filter((key) => key in fields),
    };
  }

  private async beginning(
    job: Import,
    fields: FieldTable,
    mapping: Readonly<Record<string, string>>,
  ): Promise<{ headers: readonly string[]; sample: readonly (readonly string[])[] }> {
    const known = knownHeaders(fields, mapping);
    const { records, sample } = await readCsv(this.files.read(job.id), job.encoding as FileEncoding, known);
    const header = await firstOf(records).catch(refuseUnreadable);
    if (!header) throw new DomainError('conflict', 'FILE_GONE', 'The file is no longer kept: send it again.');
    const blank = blankAdded(header.cells);
    return { headers: blank(header.cells), sample: sample.map(blank) };
  }
}

async function firstOf(records: AsyncIterable<CsvRecord>): Promise<CsvRecord | undefined> {
  for await (const record of records) return record;
  return undefined;
}

/** The dry run has failed for the same reason. */
function refuseUnreadable(error: unknown): never {
  if (error instanceof ImportFailure)
    throw new DomainError('conflict', 'FILE_UNREADABLE', `${error.message} ${error.it}`, { cause: error });
  throw error;
}

function samplesOf(cells: readonly (string | undefined)[]): string[] {
  const worded = cells.map(cleanCell).filter((cell) => cell !== '');
  return worded.slice(0, MOST_SAMPLES).map((cell) => cell.slice(0, MAX_SAMPLE_CHARACTERS));
}
