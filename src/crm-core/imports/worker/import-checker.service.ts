import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../../platform/config/config.js';
import type { Import, Prisma } from '../../../platform/prisma/generated/client.js';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { blankAdded, withoutAdded } from '../failed-rows/added-columns.js';
import { FailedRowsKeeper } from '../failed-rows/failed-rows-keeper.service.js';
import { type CsvRecord, readCsv } from '../file/csv-records.js';
import type { FileEncoding } from '../file/encoding-probe.js';
import { FileStore } from '../file/file-store.service.js';
import { ImportFailure, type ImportNotice } from '../import-failure.js';
import { findRepeated, markRows, type RowMark } from '../import.queries.js';
import {
  headerNotices,
  knownHeaders,
  phoneNotices,
  TotalsLeftOut,
  withoutStrangers,
} from '../mapping/read-table.js';
import { resolveMapping } from '../mapping/resolve-mapping.js';
import type { FieldTable } from '../rows/import-field.js';
import { mapBreathing } from '../rows/map-breathing.js';
import { parseRow, type RowLayout } from '../rows/parse-row.js';
import { Repeats } from '../rows/repeats.js';
import { ProblemTeller, type RowProblem } from '../rows/row-problem.js';
import { countsOf, type RowToStage, stageRows } from '../staging.queries.js';
import type { CheckedRow, Foreseen, TargetSession } from '../targets/import-target.js';
import { RunOpener } from './run-opener.service.js';

const BATCH = 1000;

/** What one pass over the file needs and finds out. */
interface Pass {
  session: TargetSession;
  layout: RowLayout;
  repeats: Repeats;
}

/** The dry run: reads the file, stages its rows, and counts what a commit would do. Begins anew when it was interrupted. */
@Injectable()
export class ImportChecker {
  constructor(
    private readonly prisma: PrismaService,
    private readonly files: FileStore,
    private readonly opener: RunOpener,
    private readonly config: AppConfig,
    private readonly failedRows: FailedRowsKeeper,
  ) {}

  /** @throws ImportFailure when the file as a whole can't be imported */
  async run(job: Import, stop: AbortSignal): Promise<void> {
    await this.beginAnew(job.id);
    const target = this.opener.targetOf(job);
    const fields = withKey(await this.opener.fieldsOf(job), job.key);
    const given = job.guessed ? {} : (job.mapping as Record<string, string>);
    const file = await readCsv(
      this.files.read(job.id),
      job.encoding as FileEncoding,
      knownHeaders(fields, given),
    );
    const rows = file.records[Symbol.asyncIterator]();
    const header = await rows.next();
    if (header.done) throw EMPTY;

    const headers = header.value.cells;
    const blank = blankAdded(headers);
    const cells = blank(headers);
    const sample = file.sample.map(blank);
    const defaults = job.defaults as Record<string, string>;
    const resolved = resolveMapping(cells, fields, given, defaults, sample);
    const session = await this.opener.open(job, new ProblemTeller(resolved.mapping));
    // What the user says is not doubted.
    const doubted = job.guessed ? sample : [];
    const knows = (text: string): boolean => session.knowsOwner(text);
    const { columns, mapping, ignored, notices } = withoutStrangers(resolved, doubted, knows);
    const found = [...headerNotices(file), ...phoneNotices(mapping), ...notices];
    const { separator } = file;
    await this.note(job.id, { headers, mapping, separator, ignored, notices: asJson(found) });
    const teller = new ProblemTeller(mapping);
    const { guessed } = job;
    const layout: RowLayout = { fields, columns, defaults, teller, guessed, width: cells.length };

    const totals = new TotalsLeftOut(cells);
    const below = totals.from(withoutAdded(headers, { [Symbol.asyncIterator]: () => rows }));
    const repeats = new Repeats(target.unique);
    const total = await this.stage(job.id, { session, layout, repeats }, batches(below), stop);
    if (stop.aborted) return;
    if (total === 0) throw HEADER_ONLY;
    // A value may stand in rows of two batches, so that only the whole file shows it.
    for (const field of repeats.suspects()) await this.refuseRepeated(job.id, field, teller);
    const { created } = await this.prisma.import.findUniqueOrThrow({ where: { id: job.id } });
    const told = new Set([...columns.keys(), ...Object.keys(defaults)]);
    const become = created > 0 ? session.newcomers(told) : [];
    await this.note(job.id, { notices: asJson([...found, ...totals.notices(), ...become]) });
    await this.failedRows.keep({ ...job, separator }, stop);
    if (stop.aborted) return;
    await this.ready(job.id);
  }

  /** What was found out about the file as a whole. */
  private async note(importId: string, data: Prisma.ImportUpdateInput): Promise<void> {
    await this.prisma.import.update({ where: { id: importId }, data });
  }

  private async beginAnew(importId: string): Promise<void> {
    await this.prisma.$transaction([
      this.prisma.importRow.deleteMany({ where: { importId } }),
      this.prisma.import.update({
        where: { id: importId },
        data: { total: 0, created: 0, updated: 0, skipped: 0, failed: 0, warned: 0 },
      }),
    ]);
  }

