import { Injectable } from '@nestjs/common';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { type CsvRecord, readLines } from '../file/csv-records.js';
import type { FileEncoding } from '../file/encoding-probe.js';
import { FileStore } from '../file/file-store.service.js';
import type { Separator } from '../file/separator.js';
import { keepCells, nextWithoutCells } from './failed-rows.queries.js';

const BATCH = 1000;
const BATCH_CHARACTERS = 1_000_000;

interface KnownFile {
  id: string;
  encoding: string;
  separator: string | null;
}

/**
 * Keeps the cells of rows that failed, before the file goes: a file may be large and its good rows need no second copy. The file is read
 * once more, and only when something failed. What was interrupted is finished by doing it again.
 */
@Injectable()
export class FailedRowsKeeper {
  constructor(
    private readonly prisma: PrismaService,
    private readonly files: FileStore,
  ) {}

  /** Where the file is gone already, nothing is kept. */
  async keep({ id, encoding, separator }: KnownFile, stop: AbortSignal): Promise<void> {
    if (separator === null) return;
    const wanted = this.wanted(id);
    let next = await wanted.next();
    if (next.done) return;
    const lines = readLines(this.files.read(id), encoding as FileEncoding, separator as Separator);
    const held = new Held((records) => keepCells(this.prisma.pool, id, records));
    for await (const { row, cells } of lines) {
      if (next.done || stop.aborted) break;
      if (row !== next.value) continue;
      await held.add({ row, cells: cells.map(storable) });
      next = await wanted.next();
    }
    await held.flush();
  }

  private async *wanted(importId: string): AsyncGenerator<number, void> {
    for (let after: number | undefined = 0; after !== undefined;) {
      const rows: number[] = await nextWithoutCells(this.prisma, importId, after, BATCH);
      yield* rows;
      after = rows.at(-1);
    }
  }
}

/** Records until they are worth a statement. */
class Held {
  private records: CsvRecord[] = [];
  private characters = 0;

  constructor(private readonly store: (records: readonly CsvRecord[]) => Promise<void>) {}

  async add(record: CsvRecord): Promise<void> {
    this.records.push(record);
    this.characters += record.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (this.records.length >= BATCH || this.characters >= BATCH_CHARACTERS) await this.flush();
  }

  async flush(): Promise<void> {
    await this.store(this.records);
    this.records = [];
    this.characters = 0;
  }
}

/** PostgreSQL's JSON has neither the character zero nor half a character. */
const storable = (cell: string): string => cell.replaceAll('\0', '').toWellFormed();
