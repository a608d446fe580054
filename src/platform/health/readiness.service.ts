import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { Stopping } from '../stopping/index.js';

const REMEMBER_MS = 1000;
/** A database that takes longer over nothing is as good as away; with what is remembered, ready is red within two seconds. */
const PATIENCE_MS = 900;

/** Asks the database at most once a second, however often it is asked itself. */
@Injectable()
export class ReadinessService {
  private checkedAt = 0;
  private answer: Promise<void> = Promise.resolve();

  constructor(
    private readonly prisma: PrismaService,
    private readonly stopping: Stopping,
  ) {}

  /** @throws DomainError (503) while stopping or while the database is away */
  async assertReady(): Promise<void> {
    if (this.stopping.hasBegun)
      throw new DomainError('unavailable', 'STOPPING', 'This replica is stopping.', { retryAfter: 1 });
    if (performance.now() - this.checkedAt > REMEMBER_MS) {
      this.checkedAt = performance.now();
      this.answer = this.ask();
      // Every waiting caller awaits the same answer; without a caller a failure must not end the process.
      this.answer.catch(() => undefined);
    }
    await this.answer;
  }

  private async ask(): Promise<void> {
    const giveUp = new AbortController();
    const patience = wait(PATIENCE_MS, 'late' as const, { signal: giveUp.signal });
    const answer = this.prisma.$queryRaw`SELECT 1`.then(() => 'there' as const);
    // One that fails after it was given up on is nobody's failure any more.
    answer.catch(() => undefined);
    patience.catch(() => undefined);
    try {
      if ((await Promise.race([answer, patience])) === 'there') return;
    } finally {
      giveUp.abort();
    }
    throw new DomainError('unavailable', 'DATABASE_UNAVAILABLE', 'The database does not answer.', {
      retryAfter: 2,
    });
  }
}
