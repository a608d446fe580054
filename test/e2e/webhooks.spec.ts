import { MOST_ATTEMPTS } from '#app/webhooks/sending/retries.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '../factories/client.ts';
import { addWebhook, type MadeWebhook, sendDue, sendSettled, TO_THIS_MACHINE } from '../factories/webhook.ts';
import { isSigned, type Receiver, startReceiver } from '../support/receiver.ts';
import { startStory, type Story } from '../support/story.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('a webhook', () => {
  let story: Story;
  const receivers: Receiver[] = [];
  beforeAll(async () => {
    story = await startStory(TO_THIS_MACHINE);
  });
  afterAll(() => story.end());
  beforeEach(() => story.prisma.webhookSubscription.deleteMany());
  afterEach(async () => {
    story.clock.setTo(undefined);
    await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
  });

  const receiver = async (): Promise<Receiver> => {
    const started = await startReceiver();
    receivers.push(started);
    return started;
  };
  const admin = () => story.as(story.people.admin);
  const client = (fields: Record<string, unknown> = {}) => createClient(story, story.people.aldo, fields);
  const later = (ms: number) => story.clock.setTo(new Date(story.clock.now().getTime() + ms).toISOString());
  const webhook = async ({ id }: MadeWebhook) => (await admin().get(`/webhooks/${id}`)).body;
  const deliveries = async ({ id }: MadeWebhook, query = '') =>
    (await admin().get(`/webhooks/${id}/deliveries?sort=createdAt${query}`)).body.items as Record<
      string,
      unknown
    >[];

  /** How often the database had to end one of two that waited for each other. */
  const deadlocks = async (): Promise<number> => {
    const [row] = await story.prisma.$queryRaw<[{ count: number }]>`
      SELECT deadlocks::int AS count FROM pg_stat_database WHERE datname = current_database()`;
    return row.count;
  };
  const untilSomebodyWaits = async (): Promise<void> => {
    for (let tries = 0; tries < 200; tries += 1) {
      const [row] = await story.prisma.$queryRaw<[{ waits: boolean }]>`
        SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') AS waits`;
      if (row.waits) return;
      await pause(20);
    }
    throw new Error('nobody waited for the webhook');
  };

  it('tells of each change once, signed, and of nothing that it did not choose', async () => {
    const to = await receiver();
    const hook = await addWebhook(story, to.url, ['client.created', 'client.updated']);
    const { id, name } = await client();
    await story.as(story.people.aldo).patch(`/clients/${id}`).send({ city: 'Torino' });
    await story.as(story.people.aldo).post(`/clients/${id}/contacts`).send({ fullName: 'Carla Neri' });
    await sendDue(story);
    await sendDue(story);

    expect(to.events.map(({ body }) => body['type'])).toEqual(['client.created', 'client.updated']);
    const [created] = to.events;
    const row = await story.prisma.journalEntry.findFirstOrThrow({
      where: { entityId: id, action: 'client.created' },
    });
    expect(created?.body).toEqual({
      ...{ id: created?.id, type: 'client.created', occurredAt: row.at.toISOString() },
      ...{ entity: 'client', entityId: id, clientId: id },
      ...{ actorId: story.people.aldo.id, ownerId: story.people.aldo.id },
      facts: { name: '[withheld]', kind: 'COMPANY', lifecycle: 'LEAD', source: 'manual' },
    });
    expect(created?.text).not.toContain(name);
    expect(created?.id).toMatch(new RegExp(`^${row.id}-`));
    expect(new Set(to.events.map(({ id: eventId }) => eventId)).size).toBe(2);
    for (const event of to.events) {
      expect(isSigned(event, hook.secret)).toBe(true);
      expect(isSigned({ ...event, text: event.text.replace('created', 'deleted') }, hook.secret)).toBe(
        !event.text.includes('created'),
      );
      expect(isSigned(event, `whsec_${Buffer.alloc(32).toString('base64')}`)).toBe(false);
      expect(isSigned(event, hook.secret, Date.now() + 6 * MINUTE_MS)).toBe(false);
    }
    expect(await deliveries(hook)).toMatchObject([
      { type: 'client.created', status: 'DELIVERED', attempts: 1, lastStatus: 204, lastError: null },
      { type: 'client.updated', status: 'DELIVERED', attempts: 1, lastStatus: 204, lastError: null },
    ]);
  });

  it('begins with what happens after it was added, and a change that was under way then is told too', async () => {
    const to = await receiver();
    await client();
    let hook: MadeWebhook | undefined;
    const row = { action: 'client.updated', entity: 'client', entityId: story.people.aldo.id };
    await story.prisma.$transaction(async (tx) => {
      await tx.journalEntry.create({ data: row });
      hook = await addWebhook(story, to.url, ['client.created', 'client.updated']);
      // Later rows of a settled transaction wait for the earlier one that is still open.
      await client();
      await sendSettled(story);
      expect(to.events).toHaveLength(0);
    });
    await sendDue(story);
    // Of two records: only events of one record have an order among themselves.
    expect(to.events.map(({ body }) => body['type']).sort()).toEqual(['client.created', 'client.updated']);
    expect(hook).toBeDefined();
  });

  it('that fails is tried again, later and later, and what recovers gets all it missed', async () => {
    const to = await receiver();
    const hook = await addWebhook(story, to.url, ['client.created']);
    to.answer = () => ({ status: 503 });
    await client();
    await sendDue(story);
    expect(await deliveries(hook)).toMatchObject([
      { status: 'PENDING', attempts: 1, lastStatus: 503, lastError: 'RECEIVER_FAILED' },
    ]);
    await sendDue(story);
    expect(to.events).toHaveLength(1);
    later(20_000);
    await sendDue(story);
    expect(to.events).toHaveLength(2);
    expect((await webhook(hook)).failingSince).not.toBeNull();
    to.answer = () => ({ status: 200 });
    later(5 * MINUTE_MS);
    await sendDue(story);
    const [first, ...again] = to.events.map(({ id }) => id);
    expect(again).toEqual([first, first]);
    expect(await deliveries(hook)).toMatchObject([{ status: 'DELIVERED', attempts: 3, lastError: null }]);
    expect((await webhook(hook)).failingSince).toBeNull();
  });

  it('that is given up is a dead letter, seen and replayed, one or all', async () => {
    const to = await receiver();
    const hook = await addWebhook(story, to.url, ['client.created']);
    to.answer = () => ({ status: 400 });
    await client();
    await client();
    for (let tries = 0; tries < MOST_ATTEMPTS; tries += 1) {
      await sendDue(story);
      later(10 * HOUR_MS);
      // The pause after days is another story.
      await story.prisma.webhookSubscription.updateMany({ data: { failingSince: null } });
    }
    expect(to.events).toHaveLength(2 * MOST_ATTEMPTS);
    await sendDue(story);
    expect(to.events).toHaveLength(2 * MOST_ATTEMPTS);
    const dead = await deliveries(hook, '&status=DEAD');
    expect(dead).toMatchObject([
      { status: 'DEAD', lastStatus: 400, lastError: 'REJECTED' },
      { status: 'DEAD', lastStatus: 400, lastError: 'REJECTED' },
    ]);
    to.events.splice(0);
    to.answer = () => ({ status: 200 });
    const path = `/webhooks/${hook.id}/deliveries`;
    const one = await admin().post(`${path}/${String(dead[0]?.['id'])}/replay`);
    expect([one.status, one.body.status]).toEqual([202, 'PENDING']);
    expect((await admin().post(`${path}/${String(dead[0]?.['id'])}/replay`)).body.code).toBe(
      'DELIVERY_PENDING',
    );
    await sendDue(story);
    expect(to.events).toHaveLength(1);
    expect((await admin().post(`${path}/replay`)).body).toEqual({ replayed: 1 });
    await sendDue(story);
    expect(to.events).toHaveLength(2);
    expect(await deliveries(hook, '&status=DEAD')).toEqual([]);
  });

  it('that redirects is not followed', async () => {
    const [to, elsewhere] = [await receiver(), await receiver()];
    const hook = await addWebhook(story, to.url, ['client.created']);
    to.answer = () => ({ status: 307, headers: { location: elsewhere.url } });
    await client();
    await sendDue(story);
    expect(elsewhere.events).toEqual([]);
    expect(await deliveries(hook)).toMatchObject([
      { status: 'PENDING', lastStatus: 307, lastError: 'REDIRECTED' },
    ]);
  });

  it('that never answers is given its time and no more, and neither it nor a slow one keeps others waiting', async () => {
    const [silent, slow, quick] = [await receiver(), await receiver(), await receiver()];
    silent.answer = () => 'never';
    slow.answer = () => ({ status: 200, afterMs: 400 });
    const hooks = [];
    for (const { url } of [silent, slow, quick]) hooks.push(await addWebhook(story, url, ['client.created']));
    for (let made = 0; made < 12; made += 1) await client();
    const sending = sendDue(story);
    await quick.count(12);
    expect(slow.events.length).toBeLessThan(12);
    expect(await story.prisma.webhookDelivery.count({ where: { lastError: 'TIMEOUT' } })).toBe(0);
    await sending;
    expect([silent.events.length, slow.events.length, quick.events.length]).toEqual([12, 12, 12]);
    for (const { mostAtOnce } of [silent, slow, quick]) expect(mostAtOnce).toBeLessThanOrEqual(4);
    const [first] = hooks;
    if (first) expect((await deliveries(first))[0]).toMatchObject({ lastStatus: null, lastError: 'TIMEOUT' });
  });

  it('whose answer has no end is read no further than its status', async () => {
    const to = await receiver();
    const hook = await addWebhook(story, to.url, ['client.created']);
    to.answer = () => ({ endless: 200 });
    await client();
    await sendDue(story);
    expect(await deliveries(hook)).toMatchObject([{ status: 'DELIVERED', lastStatus: 200 }]);
    // What the buffers between the two take, and not what could have gone out in a second.
    expect(to.bytesSent).toBeLessThan(16 * 1_048_576);
  });

  it.each([
    ['101 and Upgrade', '101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x', 101, 'REJECTED'],
    ['101 alone', '101 Switching Protocols', 101, 'REJECTED'],
    ['early hints and nothing else', '103 Early Hints', null, 'TIMEOUT'],
  ])('that answers with %s has failed, and holds up no lane', async (_, head, lastStatus, lastError) => {
    const to = await receiver();
    const hook = await addWebhook(story, to.url, ['client.created']);
    to.answer = () => ({ bytes: `HTTP/1.1 ${head}\r\n\r\n` });
    await client();
    await sendDue(story);
    expect(await deliveries(hook)).toMatchObject([{ status: 'PENDING', attempts: 1, lastStatus, lastError }]);
    to.answer = () => ({ status: 200 });
    later(MINUTE_MS);
    await sendDue(story);
    expect(await deliveries(hook)).toMatchObject([{ status: 'DELIVERED', lastError: null }]);
  });

  it('that answers 410 is paused at once, with its letter dead and a row in the journal', async () => {
    const to = await receiver();
    const hook = await addWebhook(story, to.url, ['client.created']);
    to.answer = () => ({ status: 410 });
    await client();
    await sendDue(story);
    expect(await webhook(hook)).toMatchObject({ status: 'PAUSED', pauseReason: 'GONE' });
    expect(await deliveries(hook)).toMatchObject([{ status: 'DEAD', lastError: 'GONE' }]);
    const audit = await admin().get(`/audit?entity=webhook&entityId=${hook.id}&action=webhook.paused`);
    expect(audit.body.items).toMatchObject([{ actorId: null, facts: { reason: 'GONE', url: to.url } }]);
    await client();
    await sendDue(story);
    expect(to.events).toHaveLength(1);
    to.answer = () => ({ status: 200 });
    const resumed = await admin().patch(`/webhooks/${hook.id}`).send({ status: 'ACTIVE' });
    expect(resumed.body).toMatchObject({ status: 'ACTIVE', pauseReason: null });
    await sendDue(story);
    // What happened while it was paused has waited; the dead letter waits for its replay.
    expect(to.events).toHaveLength(2);
  });

  it('to which nothing arrives for three days is paused, and events wait', async () => {
    const to = await receiver();
    const hook = await addWebhook(story, to.url, ['client.created']);
    to.answer = () => ({ status: 500 });
    await client();
    await sendDue(story);
    later(71 * HOUR_MS);
    await sendDue(story);
    expect((await webhook(hook)).status).toBe('ACTIVE');
    later(9 * HOUR_MS);
    await sendDue(story);
    expect(await webhook(hook)).toMatchObject({ status: 'PAUSED', pauseReason: 'FAILING' });
    const tries = to.events.length;
    later(24 * HOUR_MS);
    await sendDue(story);
    expect(to.events).toHaveLength(tries);
  });

  it('that asks for rest gets it, for all events', async () => {
    const to = await receiver();
    const hook = await addWebhook(story, to.url, ['client.created']);
    to.answer = () => ({ status: 429, headers: { 'retry-after': '1800' } });
    await client();
    await sendDue(story);
    to.answer = () => ({ status: 200 });
    await client();
    later(29 * MINUTE_MS);
    await sendDue(story);
    expect(to.events).toHaveLength(1);
    expect((await webhook(hook)).restsUntil).not.toBeNull();
    later(2 * MINUTE_MS);
    await sendDue(story);
    expect(to.events).toHaveLength(3);
  });

  it('gets the events of one record in order, even when the first has to be tried again', async () => {
    const to = await receiver();
    await addWebhook(story, to.url, ['client.created', 'client.updated']);
    const { id } = await client();
    for (const city of ['Torino', 'Milano', 'Roma'])
      await story.as(story.people.aldo).patch(`/clients/${id}`).send({ city });
    const other = await client();
    to.answer = ({ body }) => ({ status: body['entityId'] === id ? 500 : 200 });
    await sendDue(story);
    expect(to.events.map(({ body }) => body['entityId']).sort()).toEqual([id, other.id].sort());
    to.answer = () => ({ status: 200 });
    to.events.splice(0);
    later(MINUTE_MS);
    await sendDue(story);
    const rows = await story.prisma.journalEntry.findMany({
      where: { entityId: id },
      orderBy: { id: 'asc' },
    });
    expect(to.events.map(({ id: eventId }) => eventId.split('-')[0])).toEqual(
      rows.map((row) => String(row.id)),
    );
  });

  it('knows a new secret beside the former one for a day, and then the new one alone', async () => {
    const to = await receiver();
    const hook = await addWebhook(story, to.url, ['client.created']);
    const rotated = await admin().post(`/webhooks/${hook.id}/rotate-secret`);
    const next = (rotated.body as MadeWebhook).secret;
    expect(next).not.toBe(hook.secret);
    await client();
    await sendDue(story);
    later(25 * HOUR_MS);
    await client();
    await sendDue(story);
    const now = story.clock.now().getTime();
    const [during, after] = to.events;
    if (!during || !after) throw new Error('two events were to come');
    expect([isSigned(during, hook.secret), isSigned(during, next)]).toEqual([true, true]);
    expect([isSigned(after, hook.secret, now), isSigned(after, next, now)]).toEqual([false, true]);
  });

  it('is tried out with an event of its own, and the answer says what became of it', async () => {
    const to = await receiver();
    const hook = await addWebhook(story, to.url, ['client.created']);
    const ping = async () => (await admin().post(`/webhooks/${hook.id}/ping`)).body;
    expect(await ping()).toEqual({ delivered: true, status: 204, error: null });
    expect(to.events).toMatchObject([{ body: { type: 'webhook.ping', webhookId: hook.id } }]);
    to.answer = () => ({ status: 418 });
    expect(await ping()).toEqual({ delivered: false, status: 418, error: 'REJECTED' });
    await to.close();
    receivers.splice(receivers.indexOf(to), 1);
    expect(await ping()).toEqual({ delivered: false, status: null, error: 'CONNECTION_FAILED' });
  });

  it('keeps its secret to itself: shown once, sealed in the database', async () => {
    const to = await receiver();
    const { id, secret } = await addWebhook(story, to.url, ['client.created']);
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const answers = [
      await admin().get('/webhooks'),
      await admin().get(`/webhooks/${id}`),
      await admin().patch(`/webhooks/${id}`).send({ description: 'Gestionale' }),
      await admin().get(`/audit?entity=webhook`),
    ];
    const row = await story.prisma.webhookSubscription.findUniqueOrThrow({ where: { id } });
    const kept = Buffer.from(row.secret);
    for (const text of [
      ...answers.map(({ text: body }) => body),
      kept.toString('utf8'),
      kept.toString('base64'),
    ])
      expect(text).not.toContain(secret.slice(6));
  });

  it('is the company’s: it goes on when its maker is suspended, and is found by its maker', async () => {
    const { id: createdById } = story.people.analyst;
    await story.prisma.user.update({ where: { id: createdById }, data: { role: 'ADMIN' } });
    const to = await receiver();
    const theirs = await story
      .as(story.people.analyst)
      .post('/webhooks')
      .send({ url: to.url, events: ['client.created'] });
    await addWebhook(story, to.url, ['client.deleted']);
    await admin().post(`/users/${createdById}/suspend`).expect(200);
    await client();
    await sendDue(story);
    expect(to.events).toHaveLength(1);
    const { body } = await admin().get(`/webhooks?createdById=${createdById}&count=exact`);
    expect([body.items.map(({ id }: MadeWebhook) => id), body.total]).toEqual([[theirs.body.id], 1]);
    expect((await admin().get('/webhooks?createdById=nobody')).status).toBe(400);
  });

  it('is changed by one of two editors, and each change stands in the journal', async () => {
    const to = await receiver();
    const { id } = await addWebhook(story, to.url, ['client.created']);
    const path = `/webhooks/${id}`;
    const first = await admin()
      .patch(path)
      .set('If-Match', '"1"')
      .send({ events: ['client.deleted'] });
    expect([first.status, first.headers['etag'], first.body.events]).toEqual([
      200,
      '"2"',
      ['client.deleted'],
    ]);
    const second = await admin().patch(path).set('If-Match', '"1"').send({ status: 'PAUSED' });
    expect([second.status, second.body.code]).toEqual([412, 'STALE']);
    expect((await admin().patch(path).send({ status: 'PAUSED' })).body.pauseReason).toBe('BY_HAND');
    expect((await admin().delete(path).set('If-Match', '"2"')).status).toBe(412);
    expect((await admin().delete(path)).status).toBe(204);
    expect((await admin().get(path)).status).toBe(404);
    const { body } = await admin().get(`/audit?entity=webhook&entityId=${id}`);
    expect(body.items.map(({ action }: { action: string }) => action)).toEqual([
      'webhook.deleted',
      'webhook.updated',
      'webhook.updated',
      'webhook.created',
    ]);
  });

  it.each([
    ['an event of it is written down', false],
    ['an event of it fails', true],
  ])('may be deleted while %s', async (_, isUnderWay) => {
    const to = await receiver();
    const hook = await addWebhook(story, to.url, ['client.created']);
    const before = await deadlocks();
    to.answer = () => ({ status: 500, afterMs: 500 });
    await client();
    let sending = isUnderWay ? sendDue(story) : undefined;
    if (isUnderWay) await to.count(1);
    await story.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT FROM webhook_subscriptions WHERE id = ${hook.id}::uuid FOR UPDATE`;
      sending ??= sendDue(story);
      await untilSomebodyWaits();
      await tx.webhookSubscription.delete({ where: { id: hook.id } });
    });
    await expect(sending).resolves.toBeUndefined();
    expect(await story.prisma.webhookDelivery.count()).toBe(0);
    expect(await deadlocks()).toBe(before);
  });

  it('can be told of an activity that is to be done again, and of who was first spoken with', async () => {
    const to = await receiver();
    const types = ['activity.reopened', 'client.first-contacted', 'client.first-contact-withdrawn'];
    await addWebhook(story, to.url, types);
    const { id: clientId } = await client();
    const aldo = story.as(story.people.aldo);
    const { body } = await aldo.post('/activities').send({ type: 'CALL', subject: 'Saluti', clientId });
    const step = (name: string) => aldo.post(`/activities/${String(body.id)}/${name}`).expect(200);
    await step('complete');
    await step('reopen');
    await sendDue(story);
    expect(to.events.map(({ body: event }) => event['type']).sort()).toEqual(types.sort());
  });

  it('chooses among the events of the catalogue', async () => {
    const { body } = await admin().get('/webhooks/events');
    expect(body.items).toContainEqual({ type: 'opportunity.moved', description: expect.any(String) });
    const types = (body.items as { type: string }[]).map(({ type }) => type);
    expect(types.filter((type) => /^(user|session|role|apikey|webhook|access)\./.test(type))).toEqual([]);
    for (const events of [['user.logged-in'], ['client.*'], [], ['client.created', 'client.created']]) {
      const refused = await admin().post('/webhooks').send({ url: 'https://1.1.1.1/x', events });
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([
        400,
        expect.stringMatching(/^\/events/),
      ]);
    }
  });
});
