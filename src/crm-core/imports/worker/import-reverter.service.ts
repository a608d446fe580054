import { Injectable } from '@nestjs/common';
import { type DomainError } from '../../../platform/errors/index.js';
import type { Import } from '../../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import { holdImport } from '../import.queries.js';
import { markReverted, nextWrittenRows, type WrittenRow } from '../revert/revert.queries.js';
import { RunOpener } from './run-opener.service.js';
import { workThrough } from './work-through.js';
import type { TakeBack } from '../revert/take-back.js';

/**
 * Takes back what an import has written, in batches that are whole like those of the commit. What was touched since
 * stays, and its row says so.
 */
@Injectable()
export class ImportReverter {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    private readonly opener: RunOpener,
  ) {}

  async run(job: Import, stop: AbortSignal): Promise<void> {
    const takeBack = await this.opener.takeBack(job);
    const finished = await workThrough(
      this.prisma,
      {
        doSome: (tx, after, take) => this.revertSome(tx, job.id, takeBack, after, take),
        refuse: (tx, after, error) => keepOne(tx, job.id, after, error),
      },
      stop,
    );
    if (finished)
      await this.prisma.import.updateMany({
        where: { id: job.id, status: 'REVERTING' },
        data: { status: 'REVERTED', revertedAt: this.clock.now() },
      });
  }

  private async revertSome(
    tx: Tx,
    importId: string,
    takeBack: TakeBack,
    after: number,
    take: number,
  ): Promise<number | undefined> {
    if (!(await holdImport(tx, importId, 'REVERTING'))) return undefined;
    const rows = await nextWrittenRows(tx, importId, after, take);
    if (rows.length === 0) return undefined;
    const untouched = await takeBack.hold(tx, rows);
    await takeBack.undo(
      tx,
      rows.filter(({ row }) => untouched.has(row)),
      this.clock.now(),
    );
    await mark(tx, importId, rows, untouched);
    return rows.at(-1)?.row;
  }
}

/** A record that can't be what it was: somebody else has its P.IVA by now. */
async function keepOne(
  tx: Tx,
  importId: string,
  after: number,
  { code, detail }: DomainError,
): Promise<number | undefined> {
  if (!(await holdImport(tx, importId, 'REVERTING'))) return undefined;
  const rows = await nextWrittenRows(tx, importId, after, 1);
  await mark(tx, importId, rows, new Set(), { code, message: detail });
  return rows[0]?.row;
}

const TOUCHED = { code: 'TOUCHED_SINCE', message: 'Changed since the import: it stays as it is.' };

async function mark(
  tx: Tx,
  importId: string,
  rows: readonly WrittenRow[],
  reverted: ReadonlySet<number>,
  reason = TOUCHED,
): Promise<void> {
  await markReverted(tx, importId, rows, reverted, { column: '', value: null, ...reason });
  const kept = rows.length - reverted.size;
  await tx.import.update({
    where: { id: importId },
    data: { reverted: { increment: reverted.size }, kept: { increment: kept } },
  });
}
