import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { Deliverer } from '../sending/deliverer.service.js';
import { assertMayDisclose, assertReadsJournal } from './disclosure.js';
import type { WebhookPingResponse } from './dto/webhook.response.js';

/** Tries a webhook out, paused or not: an event of its own that stands in no journal and is never tried again. */
@Injectable()
export class WebhookPing {
  constructor(
    private readonly prisma: PrismaService,
    private readonly deliverer: Deliverer,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND, FORBIDDEN, ABOVE_OWN_RIGHTS (403) */
  async send(actor: Principal, webhookId: string): Promise<WebhookPingResponse> {
    assertReadsJournal(actor);
    const to = await this.prisma.webhookSubscription.findUnique({ where: { id: webhookId } });
    if (!to) throw DomainError.notFound('webhook');
    assertMayDisclose(actor, to);
    const event = {
      ...{ id: `ping-${crypto.randomUUID()}`, type: 'webhook.ping' },
      ...{ occurredAt: this.clock.now().toISOString(), webhookId },
    };
    const { status, error } = await this.deliverer.send(to, event, new AbortController().signal);
    return { delivered: error === undefined, status, error: error ?? null };
  }
}
