import { Injectable } from '@nestjs/common';
import type { Import } from '../../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import { FailedRowsKeeper } from '../failed-rows/failed-rows-keeper.service.js';
import { countOn, markRows, type RowMark } from '../import.queries.js';
import { ProblemTeller } from '../rows/row-problem.js';
import { nextValidRows } from '../staging.queries.js';
import type { BatchPlan, StagedRow, TargetSession } from '../targets/import-target.js';
import { RunOpener } from './run-opener.service.js';
import { workThrough } from './work-through.js';

/** The database has two batches to work on, so that it does not wait while the next one is planned. */
const LANES = 2;

/**
 * Writes the valid rows in batches. Rows, history, journal and what became of each row are one transaction, so that a
 * killed process leaves whole batches only, and whoever goes on begins with the first row that is still waiting.
 */
@Injectable()
export class ImportCommitter {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    private readonly opener: RunOpener,
    private readonly failedRows: FailedRowsKeeper,
  ) {}

  async run(job: Import, stop: AbortSignal): Promise<void> {
    const session = await this.opener.open(job, new ProblemTeller(job.mapping as Record<string, string>));
    const finished = await workThrough<StagedRow>(
      this.prisma,
      {
        next: (after, take) => nextValidRows(this.prisma.pool, job.id, after, take),
        doAll: (tx, rows) => write(tx, job.id, session, rows),
        refuse: async (tx, { row }, { code, detail }) => {
          const errors = [{ column: '', code, value: null, message: detail }];
          await markRows(tx, job.id, [{ row, status: 'INVALID', errors }]);
          await countOn(tx, job.id, 'COMMITTING', { failed: 1 });
        },
      },
      { stop, lanes: LANES },
    );
    if (!finished) return;
    await this.failedRows.keep(job, stop);
    if (!stop.aborted) await this.finish(job.id);
  }

  /** Of what is written the file is not needed any more. */
  private async finish(importId: string): Promise<void> {
    await this.prisma.$transaction([
      this.prisma.import.updateMany({
        where: { id: importId, status: 'COMMITTING' },
        data: { status: 'COMMITTED', committedAt: this.clock.now() },
      }),
      this.prisma.importChunk.deleteMany({ where: { importId } }),
    ]);
  }
}

async function write(
  tx: Tx,
  importId: string,
  session: TargetSession,
  rows: readonly StagedRow[],
): Promise<void> {
  const plan = await session.plan(tx, rows, true);
  const ids = await markRows(tx, importId, marksOf(plan));
  await session.write(tx, plan, ids);
  await countOn(tx, importId, 'COMMITTING', {
    created: ids.size,
    updated: plan.updates.length,
    skipped: plan.skips.length,
    failed: plan.rejects.length,
  });
}

function marksOf({ creates, updates, skips, rejects }: BatchPlan): RowMark[] {
  return [
    ...creates.map(({ row }): RowMark => ({ row, status: 'CREATED' })),
    ...updates.map(({ row, id, undo, version }): RowMark => ({
      row,
      status: 'UPDATED',
      entityId: id,
      before: undo,
      version,
    })),
    ...skips.map(({ row, id }): RowMark => ({ row, status: 'SKIPPED', entityId: id })),
    ...rejects.map(({ row, problems }): RowMark => ({ row, status: 'INVALID', errors: problems })),
  ];
}
