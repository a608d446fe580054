import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { addWebhook, sendDue, TO_THIS_MACHINE } from '../factories/webhook.ts';
import { createClient } from '../factories/client.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { type Replica, startReplica } from '../support/replica.ts';
import { startStory, STORY_SECRET, type Story } from '../support/story.ts';

const SENDING = { ...TO_THIS_MACHINE, WEBHOOK_CRON: '* * * * * *' };
const WRITERS = 4;
const KILLS = 3;

describe('no event without its row and no row without its event', () => {
  let story: Story;
  let to: Receiver;
  const replicas: Replica[] = [];
  beforeAll(async () => {
    story = await startStory({ ...TO_THIS_MACHINE, TOTP_KEY: 'only for stories: the key that seals seeds' });
  });
  afterAll(() => story.end());
  beforeEach(async () => {
    to = await startReceiver();
  });
  afterEach(async () => {
    await Promise.all(replicas.splice(0).map((replica) => replica.kill()));
    await story.prisma.webhookSubscription.deleteMany();
    await to.close();
  });

  const replica = async (): Promise<Replica> => {
    const started = await startReplica(story.databaseUrl, STORY_SECRET, SENDING);
    replicas.push(started);
    return started;
  };

  /** Adds clients one after the other until it is told to end, or nobody answers any more; notes whom it was told of. */
  const write = async (url: string, goesOn: () => boolean, told: string[]): Promise<void> => {
    while (goesOn()) {
      const answer = await fetch(`${url}/api/v1/clients`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${story.people.aldo.token}` },
        body: JSON.stringify({ name: `Svapo ${crypto.randomUUID()}` }),
      }).catch(() => undefined);
      if (answer?.status !== 201) return;
      const body = await answer.json().catch(() => undefined);
      if (body) told.push((body as { id: string }).id);
    }
  };

  const untilNothingWaits = async (): Promise<void> => {
    for (let tries = 0; tries < 400; tries += 1) {
      const rows = await story.prisma.journalEntry.count({ where: { action: 'client.created' } });
      const delivered = await story.prisma.webhookDelivery.count({ where: { status: 'DELIVERED' } });
      if (rows === delivered) return;
      await pause(100);
    }
    throw new Error('the events never all arrived');
  };

  it('holds although the process is killed again and again amid writes and sendings', async () => {
    await addWebhook(story, to.url, ['client.created']);
    to.answer = () => ({ status: 200, afterMs: Math.random() * 30 });
    const told: string[] = [];
    for (let kills = 0; kills < KILLS; kills += 1) {
      const running = await replica();
      const writers = Array.from({ length: WRITERS }, () => write(running.url, () => true, told));
      const written = told.length;
      while (told.length < written + 15 + Math.random() * 30) await pause(5);
      await running.kill();
      await Promise.all(writers);
    }
    await replica();
    await untilNothingWaits();

    const rows = (await story.prisma.client.findMany({ select: { id: true } })).map(({ id }) => id).sort();
    expect(rows).toEqual(expect.arrayContaining(told));
    const effects = new Map(to.events.map(({ id, body }) => [id, String(body['entityId'])]));
    expect([...effects.values()].sort()).toEqual(rows);
    expect(to.events.length).toBeGreaterThanOrEqual(rows.length);
  }, 120_000);

  it('and of two replicas in quiet times each event comes from one alone', async () => {
    await story.prisma.client.deleteMany();
    await addWebhook(story, to.url, ['client.created']);
    await Promise.all([replica(), replica()]);
    const made: string[] = [];
    for (let count = 0; count < 40; count += 1) made.push((await createClient(story, story.people.aldo)).id);
    await to.count(made.length);
    const waiting = () => story.prisma.webhookDelivery.count({ where: { status: 'PENDING' } });
    while ((await waiting()) > 0) await pause(50);
    expect(to.events.map(({ body }) => body['entityId']).sort()).toEqual(made.sort());
  }, 60_000);

  it('and a replica that stops in order gives back what it was sending', async () => {
    await addWebhook(story, to.url, ['client.created']);
    to.answer = () => 'never';
    const running = await startReplica(story.databaseUrl, STORY_SECRET, {
      ...SENDING,
      WEBHOOK_TIMEOUT_SECONDS: '30',
    });
    replicas.push(running);
    await createClient(story, story.people.aldo);
    await to.count(1);
    await running.stop();
    expect(await story.prisma.webhookDelivery.findMany()).toMatchObject([
      { status: 'PENDING', attempts: 0, leasedUntil: null },
    ]);
    to.answer = () => ({ status: 200 });
    await sendDue(story);
    const [first, again] = to.events;
    expect([again?.id, again?.text]).toEqual([first?.id, first?.text]);
  }, 60_000);

  it('and a restored dump neither repeats what was sent nor forgets what was not', async () => {
    await addWebhook(story, to.url, ['client.created']);
    const create = async () => (await createClient(story, story.people.aldo)).id;
    const sent = await create();
    await sendDue(story);
    const notSent = await create();
    // As on another server: all that the dump holds was written by transactions that lie far beyond this server's.
    await story.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
      await tx.$executeRaw`UPDATE journal SET transaction = (transaction::text::bigint + 1000000000)::text::xid8`;
      await tx.$executeRaw`UPDATE webhook_feed SET transaction = transaction + 1000000000`;
    });
    const afterwards = await create();
    await sendDue(story);
    const later = await create();
    await sendDue(story);
    expect(to.events.map(({ body }) => body['entityId']).sort()).toEqual(
      [sent, notSent, afterwards, later].sort(),
    );
  });
});
