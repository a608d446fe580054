import { Housekeeping } from '#app/platform/housekeeping/index.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { addWebhook, sendDue, TO_THIS_MACHINE } from '../factories/webhook.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { isSigned, type Receiver, startReceiver } from '../support/receiver.ts';
import { bootApp, startStory, type Story } from '../support/story.ts';

const DAY_MS = 86_400_000;
const FORMER = 'only for stories: the key of the secrets';
const NEXT = 'only for stories: the key that comes next';

describe('what webhooks leave behind', () => {
  let story: Story;
  let to: Receiver;
  let mail: MailServer;
  beforeAll(async () => {
    [to, mail] = await Promise.all([startReceiver(), startMailServer()]);
    story = await startStory({
      ...TO_THIS_MACHINE,
      ...{ TOTP_KEY: FORMER, SMTP_URL: mail.url, MAIL_FROM: 'crm@example.test' },
    });
  });
  afterAll(async () => {
    await story.end();
    await Promise.all([to.close(), mail.close()]);
  });
  beforeEach(async () => {
    await story.prisma.webhookSubscription.deleteMany();
    story.clock.setTo(undefined);
    to.events.splice(0);
    to.answer = () => ({ status: 200 });
  });
  const inDays = (days: number) => story.clock.setTo(new Date(Date.now() + days * DAY_MS).toISOString());

  it('goes after thirty days when it arrived, and after ninety when it did not', async () => {
    await addWebhook(story, to.url, ['client.created']);
    await createClient(story, story.people.aldo);
    await sendDue(story);
    await createClient(story, story.people.aldo);
    to.answer = () => ({ status: 500 });
    await sendDue(story);
    let ticks = 0;
    const kept = async (age: number) => {
      // Cleaned once a day, so that each look is on a day of its own.
      inDays((ticks += 1));
      const createdAt = new Date(story.clock.now().getTime() - age * DAY_MS);
      await story.prisma.webhookDelivery.updateMany({ data: { createdAt } });
      await story.app.get(Housekeeping, { strict: false }).tick();
      const rows = await story.prisma.webhookDelivery.findMany({ orderBy: { journalId: 'asc' } });
      return rows.map(({ status }) => status);
    };
    expect(await kept(29)).toEqual(['DELIVERED', 'PENDING']);
    expect(await kept(31)).toEqual(['PENDING']);
    expect(await kept(91)).toEqual([]);
  });

  it('is no secret that was rotated out, and none under a key that is being given up', async () => {
    const { id } = await addWebhook(story, to.url, ['client.created']);
    await story.as(story.people.admin).post(`/webhooks/${id}/rotate-secret`);
    inDays(4);
    await story.app.get(Housekeeping, { strict: false }).tick();
    const row = () => story.prisma.webhookSubscription.findUniqueOrThrow({ where: { id } });
    expect(await row()).toMatchObject({ formerSecret: null, formerKeyId: null, formerUntil: null });

    story.clock.setTo(undefined);
    const fresh = await addWebhook(story, to.url, ['client.created']);
    const changed = await bootApp(
      story.databaseUrl,
      { ...TO_THIS_MACHINE, TOTP_KEY: NEXT, TOTP_SECOND_KEY: FORMER },
      story.clock,
    );
    inDays(5);
    expect(await changed.get(Housekeeping, { strict: false }).tick()).toBe(true);
    await changed.close();
    const after = await bootApp(story.databaseUrl, { ...TO_THIS_MACHINE, TOTP_KEY: NEXT }, story.clock);
    const headers = { authorization: `Bearer ${story.people.admin.token}` };
    story.clock.setTo(undefined);
    const url = `/api/v1/webhooks/${fresh.id}/ping`;
    const ping = await after.inject({ method: 'POST', url, headers });
    await after.close();
    expect([ping.statusCode, ping.json()]).toEqual([200, { delivered: true, status: 200, error: null }]);
    const [event] = to.events;
    expect(event && isSigned(event, fresh.secret)).toBe(true);
  });

  it('is a letter to its maker when it pauses by itself', async () => {
    await addWebhook(story, to.url, ['client.created']);
    to.answer = () => ({ status: 410 });
    await createClient(story, story.people.aldo);
    await sendDue(story);
    const letter = await mail.letterTo(story.people.admin.email);
    expect(letter.source).toContain(new URL(to.url).host);
    expect(letter.source).not.toContain(new URL(to.url).pathname);
  });

  it('is counted for those who watch the service', async () => {
    await addWebhook(story, to.url, ['client.created']);
    const figure = async (name: string) => {
      const { text } = await story.outside.get('/metrics');
      return Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${name} `))
          ?.split(' ')[1],
      );
    };
    const before = (await figure('webhook_deliveries_total{result="delivered"}')) || 0;
    await createClient(story, story.people.aldo);
    await sendDue(story);
    expect(await figure('webhook_deliveries_total{result="delivered"}')).toBe(before + 1);
    to.answer = () => ({ status: 500 });
    await createClient(story, story.people.aldo);
    await sendDue(story);
    await sendDue(story);
    expect(await figure('webhook_deliveries_waiting')).toBe(1);
    expect(await figure('webhook_oldest_waiting_seconds')).toBeGreaterThanOrEqual(0);
    expect(await figure('webhook_outbox_lag_seconds')).toBe(0);
  });
});
