import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../platform/errors/index.js';
import { translateDatabaseError } from '../../../platform/errors/translate-database-error.js';
import type { Import } from '../../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import { holdImport, markRows, nextValidRows, type RowMark } from '../import.queries.js';
import { ProblemTeller } from '../rows/row-problem.js';
import type { BatchPlan, TargetSession } from '../targets/import-target.js';
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
    const run = { importId: job.id, session };
    // One bad row never stops the others: a batch that the database refuses is halved until that row stands alone.
    for (let after = 0, take = BATCH; !stop.aborted; take = Math.min(BATCH, take * 2)) {
      const { last, size } = await this.writeSome(run, after, take);
      if (last === undefined) return this.finish(job.id);
      [after, take] = [last, size];
    }
  }

  /** @returns the last row that is done, undefined: there was none; and how many rows it took at once */
  private async writeSome(run: Run, after: number, take: number, attempt = 1): Promise<Progress> {
    try {
      const last = await this.prisma.$transaction((tx) => this.writeBatch(tx, run, after, take), TRANSACTION);
      return { last, size: take };
    } catch (error) {
      const known = translateDatabaseError(error);
      if (known?.code === 'CONCURRENT_CHANGE' && attempt < ATTEMPTS)
        return this.writeSome(run, after, take, attempt + 1);
      if (!known || known.kind === 'unavailable') throw error;
      if (take === 1) return { last: await this.refuseOne(run, after, known), size: 1 };
      return this.writeSome(run, after, Math.ceil(take / 2));
    }
  }

  private async writeBatch(
    tx: Tx,
    { importId, session }: Run,
    after: number,
    take: number,
  ): Promise<number | undefined> {
    if (!(await holdImport(tx, importId, 'COMMITTING'))) return undefined;
    // Another replica may have written some in the meantime: those wait no more.
    const rows = await nextValidRows(tx, importId, after, take);
    if (rows.length === 0) return undefined;
    const plan = await session.plan(tx, rows, true);
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
    return rows.at(-1)?.row;
  }

  private async refuseOne(
    { importId }: Run,
    after: number,
    { code, detail }: DomainError,
  ): Promise<number | undefined> {
    return this.prisma.$transaction(async (tx) => {
      if (!(await holdImport(tx, importId, 'COMMITTING'))) return undefined;
      const [first] = await nextValidRows(tx, importId, after, 1);
      if (!first) return undefined;
      const errors = [{ column: '', code, value: null, message: detail }];
      await markRows(tx, importId, [{ row: first.row, status: 'INVALID', errors }]);
      await tx.import.update({ where: { id: importId }, data: { failed: { increment: 1 } } });
      return first.row;
    });
  }

  private async finish(importId: string): Promise<void> {
    await this.prisma.import.updateMany({
      where: { id: importId, status: 'COMMITTING' },
      data: { status: 'COMMITTED', committedAt: this.clock.now() },
    });
  }
}

interface Run {
  importId: string;
  session: TargetSession;
}

interface Progress {
  last: number | undefined;
  size: number;
}

function marksOf({ creates, updates, skips, rejects }: BatchPlan): RowMark[] {
  return [
    ...creates.map(({ row }): RowMark => ({ row, status: 'CREATED' })),
    ...updates.map(({ row, id }): RowMark => ({ row, status: 'UPDATED', entityId: id })),
    ...skips.map(({ row, id }): RowMark => ({ row, status: 'SKIPPED', entityId: id })),
    ...rejects.map(({ row, problems }): RowMark => ({ row, status: 'INVALID', errors: problems })),
  ];
}
