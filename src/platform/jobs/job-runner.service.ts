import { Injectable, Logger } from '@nestjs/common';
import type { Prisma } from '../prisma/generated/client.js';
import { inBackground } from '../prisma/pool/index.js';
import { PrismaService, type Tx } from '../prisma/prisma.service.js';
import { Clock } from '../time/clock.js';
import {
  claimWindow,
  closeAbandonedRuns,
  liftTimeLimits,
  recordFailedWindow,
  tryJobLock,
  waitForJobLock,
} from './job-runs.queries.js';

const MINUTES = 60_000;
/**
 * The longest that a transaction of a run may take before it is given up. Figures built anew from five million visits take
 * half an hour on a busy machine of two cores: a limit near that would let them begin again for ever.
 */
const LONGEST_RUN = 180 * MINUTES;

/**
 * What a job does inside its transaction; its answer stands in the run's row. One that is too long for a transaction says that
 * it is `unfinished`: what it did so far is committed, and it is called again in another.
 */
export type JobWork = (tx: Tx) => Promise<Prisma.InputJsonObject & { unfinished?: boolean }>;

/**
 * Runs jobs in one transaction each, unless they say otherwise: a run that is killed leaves nothing half, and the next one
 * starts where the last complete one ended. What goes wrong is written to the run's row.
 */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger(JobRunner.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * One run for a scheduled window, whichever replica comes first.
   * @param window what the unique run is for: the tick's moment, or a business day
   * @returns true when this call did it
   */
  async once(job: string, window: string, work: JobWork): Promise<boolean> {
    const startedAt = this.clock.now();
    try {
      const begun = await this.transaction(async (tx) => {
        if (!(await tryJobLock(tx, job))) return undefined;
        const id = await claimWindow(tx, job, window, startedAt);
        if (id === undefined) return undefined;
        await closeAbandonedRuns(tx, job, new Date(startedAt.getTime() - 2 * LONGEST_RUN), startedAt);
        return { id, isFinished: await this.work(tx, id, work) };
      });
      if (begun && !begun.isFinished) await this.goOn(job, begun.id, work);
      return begun !== undefined;
    } catch (error) {
      const run = { job, window, startedAt, finishedAt: this.clock.now(), error: messageOf(error) };
      await this.recorded(recordFailedWindow(this.prisma, run));
      throw error;
    }
  }

  /** Notes a run that somebody asked for, before it starts, so that its id can be answered at once. */
  async open(job: string, requestedById: string): Promise<string> {
    const window = `on demand ${crypto.randomUUID()}`;
    const data = { job, window, startedAt: this.clock.now(), facts: { requestedById } };
    return (await this.prisma.jobRun.create({ data, select: { id: true } })).id;
  }

  /** Does an opened run, after the one that may be under way. Never throws: the run's row says what went wrong. */
  async complete(job: string, id: string, work: JobWork): Promise<void> {
    try {
      await this.goOn(job, id, work);
    } catch (error) {
      this.logger.error({ err: error, job }, 'a job failed');
      const data = { finishedAt: this.clock.now(), error: messageOf(error) };
      await this.recorded(this.prisma.jobRun.update({ where: { id }, data }));
    }
  }

  private transaction<Answer>(run: (tx: Tx) => Promise<Answer>): Promise<Answer> {
    const limited = async (tx: Tx): Promise<Answer> => {
      await liftTimeLimits(tx);
      return run(tx);
    };
    return inBackground(() => this.prisma.$transaction(limited, { timeout: LONGEST_RUN, maxWait: MINUTES }));
  }

  /** One transaction after the other until the work is finished; in between another replica may take a turn. */
  private async goOn(job: string, id: string, work: JobWork): Promise<void> {
    let isFinished = false;
    while (!isFinished)
      isFinished = await this.transaction(async (tx) => {
        await waitForJobLock(tx, job);
        return this.work(tx, id, work);
      });
  }

  /** @returns whether the run is finished */
  private async work(tx: Tx, id: string, work: JobWork): Promise<boolean> {
    const { unfinished = false, ...facts } = await work(tx);
    const { facts: known } = await tx.jobRun.findUniqueOrThrow({ where: { id }, select: { facts: true } });
    const all = { ...(known as Prisma.JsonObject), ...facts };
    // A run of many transactions may have been taken for an abandoned one.
    const end = unfinished ? {} : { finishedAt: this.clock.now(), error: null };
    await tx.jobRun.update({ where: { id }, data: { ...end, facts: all } });
    return !unfinished;
  }

  /** The failure itself is told by whoever calls, whether or not it could be recorded. */
  private async recorded(record: PromiseLike<unknown>): Promise<void> {
    try {
      await record;
    } catch (failure) {
      // The database is away for the record too; `closeAbandonedRuns` closes the row later.
      this.logger.error({ err: failure }, 'a failed run could not be recorded');
    }
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 2000);
}
