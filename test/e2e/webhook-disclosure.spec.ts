import type { PermissionTable } from '#app/platform/access/index.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { addWebhook, sendDue, TO_THIS_MACHINE } from '../factories/webhook.ts';
import type { Person } from '../support/people.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { startStory, type Story } from '../support/story.ts';

const EVERYTHING = { includePersonalData: true, includeProtectedFields: true };

describe('what events tell of people', () => {
  let story: Story;
  let to: Receiver;
  beforeAll(async () => {
    story = await startStory(TO_THIS_MACHINE);
    to = await startReceiver();
  });
  afterAll(async () => {
    await to.close();
    await story.end();
  });
  beforeEach(async () => {
    await story.prisma.webhookSubscription.deleteMany();
    to.events.splice(0);
  });

  const admin = () => story.as(story.people.admin);
  const edit = async (fields: object) => {
    const { id } = await createClient(story, story.people.aldo, { name: 'Mario Verdi', kind: 'PERSON' });
    await story.as(story.people.aldo).patch(`/clients/${id}`).send(fields);
    await sendDue(story);
    return to.events.map(({ body }) => body.facts);
  };

  it('is no name and no word of theirs, unless the webhook says so', async () => {
    await addWebhook(story, to.url, ['client.updated']);
    expect(await edit({ name: 'Maria Verdi', notes: 'ha un cane', visitIntervalDays: 30 })).toEqual([
      {
        name: '[withheld]',
        visitIntervalDays: { from: null, to: 30 },
      },
    ]);
  });

  it('has names where the webhook says so, and what roles may hide only where it says that too', async () => {
    await addWebhook(story, to.url, ['client.updated'], { includePersonalData: true });
    const name = { from: 'Mario Verdi', to: 'Maria Verdi' };
    expect(await edit({ name: 'Maria Verdi', notes: 'ha un cane' })).toEqual([{ name }]);
    await story.prisma.webhookSubscription.updateMany({ data: { includeProtectedFields: true } });
    const [, both] = await edit({ name: 'Maria Verdi', notes: 'ha un cane' });
    expect(both).toEqual({ name, notes: { from: null, to: 'ha un cane' } });
  });

  it('is gone from what is sent after an erasure: what waits, what failed and what is replayed', async () => {
    const hook = await addWebhook(
      story,
      to.url,
      ['client.created', 'client.updated', 'privacy.erased'],
      EVERYTHING,
    );
    const { id } = await createClient(story, story.people.aldo, { name: 'Mario Verdi', kind: 'PERSON' });
    await sendDue(story);
    expect(to.events[0]?.text).toContain('Mario Verdi');
    to.answer = () => ({ status: 500 });
    await story.as(story.people.aldo).patch(`/clients/${id}`).send({ notes: 'di Mario Verdi' });
    await sendDue(story);

    const erase = (more: object) =>
      admin()
        .post('/privacy/erasures')
        .send({ clientId: id, ...more });
    const plan = await erase({});
    expect((await erase({ confirmation: plan.body.confirmation })).status).toBe(200);
    const [arrived] = (await admin().get(`/webhooks/${hook.id}/deliveries?status=DELIVERED`)).body.items;
    await admin().post(`/webhooks/${hook.id}/deliveries/${String(arrived.id)}/replay`);
    to.events.splice(0);
    to.answer = () => ({ status: 200 });
    await story.prisma.webhookDelivery.updateMany({ data: { nextAttemptAt: new Date() } });
    await sendDue(story);
    expect(to.events.map(({ body }) => body['type'])).toEqual([
      'client.created',
      'client.updated',
      'privacy.erased',
    ]);
    expect(to.events.map(({ text }) => text).join()).not.toMatch(/Mario|Verdi/);
    expect(to.events[0]?.body.facts['name']).toBe('[erased]');
  });

  it('never is where an agent stood', async () => {
    await addWebhook(story, to.url, ['visit.checked-in'], EVERYTHING);
    const { id: clientId } = await createClient(story, story.people.aldo, {
      latitude: 45.4642,
      longitude: 9.19,
    });
    const aldo = story.as(story.people.aldo);
    const { body } = await aldo.post('/visits').send({ clientId, scheduledAt: '2027-03-01T09:00:00Z' });
    const position = { latitude: 45.4643, longitude: 9.1901, accuracyMeters: 12 };
    story.clock.setTo('2027-03-01T09:00:00Z');
    expect((await aldo.post(`/visits/${String(body.id)}/check-in`).send(position)).status).toBe(200);
    await sendDue(story);
    story.clock.setTo(undefined);
    expect(to.events.map(({ body: event }) => event['type'])).toEqual(['visit.checked-in']);
    expect(to.events[0]?.text).not.toMatch(/45\.46|9\.19/);
  });

  describe('is for those to set up who may read it all', () => {
    const as = async (person: Person, permissions: PermissionTable, hiddenFields: string[] = []) => {
      const key = `WEBHOOKS_${person.email.split('@', 1)[0]?.toUpperCase() ?? ''}`;
      await story.prisma.role.create({ data: { key, name: key, permissions, hiddenFields } });
      await story.prisma.user.update({ where: { id: person.id }, data: { role: key } });
      const body = { url: 'https://1.1.1.1/', events: ['client.created'] };
      return (more: object) =>
        story
          .as(person)
          .post('/webhooks')
          .send({ ...body, ...more });
    };

    it('so the permission for webhooks alone is not enough', async () => {
      const add = await as(story.people.bruno, { 'webhook:create': 'all', 'webhook:read': 'all' });
      const { status, body } = await add({});
      expect([status, body.code]).toEqual([403, 'FORBIDDEN']);
    });

    it('and nobody has sent what is hidden from themselves', async () => {
      const table: PermissionTable = { 'webhook:create': 'all', 'webhook:read': 'all', 'audit:read': 'all' };
      const add = await as(story.people.beppe, table, ['opportunity.amount']);
      const refused = await add({ includeProtectedFields: true });
      expect([refused.status, refused.body.code]).toEqual([403, 'ABOVE_OWN_RIGHTS']);
      expect((await add({})).status).toBe(201);
    });

    it('nor turns one that tells it to a receiver or to events of their own choice', async () => {
      const table: PermissionTable = { 'webhook:update': 'all', 'webhook:read': 'all', 'audit:read': 'all' };
      await as(story.people.alma, table, ['opportunity.amount']);
      const hook = await addWebhook(story, to.url, ['client.created'], EVERYTHING);
      const edit = (body: object) => story.as(story.people.alma).patch(`/webhooks/${hook.id}`).send(body);
      for (const body of [{ url: 'https://1.1.1.1/' }, { events: ['opportunity.moved'] }]) {
        const refused = await edit(body);
        expect([refused.status, refused.body.code]).toEqual([403, 'ABOVE_OWN_RIGHTS']);
      }
      expect((await edit({ status: 'PAUSED' })).status).toBe(200);
      const less = await edit({ url: 'https://1.1.1.1/', includeProtectedFields: false });
      expect([less.status, less.body.includeProtectedFields]).toEqual([200, false]);
    });

    it('nor has one that tells it tell more, go on, send again, be tried out or get a secret they would know', async () => {
      const table: PermissionTable = { 'webhook:update': 'all', 'webhook:read': 'all', 'audit:read': 'all' };
      await as(story.people.anna, table, ['opportunity.amount']);
      const more = { includeProtectedFields: true };
      const hook = await addWebhook(story, to.url, ['client.created'], more);
      await createClient(story, story.people.aldo);
      await sendDue(story);
      const sent = await story.prisma.webhookDelivery.findFirstOrThrow({
        where: { subscriptionId: hook.id },
      });
      const [path, anna] = [`/webhooks/${hook.id}`, story.as(story.people.anna)];
      const calls = () => [
        anna.patch(path).send({ includePersonalData: true }),
        anna.patch(path).send({ status: 'ACTIVE' }),
        anna.post(`${path}/rotate-secret`),
        anna.post(`${path}/ping`),
        anna.post(`${path}/deliveries/replay`),
        anna.post(`${path}/deliveries/${sent.id}/replay`),
      ];
      expect((await anna.patch(path).send({ status: 'PAUSED' })).status).toBe(200);
      to.events.splice(0);
      for (const call of calls()) {
        const { status, body } = await call;
        expect([status, body.code]).toEqual([403, 'ABOVE_OWN_RIGHTS']);
      }
      expect(to.events).toEqual([]);

      await admin().patch(path).send({ includeProtectedFields: false }).expect(200);
      for (const call of calls()) expect([200, 202]).toContain((await call).status);
    });

    it('and without the right to read the journal nothing of it either', async () => {
      const { analyst } = story.people;
      await as(analyst, { 'webhook:update': 'all', 'webhook:read': 'all' });
      const { id } = await addWebhook(story, to.url, ['client.created']);
      const path = `/webhooks/${id}`;
      for (const way of ['rotate-secret', 'ping', 'deliveries/replay', `deliveries/${id}/replay`]) {
        const { status, body } = await story.as(analyst).post(`${path}/${way}`);
        expect([way, status, body.code]).toEqual([way, 403, 'FORBIDDEN']);
      }
    });
  });
});
