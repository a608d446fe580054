import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import { JournalService } from '../../platform/journal/index.js';
import { Mailer, writeMail } from '../../platform/mail/index.js';
import type { Prisma, WebhookPause, WebhookSubscription } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { pausedLetter } from './paused-letter.js';

const DAY_MS = 86_400_000;
/** Days in which nothing arrived, after which a webhook rests. */
export const FAILING_DAYS = 3;

/** Pauses that nobody asked for: they stand in the journal, and who made the webhook gets a letter. */
@Injectable()
export class WebhookPauses {
  constructor(
    private readonly journal: JournalService,
    private readonly users: UserDirectory,
    private readonly mailer: Mailer,
  ) {}

  /** The receiver said that it wants no more. @returns the webhook, if this is what paused it */
  gone(tx: Tx, id: string): Promise<WebhookSubscription | undefined> {
    return this.pause(tx, { id }, 'GONE');
  }

  /** @returns the webhook, if this is what paused it */
  ifFailingForDays(tx: Tx, id: string, now: Date): Promise<WebhookSubscription | undefined> {
    const failingSince = { lte: new Date(now.getTime() - FAILING_DAYS * DAY_MS) };
    return this.pause(tx, { id, failingSince }, 'FAILING');
  }

  /** Once the pause is committed. */
  async tellMaker({ createdById, url, pause }: WebhookSubscription): Promise<void> {
    const maker = createdById === null ? null : await this.users.reachable(createdById);
    if (maker && pause)
      this.mailer.send(writeMail(maker.email, pausedLetter(maker.fullName, new URL(url).host, pause)));
  }

  private async pause(
    tx: Tx,
    where: Prisma.WebhookSubscriptionWhereInput & { id: string },
    pause: WebhookPause,
  ): Promise<WebhookSubscription | undefined> {
    const [paused] = await tx.webhookSubscription.updateManyAndReturn({
      where: { ...where, status: 'ACTIVE' },
      data: { status: 'PAUSED', pause, version: { increment: 1 } },
    });
    if (!paused) return undefined;
    const facts = { reason: pause, url: paused.url };
    const row = { entity: 'webhook', entityId: paused.id, facts };
    await this.journal.record(tx, null, { action: 'webhook.paused', ...row });
    return paused;
  }
}
