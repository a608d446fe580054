import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { MetricsService } from '../../platform/health/metrics.service.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { secondsBehind } from '../feed/fan-out.queries.js';
import { measureWaiting } from '../sending/delivery.queries.js';

/** The figure of those that wait stops here. */
const MOST_COUNTED = 10_000;

/** How the webhooks fare, for those who watch the service. */
@Injectable()
export class WebhookFigures {
  private readonly tries: Counter<'result'>;
  private readonly lag: Gauge;
  private readonly waiting: Gauge;
  private readonly oldest: Gauge;

  constructor(
    { registry }: MetricsService,
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {
    const registers = [registry];
    this.tries = new Counter({
      name: 'webhook_deliveries_total',
      help: 'Tries of this process to send an event: delivered, failed and tried again, dead after the last try',
      labelNames: ['result'],
      registers,
    });
    // From none to one would be no increase to who watches.
    for (const result of ['delivered', 'failed', 'dead']) this.tries.inc({ result }, 0);
    this.lag = new Gauge({
      name: 'webhook_outbox_lag_seconds',
      help: 'Age of the oldest change in the journal that has not become deliveries',
      registers,
    });
    this.waiting = new Gauge({
      name: 'webhook_deliveries_waiting',
      help: `Events that wait for receivers that are not paused; no more than ${MOST_COUNTED} are counted`,
      registers,
    });
    this.oldest = new Gauge({
      name: 'webhook_oldest_waiting_seconds',
      help: 'Age of the event that has waited longest for a receiver that is not paused',
      registers,
    });
  }

  count(result: 'delivered' | 'failed' | 'dead'): void {
    this.tries.inc({ result });
  }

  /** Looks at the tables; what is scraped in between is what was seen last. */
  async measure(): Promise<void> {
    const now = this.clock.now();
    const mark = await this.prisma.webhookFeed.findFirst();
    const behind = mark && (await secondsBehind(this.prisma, mark, now));
    this.lag.set(Math.max(behind ?? 0, 0));
    const { count, seconds } = await measureWaiting(this.prisma, now, MOST_COUNTED);
    this.waiting.set(count);
    this.oldest.set(seconds);
  }
}
