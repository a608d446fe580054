import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '../../platform/housekeeping/index.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { WebhookSecrets } from '../secrets/webhook-secrets.service.js';

const DAY_MS = 86_400_000;
/** Days for which it is kept that an event arrived. */
const DELIVERED_DAYS = 30;
/** Days for which dead letters can be replayed, and events wait for a paused receiver. */
const UNDELIVERED_DAYS = 90;

/** Once a day: old deliveries and spent secrets go, and secrets under the former key get the present one. */
@Injectable()
export class WebhookCleaning implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly secrets: WebhookSecrets,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add('webhookDeliveries', async (tx, now) => {
      const before = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
      const arrived = { status: 'DELIVERED' as const, createdAt: { lt: before(DELIVERED_DAYS) } };
      const where = { OR: [arrived, { createdAt: { lt: before(UNDELIVERED_DAYS) } }] };
      return (await tx.webhookDelivery.deleteMany({ where })).count;
    });
    this.housekeeping.add('formerWebhookSecrets', async (tx, now) => {
      const data = { formerSecret: null, formerKeyId: null, formerUntil: null };
      return (await tx.webhookSubscription.updateMany({ where: { formerUntil: { lte: now } }, data })).count;
    });
    this.housekeeping.add('formerWebhookSeals', (tx) => this.reseal(tx));
  }

  private async reseal(tx: Tx): Promise<number> {
    const former = this.secrets.formerKey();
    if (former === undefined) return 0;
    const rows = await tx.webhookSubscription.findMany({
      where: { OR: [{ keyId: former }, { formerKeyId: former }] },
    });
    for (const row of rows)
      await tx.webhookSubscription.updateMany({
        // Only while it is still the secret that was read.
        where: { id: row.id, secret: row.secret },
        data: this.secrets.resealed(row),
      });
    return rows.length;
  }
}
