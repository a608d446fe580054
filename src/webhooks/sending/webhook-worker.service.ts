import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import { JobSchedule } from '../../platform/jobs/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Stopping } from '../../platform/stopping/index.js';
import { Clock } from '../../platform/time/clock.js';
import { FanOut } from '../feed/fan-out.service.js';
import { WebhookFigures } from '../upkeep/webhook-figures.service.js';
import { Deliverer } from './deliverer.service.js';
import { dueSubscriptions } from './delivery.queries.js';

/** Events of one webhook that this process sends at the same time. */
const LANES = 4;

/**
 * Turns the journal into deliveries and sends them. Each webhook has lanes of its own, so that a slow receiver holds up
 * nobody but itself; how many webhooks there may be bounds the whole.
 */
@Injectable()
export class WebhookWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(WebhookWorker.name);
  private readonly stopping = new AbortController();
  private readonly lanes = new Map<string, Set<Promise<void>>>();

  constructor(
    private readonly config: AppConfig,
    private readonly prisma: PrismaService,
    private readonly schedule: JobSchedule,
    private readonly fanOut: FanOut,
    private readonly deliverer: Deliverer,
    private readonly figures: WebhookFigures,
    private readonly clock: Clock,
    private readonly processStops: Stopping,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.start('webhooks', this.config.webhookCron, () => this.tick());
  }

  /** Looks for events, and begins to send what is due; does not wait for the receivers. */
  async tick(): Promise<void> {
    await this.fanOut.round(this.stopping.signal);
    for (const id of await dueSubscriptions(this.prisma, this.clock.now())) this.openLanes(id);
    await this.figures.measure();
  }

  /** Waits until everything under way has ended, and what came free by it. */
  async settled(): Promise<void> {
    while (this.lanes.size > 0) await Promise.all([...this.lanes.values()].flatMap((open) => [...open]));
  }

  /** What is being sent is broken off, and goes on in another process or after the next start. */
  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.processStops.patiently(this.settled());
  }

  private openLanes(id: string): void {
    if (this.stopping.signal.aborted) return;
    const open = this.lanes.get(id) ?? new Set();
    this.lanes.set(id, open);
    while (open.size < LANES) {
      const lane = this.runLane(id).finally(() => {
        open.delete(lane);
        if (open.size === 0) this.lanes.delete(id);
      });
      open.add(lane);
    }
  }

  private async runLane(id: string): Promise<void> {
    const { signal } = this.stopping;
    try {
      while (!signal.aborted && (await this.deliverer.deliverNext(id, signal)));
    } catch (error) {
      this.logger.error({ err: error, webhook: id }, 'events could not be sent; the next tick tries again');
    }
  }
}
