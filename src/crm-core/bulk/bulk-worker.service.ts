import { BeforeApplicationShutdown, Injectable, Logger, OnApplicationBootstrap } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { BackgroundLoop } from '../../platform/jobs/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { BulkRunner } from './bulk-runner.service.js';

const TICK_MS = 5000;
/** Items of one operation before the next one has its turn. */
const A_TURN = 100;

/** Does bulk operations in the background of this process, also those that a killed replica left unfinished. */
@Injectable()
export class BulkWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(BulkWorker.name);
  private readonly loop = new BackgroundLoop(
    (stop) => this.round(stop),
    (error) => this.logger.warn({ err: error }, 'bulk operations wait'),
  );

  constructor(
    private readonly prisma: PrismaService,
    private readonly runner: BulkRunner,
  ) {}

  onApplicationBootstrap(): void {
    this.nudge();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  /** Looks for work now; also when it is working already. */
  @Interval(TICK_MS)
  nudge(): void {
    this.loop.nudge();
  }

  /** In turns: nobody's hundred thousand rows keep the few of others waiting. */
  private async round(stop: AbortSignal): Promise<void> {
    const waiting = await this.prisma.bulkOperation.findMany({
      where: { status: 'RUNNING' },
      orderBy: { createdAt: 'asc' },
    });
    let isMore = false;
    for (const operation of waiting) isMore = (await this.runner.run(operation, stop, A_TURN)) || isMore;
    if (isMore) this.nudge();
  }
}
