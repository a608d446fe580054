import { BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';
import { PrismaService } from '../prisma/prisma.service.js';

const REMEMBER_MS = 1000;

/** Asks the database at most once a second, however often it is asked itself. */
@Injectable()
export class ReadinessService implements BeforeApplicationShutdown {
  private stopping = false;
  private checkedAt = 0;
  private answer: Promise<void> = Promise.resolve();

  constructor(private readonly prisma: PrismaService) {}

  /** @throws DomainError (503) while stopping or while the database is away */
  async assertReady(): Promise<void> {
    if (this.stopping)
      throw new DomainError('unavailable', 'STOPPING', 'This replica is stopping.', { retryAfter: 1 });
    if (performance.now() - this.checkedAt > REMEMBER_MS) {
      this.checkedAt = performance.now();
      this.answer = this.prisma.$queryRaw`SELECT 1`.then(() => undefined);
      // Every waiting caller awaits the same answer; without a caller a failure must not end the process.
      this.answer.catch(() => undefined);
    }
    await this.answer;
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }
}
