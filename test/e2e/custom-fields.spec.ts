import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '../factories/client.ts';
import { createCustomField } from '../factories/custom-field.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline } from '../factories/pipeline.ts';
import { startReplica } from '../support/replica.ts';
import { startStory, type Story, STORY_SECRET } from '../support/story.ts';

describe('custom fields', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    await createPipeline(story);
    await createCustomField(story, 'colour', { type: 'CHOICE', choices: ['rosso', 'blu'] });
    await createCustomField(story, 'litres', { type: 'NUMBER', minimum: 0, maximum: 1000 });
    await createCustomField(story, 'since', { type: 'DATE' });
    await createCustomField(story, 'nickname', { maxLength: 20 });
    await createCustomField(story, 'franchise', { type: 'FLAG' });
  });
  afterAll(() => story.end());

  const named = async (query: string): Promise<string[]> => {
    const { body, status } = await story.as(story.people.aldo).get(`/clients?sort=name&limit=100&${query}`);
    expect([query, status]).toEqual([query, 200]);
    return body.items.map(({ name }: { name: string }) => name);
  };

  it('are defined by an admin, read by everybody, and changed by nobody else', async () => {
    const { admin, anna, aldo } = story.people;
    const definition = {
      resource: 'contacts',
      key: 'birthday',
      labelIt: 'Compleanno',
      labelEn: 'Birthday',
      type: 'DATE',
    };
    const made = await story.as(admin).post('/custom-fields').send(definition);
    expect(made.status).toBe(201);
    expect(made.headers['etag']).toBe('"1"');
    expect(made.body).toMatchObject({
      ...definition,
      required: false,
      archived: false,
      choices: [],
      latest: null,
    });
    expect((await story.as(admin).post('/custom-fields').send(definition)).body.code).toBe('FIELD_EXISTS');
    const path = `/custom-fields/${made.body.id}`;
    expect((await story.as(aldo).get(path)).body).toEqual(made.body);
    expect((await story.as(aldo).get('/custom-fields?resource=contacts')).body.items).toEqual([made.body]);
    for (const person of [anna, aldo])
      expect((await story.as(person).patch(path).send({ required: true })).status).toBe(403);
    const edited = await story
      .as(admin)
      .patch(path)
      .set('If-Match', '"1"')
      .send({ labelIt: 'Nascita', latest: '2010-01-01' });
    expect(edited.body).toMatchObject({ labelIt: 'Nascita', latest: '2010-01-01', version: 2 });
    expect((await story.as(admin).patch(path).set('If-Match', '"1"').send({ labelIt: 'X' })).status).toBe(
      412,
    );
    expect((await story.as(admin).delete(path)).status).toBe(204);
    const journal = await story.as(admin).get(`/audit?entityId=${made.body.id}`);
    expect(journal.body.items.map(({ action }: { action: string }) => action)).toEqual([
      'customfield.deleted',
      'customfield.updated',
      'customfield.created',
    ]);
  });

  it.each([
    [{ key: 'Colour' }, '/key'],
    [{ key: 'constructor' }, '/key'],
    [{ key: 'a.b' }, '/key'],
    [{ type: 'CHOICE' }, '/choices'],
    [{ type: 'NUMBER', minimum: 2, maximum: 1 }, '/maximum'],
    [{ type: 'FLAG', maxLength: 3 }, '/maxLength'],
    [{ resource: 'users' }, '/resource'],
  ])('are refused as %j', async (fields, pointer) => {
    const { body, status } = await story
      .as(story.people.admin)
      .post('/custom-fields')
      .send({ resource: 'clients', key: 'fresh', labelIt: 'F', labelEn: 'F', type: 'TEXT', ...fields });
    expect([status, body.errors]).toEqual([400, [expect.objectContaining({ pointer })]]);
  });

  it('are written with a client, merged key by key, and told in its journal one by one', async () => {
    const { aldo } = story.people;
    const client = await createClient(story, aldo, { custom: { colour: 'rosso', litres: 10.5 } });
    expect(client['custom']).toEqual({ colour: 'rosso', litres: 10.5 });
    const edited = await story
      .as(aldo)
      .patch(`/clients/${client.id}`)
      .send({ custom: { litres: null, nickname: ' Gigi ', franchise: false } });
    expect(edited.body).toMatchObject({
      version: 2,
      custom: { colour: 'rosso', nickname: 'Gigi', franchise: false },
    });
    expect(edited.body.custom).not.toHaveProperty('litres');
    expect(
      (
        await story
          .as(aldo)
          .patch(`/clients/${client.id}`)
          .send({ custom: { colour: 'rosso' } })
      ).body.version,
    ).toBe(2);
    const { body } = await story.as(aldo).get(`/clients/${client.id}/timeline`);
    expect(body.items[0].facts).toEqual({
      'custom.litres': { from: 10.5, to: null },
      'custom.nickname': { from: null, to: 'Gigi' },
      'custom.franchise': { from: null, to: false },
    });
  });

  it.each([
    [{ colour: 'verde' }, '/custom/colour', 'NOT_A_CHOICE'],
    [{ litres: 2000 }, '/custom/litres', 'TOO_LARGE'],
    [{ litres: '12' }, '/custom/litres', 'NOT_A_NUMBER'],
    [{ since: '2026-02-30' }, '/custom/since', 'NOT_A_DATE'],
    [{ shape: 'tondo' }, '/custom/shape', 'UNKNOWN_FIELD'],
    [{ nickname: { $gt: '' } }, '/custom/nickname', 'NOT_TEXT'],
    ['rosso', '/custom', 'IS_OBJECT'],
    [null, '/custom', 'IS_OBJECT'],
  ])('refuse %j, and nothing is written', async (custom, pointer, code) => {
    const { aldo } = story.people;
    const client = await createClient(story, aldo);
    for (const answer of [
      await story.as(aldo).patch(`/clients/${client.id}`).send({ name: 'Other', custom }),
      await story.as(aldo).post('/clients').send({ name: 'Never', custom }),
    ])
      expect([answer.status, answer.body.errors]).toEqual([
        400,
        [expect.objectContaining({ pointer, code })],
      ]);
    expect((await story.as(aldo).get(`/clients/${client.id}`)).body).toEqual(client);
    expect(await story.prisma.client.count({ where: { name: 'Never' } })).toBe(0);
  });

  it('do not fall over names that every object has', async () => {
    for (const custom of [{ toString: 'x' }, { hasOwnProperty: 'x' }, { valueOf: 1 }]) {
      const { status } = await story.as(story.people.aldo).post('/clients').send({ name: 'X', custom });
      expect([custom, status]).toEqual([custom, 400]);
    }
    for (const query of ['custom.constructor=x', 'custom.__proto__=x', 'custom=x', 'custom[toString]=x'])
      expect([query, (await story.as(story.people.aldo).get(`/clients?${query}`)).status]).toEqual([
        query,
        400,
      ]);
  });

  it('filter the lists: by equality, by range, within the reader’s scope, with wildcards taken literally', async () => {
    const { aldo, beppe } = story.people;
    const add = (name: string, custom: object, owner = aldo) => createClient(story, owner, { name, custom });
    await add('F1', { colour: 'blu', litres: 5, since: '2025-01-01', nickname: '100%' });
    await add('F2', { colour: 'blu', litres: 50, since: '2025-06-01', nickname: '100x', franchise: true });
    await add('F3', { litres: 500, since: '2026-01-01' });
    await add('F4', { colour: 'blu', litres: 5 }, beppe);
    expect(await named('custom.colour=blu')).toEqual(['F1', 'F2']);
    expect(await named('custom[colour]=blu&custom[litres]=50')).toEqual(['F2']);
    expect(await named('custom.litres.min=5&custom.litres.max=50')).toEqual(['F1', 'F2']);
    expect(await named('custom.litres.min=50.5')).toEqual(['F3']);
    expect(await named('custom.since.from=2025-06-01&custom.since.to=2026-01-01')).toEqual(['F2']);
    expect(await named('custom.franchise=true')).toEqual(['F2']);
    expect(await named(`custom.nickname=${encodeURIComponent('100%')}`)).toEqual(['F1']);
    expect(await named(`custom.nickname=${encodeURIComponent(`'; DROP TABLE clients; --`)}`)).toEqual([]);
    for (const [query, pointer] of [
      ['custom.shape=x', '/custom.shape'],
      ['custom.litres=many', '/custom.litres'],
      ['custom.colour.min=1', '/custom.colour.min'],
      ['custom.litres.from=2026-01-01', '/custom.litres.from'],
      ['custom.colour=blu&custom.colour=rosso', '/custom'],
    ] as const) {
      const { body, status } = await story.as(aldo).get(`/clients?${query}`);
      expect([query, status, body.errors?.[0]?.pointer]).toEqual([query, 400, pointer]);
    }
  });

  it('stand on contacts and opportunities too', async () => {
    const { aldo } = story.people;
    await createCustomField(story, 'shirt', { resource: 'contacts', type: 'CHOICE', choices: ['S', 'M'] });
    await createCustomField(story, 'crates', { resource: 'opportunities', type: 'NUMBER' });
    const client = await createClient(story, aldo);
    const contact = await story
      .as(aldo)
      .post(`/clients/${client.id}/contacts`)
      .send({ fullName: 'Rosa', custom: { shirt: 'M' } });
    expect(contact.body.custom).toEqual({ shirt: 'M' });
    const refused = await story
      .as(aldo)
      .patch(`/contacts/${contact.body.id}`)
      .send({ custom: { shirt: 'XL' } });
    expect(refused.body.errors).toMatchObject([{ pointer: '/custom/shirt', code: 'NOT_A_CHOICE' }]);
    const deals = [];
    for (const crates of [3, 30]) deals.push(await createOpportunity(story, aldo, { custom: { crates } }));
    const edited = await story
      .as(aldo)
      .patch(`/opportunities/${deals[0]?.id}`)
      .send({ custom: { crates: 4 } });
    expect(edited.body.custom).toEqual({ crates: 4 });
    const listed = async (query: string) =>
      (await story.as(aldo).get(`/opportunities?${query}`)).body.items.map(({ id }: { id: string }) => id);
    expect(await listed('custom.crates=30')).toEqual([deals[1]?.id]);
    expect(await listed('custom.crates.max=29.5')).toEqual([deals[0]?.id]);
  });

  it('that are required are asked of new rows, and stay on old ones', async () => {
    const { admin, aldo } = story.people;
    const old = await createClient(story, aldo);
    const field = await createCustomField(story, 'segment', { required: true });
    const refused = await story.as(aldo).post('/clients').send({ name: 'Bar' });
    expect(refused.body.errors).toMatchObject([{ pointer: '/custom/segment', code: 'REQUIRED' }]);
    expect((await story.as(aldo).patch(`/clients/${old.id}`).send({ notes: 'x' })).status).toBe(200);
    const made = await createClient(story, aldo, { custom: { segment: 'A' } });
    const cleared = await story
      .as(aldo)
      .patch(`/clients/${made.id}`)
      .send({ custom: { segment: null } });
    expect(cleared.body.errors).toMatchObject([{ pointer: '/custom/segment', code: 'REQUIRED' }]);
    await story.as(admin).patch(`/custom-fields/${field.id}`).send({ required: false });
  });

  it('keep their type and their choices while rows use them, and are archived instead of deleted', async () => {
    const { admin, aldo } = story.people;
    const field = await createCustomField(story, 'size', { type: 'CHOICE', choices: ['S', 'M', 'L'] });
    const path = `/custom-fields/${field.id}`;
    const change = (fields: object) => story.as(admin).patch(path).send(fields);
    const client = await createClient(story, aldo, { custom: { size: 'M' } });
    expect((await change({ type: 'TEXT', choices: [] })).body).toMatchObject({
      code: 'FIELD_IN_USE',
      count: 1,
    });
    expect((await change({ choices: ['S', 'L'] })).body).toMatchObject({
      code: 'CHOICE_IN_USE',
      choices: [{ choice: 'M', count: 1 }],
    });
    expect((await change({ choices: ['S', 'M', 'XL'] })).body.choices).toEqual(['S', 'M', 'XL']);
    expect((await story.as(admin).delete(path)).body.code).toBe('FIELD_IN_USE');
    expect((await change({ archived: true })).body.archived).toBe(true);
    expect((await story.as(aldo).get(`/clients/${client.id}`)).body.custom).toEqual({ size: 'M' });
    expect(await named('custom.size=M')).toEqual([client.name]);
    const refused = await story
      .as(aldo)
      .patch(`/clients/${client.id}`)
      .send({ custom: { size: 'S' } });
    expect(refused.body.errors).toMatchObject([{ pointer: '/custom/size', code: 'FIELD_ARCHIVED' }]);
    expect(
      (
        await story
          .as(aldo)
          .patch(`/clients/${client.id}`)
          .send({ custom: { size: null } })
      ).body.custom,
    ).toEqual({});
    expect((await change({ type: 'TEXT', choices: [] })).status).toBe(200);
    expect((await story.as(admin).delete(path)).status).toBe(204);
  });

  it('never take a value of the old type while the type changes', async () => {
    const { admin, aldo } = story.people;
    for (let round = 0; round < 5; round += 1) {
      const field = await createCustomField(story, `race${round}`, { type: 'TEXT' });
      const [changed, ...writes] = await Promise.all([
        story.as(admin).patch(`/custom-fields/${field.id}`).send({ type: 'NUMBER' }),
        ...Array.from({ length: 4 }, () =>
          story
            .as(aldo)
            .post('/clients')
            .send({ name: 'Racer', custom: { [field.key]: 'text' } }),
        ),
      ]);
      const written = writes.filter(({ status }) => status === 201).length;
      expect(changed?.status).toBe(written > 0 && changed?.status === 409 ? 409 : 200);
      const rows = await story.prisma.client.count({
        where: { custom: { path: [field.key], equals: 'text' } },
      });
      expect([changed?.status, rows]).toEqual(changed?.status === 200 ? [200, 0] : [409, written]);
    }
  });

  it('are known to every replica within a second', async () => {
    const { aldo } = story.people;
    const replica = await startReplica(story.databaseUrl, STORY_SECRET);
    try {
      const ask = (query: string) =>
        fetch(`${replica.url}/api/v1/clients?${query}`, {
          headers: { Authorization: `Bearer ${aldo.token}` },
        });
      expect((await ask('custom.late=x')).status).toBe(400);
      await createCustomField(story, 'late');
      await wait(1100);
      expect((await ask('custom.late=x')).status).toBe(200);
    } finally {
      await replica.kill();
    }
  });
});
