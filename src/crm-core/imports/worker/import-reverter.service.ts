import { Injectable } from '@nestjs/common';
import type { Import } from '../../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import { countOn } from '../import.queries.js';
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
    const finished = await workThrough<WrittenRow>(
      this.prisma,
      {
        next: (after, take) => nextWrittenRows(this.prisma, job.id, after, take),
        doAll: (tx, rows) => this.revert(tx, job.id, takeBack, rows),
        // A record that can't be what it was: somebody else has its P.IVA by now.
        refuse: (tx, row, { code, detail }) => mark(tx, job.id, [row], new Set(), { code, message: detail }),
      },
      { stop, lanes: 1 },
    );
    if (finished)
      await this.prisma.import.updateMany({
        where: { id: job.id, status: 'REVERTING' },
        data: { status: 'REVERTED', revertedAt: this.clock.now() },
      });
  }

  private async revert(
    tx: Tx,
    importId: string,
    takeBack: TakeBack,
    rows: readonly WrittenRow[],
  ): Promise<void> {
    const untouched = await takeBack.hold(tx, rows);
    await takeBack.undo(
      tx,
      rows.filter(({ row }) => untouched.has(row)),
      this.clock.now(),
    );
    await mark(tx, importId, rows, untouched);
  }
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
  await countOn(tx, importId, 'REVERTING', { reverted: reverted.size, kept });
}
