import {
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import { Housekeeping } from '../../platform/housekeeping/index.js';
import { JobSchedule } from '../../platform/jobs/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { toDateColumn } from '../../platform/time/rome.js';
import { lastDueOn, nextDueAt } from './due-moments.js';
import { SummaryLetters } from './summary-letters.service.js';
import { deleteEndedSummaries, moveOn, takeDue } from './summary.queries.js';

const BATCH = 200;
/** Days for which it is kept what became of a letter. */
const LETTER_DAYS = 90;

/**
 * On every replica: weeks whose moment has come. First the letters are written down, one for each person and day, with
 * the next moment in the same transaction; then they are sent, and what a killed replica had begun is sent by another.
 */
@Injectable()
export class WeeklySummary implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private stopping = false;

  constructor(
    private readonly prisma: PrismaService,
    private readonly letters: SummaryLetters,
    private readonly schedule: JobSchedule,
    private readonly housekeeping: Housekeeping,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('summaryLetters', (tx, now) => deleteEndedSummaries(tx, now, LETTER_DAYS));
  }

  onApplicationBootstrap(): void {
    this.schedule.start('weekly-summary', this.config.summaryCron, () => this.tick());
  }

  /** A mail server that answers slowly must not hold a stopping process: what waits is for the others. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  async tick(): Promise<void> {
    while ((await this.writeDue()) === BATCH);
    while (!this.stopping && (await this.letters.next()));
  }

  /** @returns how many subscriptions were seen to */
  private writeDue(): Promise<number> {
    const now = this.clock.now();
    return this.prisma.$transaction(async (tx) => {
      const due = await takeDue(tx, now, BATCH);
      const data = due
        .filter(({ isActive }) => isActive)
        .map(({ userId, ...when }) => ({
          userId,
          dueOn: toDateColumn(lastDueOn(when, now)),
          nextTryAt: now,
        }));
      await tx.summaryLetter.createMany({ data, skipDuplicates: true });
      for (const { userId, ...when } of due) await moveOn(tx, userId, nextDueAt(when, now));
      return due.length;
    });
  }
}
