import { secondsBehind } from '#app/webhooks/feed/fan-out.queries.js';
import { WebhookWorker } from '#app/webhooks/sending/webhook-worker.service.js';
import { setTimeout as pause } from 'node:timers/promises';
import type { Story } from '../support/story.ts';

/** To be given to `startStory`: receivers of stories listen on this machine. */
export const TO_THIS_MACHINE = { WEBHOOK_ALLOW_LOOPBACK: 'true', WEBHOOK_TIMEOUT_SECONDS: '1' };

export interface MadeWebhook {
  id: string;
  secret: string;
}

/** A webhook that an admin adds through the API. */
export async function addWebhook(
  { as, people }: Story,
  url: string,
  events: string[],
  more: object = {},
): Promise<MadeWebhook> {
  const { status, body } = await as(people.admin)
    .post('/webhooks')
    .send({ url, events, ...more });
  if (status !== 201) throw new Error(`no webhook: ${status} ${JSON.stringify(body)}`);
  return body as MadeWebhook;
}

/** Sends all that is due at the story's now, of every change that was made before; ends when nothing is under way any more. */
export async function sendDue({ app, prisma, clock }: Story): Promise<void> {
  const worker = app.get(WebhookWorker, { strict: false });
  for (let tries = 0; tries < 200; tries += 1) {
    await worker.tick();
    const feed = await prisma.webhookFeed.findFirst();
    // Another story's transaction on the same server may hold the journal's horizon back.
    if (feed === null || (await secondsBehind(prisma, feed, clock.now())) === null) return worker.settled();
    await pause(100);
  }
  throw new Error('the webhooks never caught up with the journal');
}

/** One look for events, whatever is still open elsewhere. */
export async function sendSettled({ app }: Story): Promise<void> {
  const worker = app.get(WebhookWorker, { strict: false });
  await worker.tick();
  await worker.settled();
}
