import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { JournalService } from '../../platform/journal/index.js';
import type { ImportStatus } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import type { CheckImportDto } from './dto/check-import.dto.js';
import type { ImportAcceptedResponse } from './dto/import.response.js';
import type { RevertImportDto } from './dto/revert-import.dto.js';
import { recordImport } from './import-journal.js';
import { lockVisibleImport } from './imports-access.queries.js';
import { findTouched, type TouchedRow } from './revert/revert.queries.js';
import { Targets } from './targets/targets.service.js';
import { ImportWorker } from './worker/import-worker.service.js';

const MOST_ROWS_NAMED = 100;

/** What is done with a received file: checked again, released for writing, taken back. The work itself is the worker's. */
@Injectable()
export class ImportSteps {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly targets: Targets,
    private readonly worker: ImportWorker,
  ) {}

  /**
   * Begins the dry run anew with another mapping, other defaults or another key; what is left out stays as it was. The file is kept for that until it is committed, for a day.
   * @throws DomainError NOT_FOUND, IMPORT_NOT_CHECKABLE, FILE_GONE (409), VALIDATION_FAILED (400), FIELD_HIDDEN (403)
   */
  async checkAgain(actor: Principal, id: string, body: CheckImportDto): Promise<ImportAcceptedResponse> {
    await this.prisma.$transaction(async (tx) => {
      const status = await lockVisibleImport(tx, id, actor.scope('import:create'));
      if (!status) throw DomainError.notFound('import');
      const job = await tx.import.findUniqueOrThrow({ where: { id } });
      if ((status !== 'READY' && status !== 'FAILED') || job.committedAt) throw notCheckable(status);
      if (!(await tx.importChunk.findFirst({ where: { importId: id }, select: { sequence: true } })))
        throw new DomainError('conflict', 'FILE_GONE', 'The file is no longer kept: send it again.');
      const { key, mapping, defaults } = body;
      await this.targets.assertUsable({ type: job.type, key: key ?? undefined, mapping, defaults }, actor);
      const guessed = mapping && Object.keys(mapping).length === 0;
      const said = { key, mapping, guessed, defaults };
      const fresh = { ignored: [], notices: [], failure: null, failureIt: null };
      await tx.import.update({ where: { id }, data: { status: 'CHECKING', ...said, ...fresh } });
      await recordImport(tx, this.journal, actor, id, 'checked-again', {});
    });
    this.prisma.afterCommit(() => this.worker.nudge());
    return { id, status: 'CHECKING' };
  }

  /**
   * Releases the valid rows for writing; the invalid ones stay out.
   * @throws DomainError NOT_FOUND, IMPORT_NOT_READY (409)
   */
  async commit(actor: Principal, id: string): Promise<ImportAcceptedResponse> {
    await this.prisma.$transaction(async (tx) => {
      const status = await lockVisibleImport(tx, id, actor.scope('import:create'));
      if (!status) throw DomainError.notFound('import');
      if (status !== 'READY') throw notReady(status);
      await tx.import.update({
        where: { id },
        data: { status: 'COMMITTING', created: 0, updated: 0, skipped: 0 },
      });
      await recordImport(tx, this.journal, actor, id, 'committed', {});
    });
    this.prisma.afterCommit(() => this.worker.nudge());
    return { id, status: 'COMMITTING' };
  }

  /**
   * Takes back what an import wrote: what it created is deleted, what it updated is as it was before.
   * @throws DomainError NOT_FOUND, IMPORT_NOT_COMMITTED (409), IMPORT_TOUCHED (409) with the rows that were touched since,
   * unless those are to be kept
   */
  async revert(
    actor: Principal,
    id: string,
    { keepTouched = false }: RevertImportDto,
  ): Promise<ImportAcceptedResponse> {
    await this.prisma.$transaction(async (tx) => {
      const status = await lockVisibleImport(tx, id, actor.scope('import:create'));
      if (!status) throw DomainError.notFound('import');
      if (status !== 'COMMITTED') throw notCommitted(status);
      const { type } = await tx.import.findUniqueOrThrow({ where: { id } });
      const touched = keepTouched ? [] : await findTouched(tx, type, id, MOST_ROWS_NAMED);
      if (touched.length > 0) throw touchedSince(touched);
      await tx.import.update({ where: { id }, data: { status: 'REVERTING', revertedById: actor.userId } });
      await recordImport(tx, this.journal, actor, id, 'reverted', { keepTouched });
    });
    this.prisma.afterCommit(() => this.worker.nudge());
    return { id, status: 'REVERTING' };
  }
}

function notCommitted(status: ImportStatus): DomainError {
  const detail = status === 'READY' ? 'Nothing is written yet.' : 'There is nothing to take back.';
  const unfinished = status === 'COMMITTING' ? 'It is still being written.' : undefined;
  return new DomainError('conflict', 'IMPORT_NOT_COMMITTED', unfinished ?? detail);
}

function touchedSince(rows: readonly TouchedRow[]): DomainError {
  const total = rows[0]?.total ?? rows.length;
  return new DomainError(
    'conflict',
    'IMPORT_TOUCHED',
    `${total} of its rows were changed since. Send {"keepTouched": true} to leave those as they are and take the others back.`,
    { members: { touched: total, rows: rows.map(({ row, id }) => ({ row, id })) } },
  );
}

const REASONS: Readonly<Record<Exclude<ImportStatus, 'READY'>, string>> = {
  CHECKING: 'The dry run is not complete yet.',
  COMMITTING: 'It is being written already.',
  COMMITTED: 'It was written already.',
  REVERTING: 'It is being taken back.',
  REVERTED: 'It was taken back.',
  FAILED: 'The file could not be imported; its failure says why.',
};

function notReady(status: Exclude<ImportStatus, 'READY'>): DomainError {
  return new DomainError('conflict', 'IMPORT_NOT_READY', REASONS[status]);
}

function notCheckable(status: ImportStatus): DomainError {
  const detail =
    status === 'CHECKING'
      ? 'The dry run is not complete yet.'
      : 'Only a file of which nothing is written is checked again.';
  return new DomainError('conflict', 'IMPORT_NOT_CHECKABLE', detail);
}
