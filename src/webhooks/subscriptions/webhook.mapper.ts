import type { WebhookSubscription } from '../../platform/prisma/generated/client.js';
import type { WebhookResponse } from './dto/webhook.response.js';

/** Names each field, so that no secret can slip out. */
export function toWebhookResponse(row: WebhookSubscription): WebhookResponse {
  const { id, url, description, events, status, pause, includePersonalData, includeProtectedFields } = row;
  const { formerUntil, failingSince, restsUntil, version, createdAt, createdById, updatedAt } = row;
  return {
    ...{ id, url, description, events, status, pauseReason: pause },
    ...{ includePersonalData, includeProtectedFields },
    ...{ formerSecretUntil: formerUntil, failingSince, restsUntil },
    ...{ version, createdAt, createdById, updatedAt },
  };
}