  private async stage(
    importId: string,
    pass: Pass,
    all: AsyncIterable<CsvRecord[]>,
    stop: AbortSignal,
  ): Promise<number> {
    let total = 0;
    // While the database is asked about a batch and stores it, the next one is read and checked.
    let storing = Promise.resolve();
    for await (const records of all) {
      if (stop.aborted) break;
      const checked = await this.check(pass, records);
      await storing;
      storing = this.settle(importId, pass, checked, total);
      // Whoever awaits it hears of a failure; until then it is no unhandled one.
      storing.catch(() => undefined);
      total += records.length;
      if (total > this.config.importMaxRows) throw tooManyRows(this.config.importMaxRows);
    }
    await storing;
    return total;
  }

  private async check({ session, layout }: Pass, records: readonly CsvRecord[]): Promise<CheckedRow[]> {
    const parsed = await mapBreathing(records, (record) => parseRow(record, layout));
    const checked = await session.check(parsed);
    return checked.map((row, index) => withWarnings(row, parsed[index]?.warnings ?? []));
  }

  private async settle(
    importId: string,
    { session, repeats }: Pass,
    checked: readonly CheckedRow[],
    total: number,
  ): Promise<void> {
    const rows = await this.foresee(session, checked);
    repeats.note(rows);
    await stageRows(this.prisma.pool, importId, total, rows);
  }

  /** Plans the valid rows against the database as it is. */
  private async foresee(session: TargetSession, checked: readonly CheckedRow[]): Promise<RowToStage[]> {
    const valid = checked.filter((row) => 'data' in row);
    const { updates, skips, rejects } = await session.plan(this.prisma, valid, false);
    const foreseen = new Map<number, Foreseen>([
      ...updates.map(({ row }) => [row, 'UPDATED'] as const),
      ...skips.map(({ row }) => [row, 'SKIPPED'] as const),
    ]);
    const refused = new Map(rejects.map(({ row, problems }) => [row, problems]));
    return checked.map((row): RowToStage =>
      'data' in row
        ? {
            row: row.row,
            data: { ...row.data, foreseen: foreseen.get(row.row) ?? 'CREATED' },
            errors: refused.get(row.row),
            warnings: row.warnings,
          }
        : { row: row.row, errors: row.problems },
    );
  }

  private async refuseRepeated(importId: string, field: string, teller: ProblemTeller): Promise<void> {
    const repeated = await findRepeated(this.prisma, importId, field);
    const marks = repeated.map(({ row, first, value }): RowMark => {
      const problem = {
        code: 'REPEATED_IN_FILE',
        message: `Row ${first} has the same ${field}.`,
        it: `La riga ${first} ha lo stesso valore.`,
      };
      return { row, status: 'INVALID', errors: [teller.at(field, value, problem)] };
    });
    await this.prisma.$transaction(async (tx) => {
      await markRows(tx, importId, marks);
      const fewer = countsOf(
        repeated.map(({ row, foreseen, warnings }) => ({
          row,
          data: { fields: {}, defaulted: [], foreseen },
          warnings: warnings ?? undefined,
        })),
      );
      await tx.import.update({
        where: { id: importId },
        data: {
          created: { decrement: fewer.created },
          updated: { decrement: fewer.updated },
          skipped: { decrement: fewer.skipped },
          warned: { decrement: fewer.warned },
          failed: { increment: marks.length },
        },
      });
    });
  }

  private async ready(importId: string): Promise<void> {
    await this.prisma.import.updateMany({
      where: { id: importId, status: 'CHECKING' },
      data: { status: 'READY' },
    });
  }
}

const asJson = (notices: readonly ImportNotice[]): Prisma.InputJsonArray =>
  notices.map(({ code, it, en }) => ({ code, it, en }));

/** Of a row that stays out nobody needs to know what else was left out of it. */
function withWarnings(row: CheckedRow, more: readonly RowProblem[]): CheckedRow {
  if (more.length === 0 || !('data' in row)) return row;
  return { ...row, warnings: [...more, ...(row.warnings ?? [])] };
}

const tooManyRows = (most: number): ImportFailure =>
  new ImportFailure(
    `A file has at most ${most} rows: part it.`,
    `Un file ha al massimo ${most} righe: dividilo.`,
  );
const EMPTY = new ImportFailure(
  'The file has no line with words in it.',
  'Nel file non c’è nessuna riga con del testo.',
);
const HEADER_ONLY = new ImportFailure(
  'The file has a header and nothing below it.',
  'Il file ha un’intestazione e niente sotto.',
);

/** A key decides between old and new: a row without it can't be placed. */
function withKey(fields: FieldTable, key: string | null): FieldTable {
  // A row without an id of ours is simply new.
  const field = key === null || key === 'id' ? undefined : fields[key];
  return field ? { ...fields, [key ?? '']: { ...field, required: true } } : fields;
}

async function* batches(records: AsyncIterable<CsvRecord>): AsyncGenerator<CsvRecord[], void> {
  let batch: CsvRecord[] = [];
  for await (const record of records) {
    batch.push(record);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
