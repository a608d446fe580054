import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { JournalService } from '../../platform/journal/index.js';
import { listPage, type Page } from '../../platform/listing/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { assertMayDisclose, assertReadsJournal } from '../subscriptions/disclosure.js';
import type { WebhookDeliveryListQuery } from './dto/webhook-delivery-list.query.js';
import {
  toWebhookDeliveryResponse,
  type WebhookDeliveryResponse,
  type WebhookReplayResponse,
} from './dto/webhook-delivery.response.js';

const SORTS = { createdAt: { column: 'createdAt', kind: 'date' } } as const;

/** What became of a webhook's events, and another try for those that were given up. */
@Injectable()
export class WebhookDeliveries {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND */
  async list(webhookId: string, query: WebhookDeliveryListQuery): Promise<Page<WebhookDeliveryResponse>> {
    await this.assertThere(this.prisma, webhookId);
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: '-createdAt',
      where: { subscriptionId: webhookId, ...(query.status && { status: query.status }) },
      find: (args) => this.prisma.webhookDelivery.findMany(args),
      count: (args) => this.prisma.webhookDelivery.count(args),
      toItem: toWebhookDeliveryResponse,
    });
  }

  /**
   * Sends one event again, whether it arrived or was given up.
   * @throws DomainError NOT_FOUND, FORBIDDEN, ABOVE_OWN_RIGHTS (403), DELIVERY_PENDING (409)
   */
  async replay(actor: Principal, webhookId: string, id: string): Promise<WebhookDeliveryResponse> {
    assertReadsJournal(actor);
    return this.prisma.$transaction(async (tx) => {
      const delivery = await tx.webhookDelivery.findFirst({
        where: { id, subscriptionId: webhookId },
        include: { subscription: { select: { includeProtectedFields: true } } },
      });
      if (!delivery) throw DomainError.notFound('delivery');
      assertMayDisclose(actor, delivery.subscription);
      if ((await this.revive(tx, actor, webhookId, { id, status: { not: 'PENDING' } })) === 0)
        throw new DomainError('conflict', 'DELIVERY_PENDING', 'This event is on its way already.');
      return toWebhookDeliveryResponse(await tx.webhookDelivery.findUniqueOrThrow({ where: { id } }));
    });
  }

  /** Sends all dead letters again. @throws DomainError NOT_FOUND, FORBIDDEN, ABOVE_OWN_RIGHTS (403) */
  async replayDead(actor: Principal, webhookId: string): Promise<WebhookReplayResponse> {
    assertReadsJournal(actor);
    return this.prisma.$transaction(async (tx) => {
      assertMayDisclose(actor, await this.assertThere(tx, webhookId));
      return { replayed: await this.revive(tx, actor, webhookId, { status: 'DEAD' }) };
    });
  }

  private async revive(
    tx: Tx,
    actor: Principal,
    webhookId: string,
    which: Prisma.WebhookDeliveryWhereInput,
  ): Promise<number> {
    const { count } = await tx.webhookDelivery.updateMany({
      where: { subscriptionId: webhookId, ...which },
      data: {
        ...({ status: 'PENDING', attempts: 0, leasedUntil: null, deliveredAt: null } as const),
        nextAttemptAt: this.clock.now(),
      },
    });
    if (count > 0)
      await this.journal.record(tx, actor, {
        ...({ action: 'webhook.replayed', entity: 'webhook', entityId: webhookId } as const),
        facts: { count },
      });
    return count;
  }

  private async assertThere(tx: Tx, id: string): Promise<{ includeProtectedFields: boolean }> {
    const select = { includeProtectedFields: true };
    const there = await tx.webhookSubscription.findUnique({ where: { id }, select });
    if (!there) throw DomainError.notFound('webhook');
    return there;
  }
}
