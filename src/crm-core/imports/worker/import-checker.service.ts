import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Import } from '../../../platform/prisma/generated/client.js';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { type CsvRecord, readCsv } from '../file/csv-records.js';
import type { FileEncoding } from '../file/encoding-probe.js';
import { FileStore } from '../file/file-store.service.js';
import { ImportFailure } from '../import-failure.js';
import {
  findRepeated,
  type ImportCounts,
  markRows,
  type RowMark,
  type RowToStage,
  stageRows,
} from '../import.queries.js';
import { resolveMapping } from '../mapping/resolve-mapping.js';
import type { FieldTable } from '../rows/import-field.js';
import { parseRow, type RowLayout } from '../rows/parse-row.js';
import { ProblemTeller } from '../rows/row-problem.js';
import type { CheckedRow, Foreseen, TargetSession } from '../targets/import-target.js';
import { RunOpener } from './run-opener.service.js';

const BATCH = 1000;
const ROWS_BETWEEN_BREATHS = 100;

/** The dry run: reads the file, stages its rows, and counts what a commit would do. Begins anew when it was interrupted. */
@Injectable()
export class ImportChecker {
  constructor(
    private readonly prisma: PrismaService,
    private readonly files: FileStore,
    private readonly opener: RunOpener,
  ) {}

  /** @throws ImportFailure when the file as a whole can't be imported */
  async run(job: Import, stop: AbortSignal): Promise<void> {
    await this.beginAnew(job.id);
    const { separator, records } = await readCsv(this.files.read(job.id), job.encoding as FileEncoding);
    const rows = records[Symbol.asyncIterator]();
    const header = await rows.next();
    if (header.done) throw new ImportFailure('The file has no line with words in it.');

    const target = this.opener.targetOf(job);
    const fields = withKey(await this.opener.fieldsOf(job), job.key);
    const defaults = job.defaults as Record<string, string>;
    const { columns, mapping } = resolveMapping(
      header.value.cells,
      fields,
      job.mapping as Record<string, string>,
      defaults,
    );
    const teller = new ProblemTeller(mapping);
    const session = await this.opener.open(job, teller);
    await this.prisma.import.update({ where: { id: job.id }, data: { mapping, separator } });
    const layout: RowLayout = { fields, columns, defaults, teller, width: header.value.cells.length };

    const total = await this.stage(
      job.id,
      session,
      batches({ [Symbol.asyncIterator]: () => rows }),
      layout,
      stop,
    );
    if (stop.aborted) return;
    if (total === 0) throw new ImportFailure('The file has a header and nothing below it.');
    // A value may stand in rows of two batches, so that only the whole file shows it.
    for (const field of target.unique) await this.refuseRepeated(job.id, field, teller);
    await this.ready(job.id);
  }

  private async beginAnew(importId: string): Promise<void> {
    await this.prisma.$transaction([
      this.prisma.importRow.deleteMany({ where: { importId } }),
      this.prisma.import.update({
        where: { id: importId },
        data: { total: 0, created: 0, updated: 0, skipped: 0, failed: 0 },
      }),
    ]);
  }

  private async stage(
    importId: string,
    session: TargetSession,
    all: AsyncIterable<CsvRecord[]>,
    layout: RowLayout,
    stop: AbortSignal,
  ): Promise<number> {
    let total = 0;
    // While the database stores a batch, the next one is read and checked.
    let storing = Promise.resolve();
    for await (const records of all) {
      if (stop.aborted) break;
      const checked = await this.check(session, records, layout);
      const [rows] = await Promise.all([this.foresee(session, checked), storing]);
      storing = this.store(importId, rows, total);
      // Whoever awaits it hears of a failure; until then it is no unhandled one.
      storing.catch(() => undefined);
      total += records.length;
    }
    await storing;
    return total;
  }

  private async check(
    session: TargetSession,
    records: readonly CsvRecord[],
    layout: RowLayout,
  ): Promise<CheckedRow[]> {
    const checked: CheckedRow[] = [];
    for (let start = 0; start < records.length; start += ROWS_BETWEEN_BREATHS) {
      const slice = records.slice(start, start + ROWS_BETWEEN_BREATHS);
      checked.push(...(await session.check(slice.map((record) => parseRow(record, layout)))));
      // Requests of others are answered in between.
      await breathe();
    }
    return checked;
  }

  private async store(importId: string, rows: readonly RowToStage[], total: number): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      // Another replica that took over has begun anew: this one has lost its turn.
      const { count } = await tx.import.updateMany({
        where: { id: importId, status: 'CHECKING', total },
        data: { total: { increment: rows.length }, ...countsOf(rows, 'increment') },
      });
      if (count === 0) throw new LostTurn();
      await stageRows(tx, importId, rows);
    });
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
          }
        : { row: row.row, errors: row.problems },
    );
  }

  private async refuseRepeated(importId: string, field: string, teller: ProblemTeller): Promise<void> {
    const repeated = await findRepeated(this.prisma, importId, field);
    const marks = repeated.map(({ row, first, value }): RowMark => {
      const problem = { code: 'REPEATED_IN_FILE', message: `Row ${first} has the same ${field}.` };
      return { row, status: 'INVALID', errors: [teller.at(field, value, problem)] };
    });
    await this.prisma.$transaction(async (tx) => {
      await markRows(tx, importId, marks);
      const fewer = countsOf(
        repeated.map(({ row, foreseen }) => ({ row, data: { fields: {}, defaulted: [], foreseen } })),
        'decrement',
      );
      await tx.import.update({
        where: { id: importId },
        data: { ...fewer, failed: { increment: marks.length } },
      });
    });
  }

  private async ready(importId: string): Promise<void> {
    await this.prisma.import.updateMany({
      where: { id: importId, status: 'CHECKING' },
      data: { status: 'READY' },
    });
    await this.files.remove(importId);
  }
}

type Step = 'increment' | 'decrement';

/** How many rows would be created, updated, skipped and refused, as a change to the import's counts. */
function countsOf(rows: readonly RowToStage[], step: Step): ImportCounts {
  const number = (foreseen: Foreseen): Partial<Record<Step, number>> => ({
    [step]: rows.filter(({ data, errors }) => !errors && data?.foreseen === foreseen).length,
  });
  return {
    created: number('CREATED'),
    updated: number('UPDATED'),
    skipped: number('SKIPPED'),
    failed: { [step]: rows.filter(({ errors }) => errors).length },
  };
}

/** Another replica is at this import. */
export class LostTurn extends Error {
  override readonly name = 'LostTurn';
}

/** A key decides between old and new: a row without it can't be placed. */
function withKey(fields: FieldTable, key: string | null): FieldTable {
  const field = key === null ? undefined : fields[key];
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
