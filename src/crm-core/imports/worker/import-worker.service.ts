import { BeforeApplicationShutdown, Injectable, Logger, OnApplicationBootstrap } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DomainError } from '../../../platform/errors/index.js';
import { isForNow, translateDatabaseError } from '../../../platform/errors/translate-database-error.js';
import { BackgroundLoop } from '../../../platform/jobs/index.js';
import type { Import } from '../../../platform/prisma/generated/client.js';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { Stopping } from '../../../platform/stopping/index.js';
import { Clock } from '../../../platform/time/clock.js';
import { ImportFailure } from '../import-failure.js';
import { sweepOrphanedChunks } from '../import.queries.js';
import { ImportChecker } from './import-checker.service.js';
import { ImportCommitter } from './import-committer.service.js';
import { ImportReverter } from './import-reverter.service.js';
import { withImportLock } from './import-lock.js';
import { LostTurn } from './lost-turn.js';

const TICK_MS = 5000;
const HOUR_MS = 3_600_000;

/**
 * Checks, writes and takes back imports in the background of this process. Whatever a killed replica left unfinished is picked up
 * by exactly one other: at its start, or at its next tick.
 */
@Injectable()
export class ImportWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ImportWorker.name);
  // Nothing is lost when it fails: the next tick tries again.
  private readonly loop = new BackgroundLoop(
    (stop) => this.round(stop),
    (error) => this.logger.warn({ err: error }, 'imports wait'),
  );

  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    private readonly checker: ImportChecker,
    private readonly committer: ImportCommitter,
    private readonly reverter: ImportReverter,
    private readonly processStops: Stopping,
  ) {}

  onApplicationBootstrap(): void {
    this.nudge();
  }

  /** The batch under way is finished; what is left waits for the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.processStops.patiently(this.loop.stop());
  }

  /** Looks for work now; also when it is working already. */
  @Interval(TICK_MS)
  nudge(): void {
    this.loop.nudge();
  }

  private async round(stop: AbortSignal): Promise<void> {
    await sweepOrphanedChunks(this.prisma, new Date(this.clock.now().getTime() - HOUR_MS));
    const waiting = await this.prisma.import.findMany({
      where: { status: { in: ['CHECKING', 'COMMITTING', 'REVERTING'] } },
      select: { id: true },
      orderBy: { createdAt: 'asc' },
    });
    for (const { id } of waiting) await withImportLock(this.prisma, id, () => this.advance(id, stop));
  }

  private async advance(id: string, stop: AbortSignal): Promise<void> {
    const job = await this.prisma.import.findUniqueOrThrow({ where: { id } });
    try {
      if (job.status === 'CHECKING') await this.checker.run(job, stop);
      else if (job.status === 'COMMITTING') await this.committer.run(job, stop);
      else if (job.status === 'REVERTING') await this.reverter.run(job, stop);
    } catch (error) {
      await this.settle(job, error);
    }
  }

  /** A database that is away is waited for; anything else ends this import, says so, and lets the next one begin. */
  private async settle(job: Import, error: unknown): Promise<void> {
    if (error instanceof LostTurn) return;
    const known = error instanceof DomainError ? error : translateDatabaseError(error);
    if (isForNow(known)) throw error;
    if (!(error instanceof ImportFailure))
      this.logger.error({ err: error, importId: job.id }, 'an import failed');
    const count = await this.fail(job, wordsFor(error, known));
    // Nothing was written of a file that failed its dry run, so that nobody needs its rows; those of a commit tell what was.
    if (count > 0 && job.status === 'CHECKING')
      await this.prisma.importRow.deleteMany({ where: { importId: job.id } });
  }

  /** The file stays for another dry run, but not when some of it is written: those rows would come twice. */
  private async fail({ id, status }: Import, words: { failure: string; failureIt: string }): Promise<number> {
    return this.prisma.$transaction(async (tx) => {
      const { count } = await tx.import.updateMany({
        where: { id, status },
        data: { status: 'FAILED', ...words },
      });
      if (count > 0 && status === 'COMMITTING') await tx.importChunk.deleteMany({ where: { importId: id } });
      return count;
    });
  }
}

function wordsFor(error: unknown, known: DomainError | undefined): { failure: string; failureIt: string } {
  if (error instanceof ImportFailure) return { failure: error.message, failureIt: error.it };
  const tooSlow = known?.code === 'TOO_SLOW';
  const what = tooSlow
    ? 'The database took too long over this file and was stopped.'
    : 'Something went wrong on our side; it was recorded.';
  const cosa = tooSlow
    ? 'Il database ha impiegato troppo tempo su questo file ed è stato fermato.'
    : 'Qualcosa è andato storto da parte nostra; è stato registrato.';
  return {
    failure: `${what} The rows counted here are written, the others are not.`,
    failureIt: `${cosa} Le righe contate qui sono scritte, le altre no.`,
  };
}
