import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import { permissionList } from '../factories/role.ts';
import { Copy } from '../support/copy.ts';
import type { Person } from '../support/people.ts';
import { untilSettled } from '../support/settled.ts';
import { startStory, type Story } from '../support/story.ts';

const NOBODY = '01999999-9999-7999-8999-999999999999';

describe('who follows what changes', () => {
  let story: Story;
  let pipeline: MadePipeline;

  beforeAll(async () => {
    story = await startStory();
    pipeline = await createPipeline(story);
  });
  afterAll(() => story.end());

  const copyOf = (person: Person) => new Copy(story, person).start();
  const keysOf = (changes: readonly { entity: string; entityId: string; gone: boolean }[]) =>
    changes.map(({ entity, entityId, gone }) => `${gone ? 'gone' : 'here'} ${entity} ${entityId}`);
  const contactAt = async (clientId: string, by: Person, fields: object = {}) => {
    const sent = { fullName: 'Carla Neri', ...fields };
    return (await story.as(by).post(`/clients/${clientId}/contacts`).send(sent).expect(201)).body;
  };
  const activityAbout = async (clientId: string, by: Person) => {
    const sent = { type: 'TASK', subject: 'Richiamare', clientId };
    return (await story.as(by).post('/activities').send(sent).expect(201)).body;
  };
  const asked = async (person: Person, query: string, status: number) => {
    await untilSettled(story);
    return (await story.as(person).get(`/changes${query}`).expect(status)).body;
  };

  it('begins at the present end, and gets each record as its own route answers it', async () => {
    const { aldo } = story.people;
    const copy = await copyOf(aldo);
    expect(await copy.follow()).toEqual([]);
    const client = await createClient(story, aldo);
    const deal = await createOpportunity(story, aldo, { clientId: client.id });
    const visit = { clientId: client.id, scheduledAt: '2026-12-01T09:00:00Z' };
    const { body: planned } = await story.as(aldo).post('/visits').send(visit).expect(201);
    const told = await copy.follow();
    expect(told.map(({ action }) => action)).toEqual([
      'client.created',
      'opportunity.created',
      'visit.planned',
    ]);
    expect(told[0]?.['client']).toEqual((await story.as(aldo).get(`/clients/${client.id}`)).body);
    expect(told[1]?.['opportunity']).toEqual((await story.as(aldo).get(`/opportunities/${deal.id}`)).body);
    expect(told[2]?.['visit']).toEqual((await story.as(aldo).get(`/visits/${planned.id}`)).body);
    expect(await copy.follow()).toEqual([]);
  });

  it('misses nothing that is written while the lists are read', async () => {
    const { aldo } = story.people;
    const before = await createClient(story, aldo);
    const copy = await new Copy(story, aldo).start(async () => {
      await createClient(story, aldo);
      await story.as(aldo).patch(`/clients/${before.id}`).send({ name: 'Svapo Altro' }).expect(200);
    });
    await copy.follow();
    expect(copy.versions()).toEqual(await copy.truth());
  });

  it('misses nothing of a transaction that was open for long, and nothing that was committed around it', async () => {
    const { aldo } = story.people;
    const copy = await copyOf(aldo);
    const slow = await createClient(story, aldo);
    await untilSettled(story);
    const told: string[] = [];
    await story.prisma.$transaction(
      async (tx) => {
        await tx.client.update({ where: { id: slow.id }, data: { version: { increment: 1 } } });
        const row = { action: 'client.updated', entity: 'client', entityId: slow.id, ownerId: aldo.id };
        await tx.journalEntry.create({ data: { ...row, clientId: slow.id } });
        const quick = await createClient(story, aldo);
        told.push(...keysOf(await copy.followSettled()));
        expect(told).toEqual([`here client ${slow.id}`]);
        expect(told).not.toContain(`here client ${quick.id}`);
      },
      { timeout: 20_000 },
    );
    await copy.follow();
    expect(copy.versions()).toEqual(await copy.truth());
    expect(copy.versions()[`client ${slow.id}`]).toBe(2);
  });

  it('gets many changes of one record as one, the last', async () => {
    const { aldo } = story.people;
    const copy = await copyOf(aldo);
    const client = await createClient(story, aldo);
    const other = await createClient(story, aldo);
    for (const name of ['Uno', 'Due', 'Tre'])
      await story.as(aldo).patch(`/clients/${client.id}`).send({ name }).expect(200);
    const told = await copy.follow();
    expect(keysOf(told)).toEqual([`here client ${other.id}`, `here client ${client.id}`]);
    expect(told[1]).toMatchObject({ action: 'client.updated', client: { name: 'Tre', version: 4 } });
  });

  it('loses a client that is given away, with its people and what was written about it; the new owner gets all', async () => {
    const { anna, aldo, alma, beppe } = story.people;
    const client = await createClient(story, aldo);
    const contact = await contactAt(client.id, aldo);
    const hers = await activityAbout(client.id, anna);
    const his = await activityAbout(client.id, aldo);
    const copies = await Promise.all([aldo, alma, beppe, anna].map(copyOf));
    const assign = { ownerId: alma.id };
    await story.as(anna).post(`/clients/${client.id}/assign`).send(assign).expect(200);
    const [old, next, stranger, manager] = await Promise.all(copies.map((copy) => copy.follow()));
    const id = [client.id, contact.id, hers.id, his.id];
    expect(keysOf(old ?? []).sort()).toEqual([
      `gone activity ${id[2]}`,
      `gone client ${id[0]}`,
      `gone contact ${id[1]}`,
      `here activity ${id[3]}`,
    ]);
    expect(keysOf(next ?? []).sort()).toEqual(
      [
        `here activity ${id[2]}`,
        `here activity ${id[3]}`,
        `here client ${id[0]}`,
        `here contact ${id[1]}`,
      ].sort(),
    );
    expect(stranger).toEqual([]);
    expect(keysOf(manager ?? [])).toContain(`here client ${client.id}`);

    await story.as(alma).patch(`/clients/${client.id}`).send({ name: 'Di Alma' }).expect(200);
    expect(await copies[0]?.follow()).toEqual([]);
    for (const copy of copies) await copy.follow();
    for (const copy of copies) expect(copy.versions()).toEqual(await copy.truth());
  });

  it('is told that a record is gone when it was deleted or merged away, never of one that was not theirs', async () => {
    const { anna, aldo, alma, beppe } = story.people;
    const [client, kept, merged] = [
      await createClient(story, aldo),
      await createClient(story, alma),
      await createClient(story, aldo),
    ];
    const deal = await createOpportunity(story, aldo, { clientId: merged.id });
    await contactAt(merged.id, aldo);
    const copies = await Promise.all([aldo, alma, anna, beppe].map(copyOf));
    await story.as(anna).delete(`/clients/${client.id}`).expect(204);
    const merge = { sourceId: merged.id };
    await story.as(anna).post(`/clients/${kept.id}/merge`).set('If-Match', '*').send(merge).expect(200);
    const [his, hers, , theirs] = await Promise.all(copies.map((copy) => copy.follow()));
    expect(keysOf(his ?? [])).toEqual(
      expect.arrayContaining([
        `gone client ${client.id}`,
        `gone client ${merged.id}`,
        `here opportunity ${deal.id}`,
      ]),
    );
    expect(keysOf(hers ?? [])).toContain(`here client ${kept.id}`);
    expect(keysOf(hers ?? []).some((key) => key.startsWith('here contact'))).toBe(true);
    expect(theirs).toEqual([]);
    await story.as(anna).post(`/clients/${client.id}/restore`).expect(200);
    expect(keysOf((await copies[0]?.follow()) ?? [])).toContain(`here client ${client.id}`);
  });

  it('gets an activity on becoming an assignee, and loses it on being one no longer', async () => {
    const { anna, aldo, alma } = story.people;
    const client = await createClient(story, aldo);
    const activity = await activityAbout(client.id, anna);
    const copy = await copyOf(alma);
    const assignees = (assigneeIds: string[]) =>
      story.as(anna).patch(`/activities/${activity.id}`).send({ assigneeIds }).expect(200);
    await assignees([alma.id]);
    expect(keysOf(await copy.follow())).toEqual([`here activity ${activity.id}`]);
    await assignees([]);
    expect(keysOf(await copy.follow())).toEqual([`gone activity ${activity.id}`]);
    await story.as(anna).patch(`/activities/${activity.id}`).send({ subject: 'Altro' }).expect(200);
    expect(await copy.follow()).toEqual([]);
  });

  it('pages through all that came along with one client, whatever the size of a page', async () => {
    const { anna, aldo, alma } = story.people;
    const client = await createClient(story, aldo);
    for (let index = 0; index < 7; index += 1) await activityAbout(client.id, aldo);
    for (const limit of [1, 2, 3, 8, 9]) {
      const [from, to] = limit % 2 ? [aldo, alma] : [alma, aldo];
      const copy = await copyOf(to);
      await story.as(anna).post(`/clients/${client.id}/assign`).send({ ownerId: to.id }).expect(200);
      const told = await copy.follow(`&limit=${limit}`);
      expect([from.email, new Set(keysOf(told)).size]).toEqual([from.email, 8]);
      expect(copy.versions()).toEqual(await copy.truth());
    }
  });

  it('hears only of the types that are asked for, and may ask only for what the role shows', async () => {
    const { admin, aldo } = story.people;
    const body = await asked(aldo, '?types=opportunity,pipeline', 200);
    const client = await createClient(story, aldo);
    const deal = await createOpportunity(story, aldo, { clientId: client.id });
    const path = `/pipelines/${pipeline.id}/stages`;
    await story.as(admin).post(path).send({ name: 'Prova', probability: 40, kind: 'OPEN' }).expect(201);
    const after = `after=${body.nextCursor}`;
    const news = await asked(aldo, `?types=opportunity,pipeline&${after}`, 200);
    expect(keysOf(news.items)).toEqual([`here opportunity ${deal.id}`, `here pipeline ${pipeline.id}`]);
    expect(news.items[1].pipeline.stages.map(({ name }: { name: string }) => name)).toContain('Prova');

    expect(await asked(aldo, `?${after}`, 410)).toMatchObject({ code: 'CHANGES_START_ANEW' });
    await asked(aldo, '?types=team', 400);
    expect(await asked(aldo, '?after=nonsense', 400)).toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  it('makes way past other people’s changes, however many, even when a page holds nothing', async () => {
    const { aldo, beppe } = story.people;
    const copy = await copyOf(aldo);
    await story.prisma.$executeRaw`
      INSERT INTO journal (action, entity, entity_id, owner_id)
      SELECT 'client.updated', 'client', ${NOBODY}::uuid, ${beppe.id}::uuid FROM generate_series(1, 45000)`;
    const client = await createClient(story, aldo);
    const first = await asked(aldo, `?after=${copy.place}`, 200);
    expect(first).toMatchObject({ items: [], more: true });
    expect(first.nextCursor).not.toBe(copy.place);
    expect(keysOf(await copy.follow())).toEqual([`here client ${client.id}`]);
  });

  it('is without what the role hides, and starts anew when it hides something else', async () => {
    const { admin, aldo } = story.people;
    const role = {
      ...{ key: 'FOLLOWER', name: 'Segue', hiddenFields: ['opportunity.amount', 'contact.reach'] },
      permissions: permissionList({ 'opportunity:read': 'all', 'contact:read': 'all' }),
    };
    const { body: made } = await story.as(admin).post('/roles').send(role).expect(201);
    const { email, ...rest } = story.people.beppe;
    await story.as(admin).patch(`/users/${rest.id}`).send({ role: 'FOLLOWER' }).expect(200);
    const follower = { email, ...rest };
    const copy = await startOf(follower);
    const client = await createClient(story, aldo);
    await contactAt(client.id, aldo, { email: 'carla@example.test' });
    await createOpportunity(story, aldo, { clientId: client.id, amount: '777.77' });
    const news = await asked(follower, `?after=${copy}`, 200);
    expect(news.items.map(({ entity }: { entity: string }) => entity)).toEqual(['contact', 'opportunity']);
    expect(JSON.stringify(news)).not.toMatch(/777\.77|carla@/);

    expect(await asked(follower, '?types=client', 403)).toMatchObject({ code: 'FORBIDDEN' });
    await story.as(admin).patch(`/roles/${made.id}`).send({ hiddenFields: [] }).expect(200);
    await untilAnew(follower, news.nextCursor);
    await story.as(admin).patch(`/users/${rest.id}`).send({ role: 'AGENT' }).expect(200);
  });

  it('starts anew when somebody joins or leaves the team that one sees', async () => {
    const { admin, anna, bruno, beppe } = story.people;
    const [hers, his] = [await startOf(anna), await startOf(bruno)];
    await story.as(admin).patch(`/users/${beppe.id}`).send({ teamId: anna.teamId }).expect(200);
    await untilAnew(anna, hers);
    await untilAnew(bruno, his);
    await story.as(admin).patch(`/users/${beppe.id}`).send({ teamId: bruno.teamId }).expect(200);
  });

  it('starts anew when the database is another than the cursor’s', async () => {
    const { aldo } = story.people;
    const place = Buffer.from(await startOf(aldo), 'base64url').toString();
    const beyond = Buffer.from(place.replace(/^1\.\d+/, '1.999999999999999')).toString('base64url');
    expect(await asked(aldo, `?after=${beyond}`, 410)).toMatchObject({ code: 'CHANGES_START_ANEW' });
  });

  it('is told to forget who was erased, and hears no word of them again', async () => {
    const { admin, aldo } = story.people;
    const client = await createClient(story, aldo);
    const contact = await contactAt(client.id, aldo, {
      fullName: 'Rosalinda Brambilla',
      email: 'rb@example.test',
    });
    const copy = await copyOf(aldo);
    const noted = { notes: 'Rosalinda Brambilla ordina il lunedì' };
    await story.as(aldo).patch(`/clients/${client.id}`).send(noted).expect(200);
    const erase = (body: object) => story.as(admin).post('/privacy/erasures').send(body);
    const { body: plan } = await erase({ contactId: contact.id }).expect(200);
    await erase({ contactId: contact.id, confirmation: plan.confirmation });
    const told = await copy.follow();
    expect(keysOf(told)).toEqual(
      expect.arrayContaining([`gone contact ${contact.id}`, `here client ${client.id}`]),
    );
    expect(JSON.stringify(told)).not.toContain('Brambilla');
    expect(copy.versions()).toEqual(await copy.truth());
  });

  it('keeps a copy that is right after any day’s work', async () => {
    const { admin, anna, aldo, alma, beppe } = story.people;
    const { body: all } = await story.as(admin).get('/clients?limit=100').expect(200);
    const clients = (all.items as { id: string }[]).map(({ id }) => id);
    const agents = [aldo, alma, beppe];
    const readers = [anna, aldo, alma, beppe];
    const copies = await Promise.all(readers.map(copyOf));
    const random = randomFrom(20_261_127);
    const one = <Item>(items: readonly Item[]): Item => items[random(items.length)] as Item;
    const add = async (by: Person) => clients.push((await createClient(story, by)).id);
    const steps = [
      () => add(one(agents)),
      () =>
        story
          .as(admin)
          .post(`/clients/${one(clients)}/assign`)
          .send({ ownerId: one(agents).id }),
      () =>
        story
          .as(admin)
          .post(`/clients/${one(clients)}/contacts`)
          .send({ fullName: 'Ada Blu' }),
      () =>
        story
          .as(admin)
          .patch(`/clients/${one(clients)}`)
          .send({ name: `Svapo ${random(1000)}` }),
      () => story.as(admin).delete(`/clients/${one(clients)}`),
      () => story.as(admin).post(`/clients/${one(clients)}/restore`),
      () =>
        story
          .as(admin)
          .post(`/clients/${one(clients)}/merge`)
          .set('If-Match', '*')
          .send({ sourceId: one(clients) }),
      () =>
        story
          .as(one(agents))
          .post('/activities')
          .send({ type: 'TASK', subject: 'A', clientId: one(clients) }),
      () =>
        story
          .as(admin)
          .post('/activities')
          .send({ type: 'TASK', subject: 'B', clientId: one(clients) }),
      () =>
        story
          .as(one(agents))
          .post('/opportunities')
          .send({ title: 'C', clientId: one(clients) }),
    ];
    const statuses = new Map<number, number>();
    for (let step = 0; step < 90; step += 1) {
      const done = await one(steps)();
      if (typeof done === 'object') statuses.set(done.status, (statuses.get(done.status) ?? 0) + 1);
      if (random(10) === 0) await one(copies).follow(`&limit=${1 + random(5)}`);
    }
    const done = [200, 201, 204].reduce((sum, status) => sum + (statuses.get(status) ?? 0), 0);
    expect(done).toBeGreaterThan(35);
    for (const copy of copies) {
      await copy.follow();
      expect(copy.versions()).toEqual(await copy.truth());
    }
  });

  const startOf = async (person: Person): Promise<string> => (await asked(person, '', 200)).nextCursor;
  /** A change of rights takes effect within a second. */
  const untilAnew = async (person: Person, place: string): Promise<void> => {
    for (let tries = 0; tries < 50; tries += 1) {
      const { status, body } = await story.as(person).get(`/changes?after=${place}`);
      if (status === 410) return expect(body.code).toBe('CHANGES_START_ANEW');
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`${person.email} was never told to start anew`);
  };
});

/** Numbers below a bound, the same ones at every run. */
function randomFrom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}
