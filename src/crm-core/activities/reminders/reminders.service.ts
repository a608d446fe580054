import {
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { AppConfig } from '../../../platform/config/config.js';
import { Housekeeping } from '../../../platform/housekeeping/index.js';
import { JobSchedule } from '../../../platform/jobs/index.js';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import { ReminderLetters } from './reminder-letters.service.js';
import { deleteEndedLetters, writeDueLetters } from './reminder.queries.js';

const BATCH = 200;
/** Days for which it is kept what became of a letter. */
const LETTER_DAYS = 30;

/**
 * Each minute, on every replica: reminders whose moment has come. First the letters are written down, with what they are
 * about; then they are sent, and what a killed replica had begun is sent by another.
 */
@Injectable()
export class Reminders implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private stopping = false;

  constructor(
    private readonly prisma: PrismaService,
    private readonly letters: ReminderLetters,
    private readonly schedule: JobSchedule,
    private readonly housekeeping: Housekeeping,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('reminderLetters', (tx, now) => deleteEndedLetters(tx, now, LETTER_DAYS));
  }

  onApplicationBootstrap(): void {
    this.schedule.start('reminders', this.config.remindersCron, () => this.tick());
  }

  /** A mail server that answers slowly must not hold a stopping process: what waits is for the others. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  async tick(): Promise<void> {
    while ((await writeDueLetters(this.prisma, this.clock.now(), BATCH)) === BATCH);
    while (!this.stopping && (await this.letters.next()));
  }
}
