import { Injectable } from '@nestjs/common';
import { type DomainError } from '../../../platform/errors/index.js';
import type { Import } from '../../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import { holdImport, markRows, nextValidRows, type RowMark } from '../import.queries.js';
import { ProblemTeller } from '../rows/row-problem.js';
import type { BatchPlan, TargetSession } from '../targets/import-target.js';
import { RunOpener } from './run-opener.service.js';
import { workThrough } from './work-through.js';

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
    const finished = await workThrough(
      this.prisma,
      {
        doSome: (tx, after, take) => writeSome(tx, job.id, session, after, take),
        refuse: (tx, after, error) => refuseOne(tx, job.id, after, error),
      },
      stop,
    );
    if (finished)
      await this.prisma.import.updateMany({
        where: { id: job.id, status: 'COMMITTING' },
        data: { status: 'COMMITTED', committedAt: this.clock.now() },
      });
  }
}

async function writeSome(
  tx: Tx,
  importId: string,
  session: TargetSession,
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

async function refuseOne(
  tx: Tx,
  importId: string,
  after: number,
  { code, detail }: DomainError,
): Promise<number | undefined> {
  if (!(await holdImport(tx, importId, 'COMMITTING'))) return undefined;
  const [first] = await nextValidRows(tx, importId, after, 1);
  if (!first) return undefined;
  const errors = [{ column: '', code, value: null, message: detail }];
  await markRows(tx, importId, [{ row: first.row, status: 'INVALID', errors }]);
  await tx.import.update({ where: { id: importId }, data: { failed: { increment: 1 } } });
  return first.row;
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
