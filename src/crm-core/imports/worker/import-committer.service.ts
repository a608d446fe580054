import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../platform/errors/index.js';
import { translateDatabaseError } from '../../../platform/errors/translate-database-error.js';
import type { Import } from '../../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import { holdImport, markRows, nextValidRows, type RowMark } from '../import.queries.js';
import { ProblemTeller } from '../rows/row-problem.js';
import type { BatchPlan, StagedRow, TargetSession } from '../targets/import-target.js';
import { RunOpener } from './run-opener.service.js';

const BATCH = 1000;
const ATTEMPTS = 5;
const TRANSACTION = { timeout: 60_000, maxWait: 10_000 };

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
  ) {}

  async run(job: Import, stop: AbortSignal): Promise<void> {
    const session = await this.opener.open(job, new ProblemTeller(job.mapping as Record<string, string>));
    while (!stop.aborted) {
      const rows = await nextValidRows(this.prisma, job.id, 0, BATCH);
      if (rows.length === 0) return this.finish(job.id);
      await this.write(job.id, session, rows);
    }
  }

  /** One bad row never stops the others: a batch that the database refuses is halved until that row stands alone. */
  private async write(
    importId: string,
    session: TargetSession,
    rows: StagedRow[],
    attempt = 1,
  ): Promise<void> {
    try {
      await this.prisma.$transaction((tx) => this.writeBatch(tx, importId, session, rows), TRANSACTION);
    } catch (error) {
      const known = translateDatabaseError(error);
      if (known?.code === 'CONCURRENT_CHANGE' && attempt < ATTEMPTS)
        return this.write(importId, session, rows, attempt + 1);
      if (!known || known.kind === 'unavailable') throw error;
      if (rows.length === 1) return this.refuse(importId, rows, known);
      const half = Math.ceil(rows.length / 2);
      await this.write(importId, session, rows.slice(0, half));
      await this.write(importId, session, rows.slice(half));
    }
  }

  private async writeBatch(
    tx: Tx,
    importId: string,
    session: TargetSession,
    rows: StagedRow[],
  ): Promise<void> {
    if (!(await holdImport(tx, importId, 'COMMITTING'))) return;
    // Another replica may have written some in the meantime.
    const first = (rows[0]?.row ?? 0) - 1;
    const last = rows.at(-1)?.row ?? 0;
    const waiting = (await nextValidRows(tx, importId, first, rows.length)).filter(({ row }) => row <= last);
    const plan = await session.plan(tx, waiting, true);
    const ids = await markRows(tx, importId, marksOf(plan));
    await session.write(tx, plan, ids);
    const counts = {
      created: ids.size,
      updated: plan.updates.length,
      skipped: plan.skips.length,
      failed: plan.rejects.length,
    };
    await tx.import.update({
      where: { id: importId },
      data: Object.fromEntries(Object.entries(counts).map(([name, increment]) => [name, { increment }])),
    });
  }

  private async refuse(importId: string, rows: StagedRow[], { code, detail }: DomainError): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      if (!(await holdImport(tx, importId, 'COMMITTING'))) return;
      const marks = rows.map(({ row }): RowMark => ({
        row,
        status: 'INVALID',
        errors: [{ column: '', code, value: null, message: detail }],
      }));
      await markRows(tx, importId, marks);
      await tx.import.update({ where: { id: importId }, data: { failed: { increment: marks.length } } });
    });
  }

  private async finish(importId: string): Promise<void> {
    await this.prisma.import.updateMany({
      where: { id: importId, status: 'COMMITTING' },
      data: { status: 'COMMITTED', committedAt: this.clock.now() },
    });
  }
}

function marksOf({ creates, updates, skips, rejects }: BatchPlan): RowMark[] {
  return [
    ...creates.map(({ row }): RowMark => ({ row, status: 'CREATED' })),
    ...updates.map(({ row, id }): RowMark => ({ row, status: 'UPDATED', entityId: id })),
    ...skips.map(({ row, id }): RowMark => ({ row, status: 'SKIPPED', entityId: id })),
    ...rejects.map(({ row, problems }): RowMark => ({ row, status: 'INVALID', errors: problems })),
  ];
}
