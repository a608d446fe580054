import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import type { WebhookSubscription } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { WebhookSecrets } from '../secrets/webhook-secrets.service.js';
import { WebhookFigures } from '../upkeep/webhook-figures.service.js';
import { type ClaimedDelivery, claimNext } from './delivery.queries.js';
import { DeliveryResults } from './delivery-results.service.js';
import { eventOf } from './event-body.js';
import { HttpSender } from './http-sender.service.js';
import type { Outcome } from './outcome.js';
import { signedHeaders } from './signature.js';

/** Beyond the time of an answer; then the process that had the event is taken for dead. */
const LEASE_MARGIN_MS = 5_000;

/** Brings events to a receiver, one at a time. */
@Injectable()
export class Deliverer {
  private readonly leaseMs: number;

  constructor(
    { webhookTimeoutSeconds }: AppConfig,
    private readonly prisma: PrismaService,
    private readonly sender: HttpSender,
    private readonly results: DeliveryResults,
    private readonly secrets: WebhookSecrets,
    private readonly figures: WebhookFigures,
    private readonly clock: Clock,
  ) {
    this.leaseMs = webhookTimeoutSeconds * 1000 + LEASE_MARGIN_MS;
  }

  /** @returns false when nothing of this webhook can be sent now */
  async deliverNext(subscriptionId: string, stop: AbortSignal): Promise<boolean> {
    const now = this.clock.now();
    const lease = new Date(now.getTime() + this.leaseMs);
    const claimed = await claimNext(this.prisma, subscriptionId, now, lease);
    if (!claimed) return false;
    const outcome = await this.attempt(claimed, stop);
    await this.conclude(claimed, outcome);
    return true;
  }

  /** Sends one body to a receiver, signed. */
  send(to: WebhookSubscription, event: { id: string }, stop: AbortSignal): Promise<Outcome> {
    const now = this.clock.now();
    const body = JSON.stringify(event);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'NEXUS-CRM-Webhooks/1',
      ...signedHeaders(this.secrets.living(to, now), event.id, now, body),
    };
    return this.sender.post(to.url, headers, body, stop);
  }

  private async attempt({ subscriptionId, journalId }: ClaimedDelivery, stop: AbortSignal): Promise<Outcome> {
    const to = await this.prisma.webhookSubscription.findUnique({ where: { id: subscriptionId } });
    const entry = await this.prisma.journalEntry.findUnique({ where: { id: journalId } });
    if (!to || !entry) return { status: null, error: 'EVENT_GONE' };
    return this.send(to, eventOf(entry, to), stop);
  }

  private async conclude(claimed: ClaimedDelivery, outcome: Outcome): Promise<void> {
    if (outcome.error === 'INTERRUPTED') return this.results.interrupted(claimed);
    if (outcome.error === undefined) {
      await this.results.arrived(claimed, outcome);
      this.figures.count('delivered');
    } else {
      this.figures.count((await this.results.failed(claimed, outcome)) ? 'dead' : 'failed');
    }
  }
}
