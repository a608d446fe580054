import { Injectable } from '@nestjs/common';
import type { WebhookSubscription } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { WebhookPauses } from '../subscriptions/webhook-pauses.service.js';
import { holdWebhook } from '../subscriptions/webhook.queries.js';
import type { ClaimedDelivery } from './delivery.queries.js';
import type { Outcome } from './outcome.js';
import { restAskedFor, waitAfter } from './retries.js';

/**
 * Writes down what became of a try, and what follows: the next one, a dead letter, a pause. The webhook is held before its
 * event, in the order in which a deletion takes the two.
 */
@Injectable()
export class DeliveryResults {
  constructor(
    private readonly prisma: PrismaService,
    private readonly pauses: WebhookPauses,
    private readonly clock: Clock,
  ) {}

  async arrived({ id, subscriptionId }: ClaimedDelivery, { status }: Outcome): Promise<void> {
    const deliveredAt = this.clock.now();
    await this.prisma.$transaction(async (tx) => {
      await tx.webhookSubscription.updateMany({
        where: { id: subscriptionId, failingSince: { not: null } },
        data: { failingSince: null },
      });
      await tx.webhookDelivery.updateMany({
        where: { id, status: 'PENDING' },
        data: { status: 'DELIVERED', deliveredAt, lastStatus: status, lastError: null, leasedUntil: null },
      });
    });
  }

  /** A try that was broken off because this process stops does not count. */
  async interrupted({ id, attempts }: ClaimedDelivery): Promise<void> {
    await this.prisma.webhookDelivery.updateMany({
      where: { id, attempts, status: 'PENDING' },
      data: { attempts: attempts - 1, leasedUntil: null },
    });
  }

  /** @returns whether that was the last try */
  async failed(claimed: ClaimedDelivery, outcome: Outcome): Promise<boolean> {
    const { isDead, paused } = await this.prisma.$transaction(async (tx) => {
      const now = this.clock.now();
      await holdWebhook(tx, claimed.subscriptionId);
      return {
        isDead: await this.writeFailure(tx, claimed, outcome, now),
        paused: await this.pauseIfHopeless(tx, claimed.subscriptionId, outcome, now),
      };
    });
    if (paused) await this.pauses.tellMaker(paused);
    return isDead;
  }

  private async pauseIfHopeless(
    tx: Tx,
    id: string,
    { error }: Outcome,
    now: Date,
  ): Promise<WebhookSubscription | undefined> {
    if (error === 'GONE') return this.pauses.gone(tx, id);
    const where = { id, failingSince: null };
    await tx.webhookSubscription.updateMany({ where, data: { failingSince: now } });
    return this.pauses.ifFailingForDays(tx, id, now);
  }

  private async writeFailure(
    tx: Tx,
    { id, subscriptionId, attempts }: ClaimedDelivery,
    { status, error, retryAfter }: Outcome,
    now: Date,
  ): Promise<boolean> {
    const wait = error === 'GONE' || error === 'EVENT_GONE' ? undefined : waitAfter(attempts, Math.random());
    const rest = restAskedFor(retryAfter, now) ?? 0;
    const next = new Date(now.getTime() + Math.max(wait ?? 0, rest));
    await tx.webhookDelivery.updateMany({
      // Not what another process has taken over after the lease.
      where: { id, attempts, status: 'PENDING' },
      data: {
        ...{ lastStatus: status, lastError: error ?? null, leasedUntil: null },
        ...(wait === undefined ? { status: 'DEAD' } : { nextAttemptAt: next }),
      },
    });
    if (rest > 0) {
      const restsUntil = new Date(now.getTime() + rest);
      await tx.webhookSubscription.updateMany({ where: { id: subscriptionId }, data: { restsUntil } });
    }
    return wait === undefined;
  }
}
