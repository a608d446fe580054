import { ClientChildren } from '#app/crm-core/index.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClientBody, createClient, vatNumber } from '../factories/client.ts';
import { createFullClient } from '../factories/full-client.ts';
import { errorsOf, importFile } from '../factories/import.ts';
import { createPipeline } from '../factories/pipeline.ts';
import { countPointing, keysToClients } from '../support/client-references.ts';
import { databasePrint } from '../support/database-print.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

interface Field {
  field: string;
  target: unknown;
  source: unknown;
  result: unknown;
  from: string;
}

const NOBODY = '01999999-9999-7999-8999-999999999999';

describe('two clients that are one', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    await createPipeline(story);
  });
  afterAll(() => story.end());

  const merge = (
    targetId: string,
    sourceId: string,
    body: object = {},
    { as = story.people.anna, ifMatch = '*' }: { as?: Person; ifMatch?: string } = {},
  ) =>
    story
      .as(as)
      .post(`/clients/${targetId}/merge`)
      .set('If-Match', ifMatch)
      .send({ sourceId, ...body });

  const pair = async (
    target: Record<string, unknown> = {},
    source: Record<string, unknown> = {},
  ): Promise<[ClientBody, ClientBody]> => [
    await createClient(story, story.people.aldo, target),
    await createClient(story, story.people.alma, source),
  ];

  const handled = (): string[] => {
    const moving = story.app.get(ClientChildren, { strict: false }).all();
    return [...moving.map(({ key }) => key), ...Object.keys(ClientChildren.STAYING)].sort();
  };

  it('take along every table that points to a client: the list is the database’s own', async () => {
    expect(await keysToClients(story)).toEqual(handled());
    const { aldo, alma } = story.people;
    const target = await createFullClient(story, aldo, { name: 'Svapo Duomo' });
    const source = await createFullClient(story, alma, { name: 'Svapo Duomo Srl' });
    const moving = handled().filter((key) => !(key in ClientChildren.STAYING));
    const before = await Promise.all(moving.map((key) => countPointing(story, key, source.id)));
    expect(before).toEqual(moving.map(() => 1));

    const { body, status } = await merge(target.id, source.id);
    expect([status, body]).toEqual([200, expect.objectContaining({ dryRun: false })]);
    for (const [index, key] of moving.entries()) {
      expect([key, await countPointing(story, key, source.id)]).toEqual([key, 0]);
      expect([key, await countPointing(story, key, target.id)]).toEqual([key, 1 + (before[index] ?? 0)]);
    }
    const anna = story.as(story.people.anna);
    for (const [path, id] of [
      [`/clients/${target.id}/contacts`, source.contactId],
      [`/opportunities?clientId=${target.id}`, source.dealId],
      [`/activities?clientId=${target.id}`, source.activityId],
      [`/visits?clientId=${target.id}`, source.visitId],
    ] as const)
      expect((await anna.get(path)).body.items.map((item: ClientBody) => item.id)).toContain(id);
  });

  it('would be noticed if a new table were forgotten', async () => {
    await story.prisma
      .$executeRaw`CREATE TABLE parcels (id int PRIMARY KEY, receiver_id uuid REFERENCES clients (id))`;
    expect(await keysToClients(story)).not.toEqual(handled());
    await story.prisma.$executeRaw`DROP TABLE parcels`;
    expect(await keysToClients(story)).toEqual(handled());
  });

  it('are first shown side by side, with what would move, and nothing is written', async () => {
    const { aldo, alma } = story.people;
    const target = await createFullClient(story, aldo, {
      name: 'Svapo Po',
      tags: ['vip'],
      email: 'po@po.it',
    });
    const source = await createFullClient(story, alma, {
      name: 'Svapo del Po',
      tags: ['fair'],
      phone: '02 1234567',
    });
    await story.as(aldo).post(`/clients/${target.id}/contacts`).send({ fullName: 'Ugo', email: 'ugo@po.it' });
    const ugo = await story
      .as(alma)
      .post(`/clients/${source.id}/contacts`)
      .send({ fullName: 'Ugo B.', email: 'Ugo@po.it' });
    const print = await databasePrint(story.prisma);
    const preview = await merge(target.id, source.id, { dryRun: true });
    expect(preview.status).toBe(200);
    expect(await databasePrint(story.prisma)).toBe(print);
    expect(preview.body).toMatchObject({
      dryRun: true,
      mergeId: null,
      moved: [
        { name: 'opportunities', count: 1 },
        { name: 'contacts', count: 2 },
        { name: 'activities', count: 1 },
        { name: 'visits', count: 1 },
        { name: 'visitSeries', count: 1 },
        { name: 'routeStops', count: 1 },
      ],
      sameContacts: [{ sourceContactId: ugo.body.id, fullName: 'Ugo B.', fields: ['email'] }],
      client: { id: target.id, name: 'Svapo Po', tags: ['vip', 'fair'], phone: '+39021234567' },
    });
    const shown = Object.fromEntries(preview.body.fields.map((field: Field) => [field.field, field]));
    expect(shown).toMatchObject({
      name: { target: 'Svapo Po', source: 'Svapo del Po', result: 'Svapo Po', from: 'target' },
      email: { target: 'po@po.it', source: null, result: 'po@po.it', from: 'target' },
      phone: { target: null, source: '+39021234567', result: '+39021234567', from: 'source' },
      tags: { result: ['vip', 'fair'], from: 'both' },
      country: { from: 'same' },
    });

    const { body } = await merge(target.id, source.id);
    expect({ fields: body.fields, moved: body.moved }).toEqual({
      fields: preview.body.fields,
      moved: preview.body.moved,
    });
    for (const { field, result } of body.fields as Field[])
      if (field in body.client) expect([field, body.client[field]]).toEqual([field, result]);
  });

  it('Twenty #15201: every field, relations too, comes from the side that was chosen, in the preview and afterwards', async () => {
    const { aldo, alma } = story.people;
    const sides = [
      {
        name: 'First',
        source: 'fair',
        email: 'first@a.it',
        phone: '+39021111111',
        website: 'https://first.it',
        vatNumber: vatNumber(11),
        taxCode: vatNumber(11),
        sdiCode: 'AAAAAAA',
        pecEmail: 'first@pec.it',
        street: 'Via Prima 1',
        city: 'Milano',
        province: 'MI',
        postalCode: '20121',
        latitude: 45.1,
        longitude: 9.1,
        pointOfSaleType: 'VAPE_SHOP',
        admAuthorizationNumber: 'A1',
        admExpiresOn: '2027-01-31',
        visitIntervalDays: 30,
        openingHours: { mon: [['09:00', '12:00']] },
        tags: ['first'],
        notes: 'first',
      },
      {
        name: 'Second',
        source: 'web',
        email: 'second@a.it',
        phone: '+39022222222',
        website: 'https://second.it',
        vatNumber: vatNumber(12),
        taxCode: vatNumber(12),
        sdiCode: 'BBBBBBB',
        pecEmail: 'second@pec.it',
        street: 'Via Seconda 2',
        city: 'Torino',
        province: 'TO',
        postalCode: '10121',
        latitude: 45.2,
        longitude: 7.6,
        pointOfSaleType: 'TABACCHERIA',
        admAuthorizationNumber: 'B2',
        admExpiresOn: '2028-01-31',
        visitIntervalDays: 60,
        openingHours: { tue: [['10:00', '13:00']] },
        tags: ['second'],
        notes: 'second',
      },
    ];
    for (const side of ['target', 'source'] as const) {
      const target = await createClient(story, aldo, sides[0]);
      const source = await createClient(story, alma, sides[1]);
      const chosen = side === 'target' ? target : source;
      const fields = [...Object.keys(sides[0] ?? {}), 'ownerId', 'kind', 'country', 'lifecycle'];
      const take = Object.fromEntries(fields.map((field) => [field, side]));
      const preview = await merge(target.id, source.id, { take, dryRun: true });
      const { body, status } = await merge(target.id, source.id, { take });
      expect([status, body]).toEqual([200, expect.anything()]);
      const read = (await story.as(story.people.anna).get(`/clients/${target.id}`)).body;
      for (const field of fields)
        expect([side, field, preview.body.client[field], body.client[field], read[field]]).toEqual([
          side,
          field,
          ...Array<unknown>(3).fill(chosen[field]),
        ]);
      expect(read.id).toBe(target.id);
      await story.as(story.people.anna).delete(`/clients/${target.id}`);
    }
  });

  it('keep P.IVA and tax data of one firm together', async () => {
    const [target, source] = await pair(
      { vatNumber: vatNumber(21), pecEmail: 'one@pec.it' },
      { vatNumber: vatNumber(22), sdiCode: 'M5UXCR1' },
    );
    const mixed = await merge(target.id, source.id, { take: { vatNumber: 'source', pecEmail: 'target' } });
    expect([mixed.status, mixed.body]).toEqual([
      422,
      expect.objectContaining({
        code: 'MERGE_WOULD_MIX',
        errors: [expect.objectContaining({ pointer: '/take/pecEmail', code: 'MERGE_WOULD_MIX' })],
      }),
    ]);
    const { body } = await merge(target.id, source.id, { take: { vatNumber: 'source' } });
    expect(body.client).toMatchObject({ vatNumber: vatNumber(22), sdiCode: 'M5UXCR1', pecEmail: null });
    // The number is the survivor's now; the other one is free.
    expect(
      (
        await story
          .as(story.people.aldo)
          .post('/clients')
          .send({ name: 'X', vatNumber: vatNumber(22) })
      ).body,
    ).toMatchObject({ code: 'VAT_NUMBER_TAKEN' });
    await createClient(story, story.people.aldo, { vatNumber: vatNumber(21) });
  });

  it('decide about custom fields one by one', async () => {
    const admin = story.as(story.people.admin);
    for (const key of ['colour', 'shelf'])
      await admin
        .post('/custom-fields')
        .send({ resource: 'clients', key, labelIt: key, labelEn: key, type: 'TEXT' });
    const [target, source] = await pair(
      { custom: { colour: 'rosso' } },
      { custom: { colour: 'blu', shelf: 'left' } },
    );
    const { body } = await merge(target.id, source.id, { take: { 'custom.colour': 'source' } });
    expect(body.client.custom).toEqual({ colour: 'blu', shelf: 'left' });
  });

  it('answer to the old id with the survivor; writes under the old id are told where to go', async () => {
    const { anna, aldo, alma, beppe } = story.people;
    const [target, source] = await pair({ name: 'Stays' }, { name: 'Goes' });
    await story.as(alma).post(`/clients/${source.id}/contacts`).send({ fullName: 'Rosa' });
    await merge(target.id, source.id);
    const api = story.as(anna);
    expect((await api.get(`/clients/${source.id}`)).body).toMatchObject({ id: target.id, name: 'Stays' });
    expect((await api.get(`/clients/${source.id}/contacts`)).body.items).toEqual([
      expect.objectContaining({ fullName: 'Rosa', clientId: target.id }),
    ]);
    expect((await api.get(`/clients/${source.id}/timeline`)).body).toEqual(
      (await api.get(`/clients/${target.id}/timeline`)).body,
    );
    const merged = { code: 'CLIENT_MERGED', survivorId: target.id };
    for (const call of [
      api.patch(`/clients/${source.id}`).send({ name: 'Late' }),
      api.delete(`/clients/${source.id}`),
      api.post(`/clients/${source.id}/restore`),
      api.post(`/clients/${source.id}/assign`).send({ ownerId: aldo.id }),
      api.post(`/clients/${source.id}/contacts`).send({ fullName: 'Late' }),
    ]) {
      const { body, status } = await call;
      expect([status, body]).toEqual([409, expect.objectContaining(merged)]);
    }
    const deal = await api.post('/opportunities').send({ title: 'Late', clientId: source.id });
    expect(deal.body).toMatchObject({
      status: 400,
      survivorId: target.id,
      errors: [{ pointer: '/clientId', code: 'CLIENT_MERGED' }],
    });
    // Who can't see the survivor learns nothing, though the old client had been theirs.
    for (const person of [alma, beppe]) {
      expect((await story.as(person).get(`/clients/${source.id}`)).status).toBe(404);
      expect((await story.as(person).patch(`/clients/${source.id}`).send({ name: 'x' })).status).toBe(404);
    }
    expect((await api.get('/clients?limit=100')).body.items.map(({ id }: ClientBody) => id)).not.toContain(
      source.id,
    );
  });

  it('are found by lists under the old id too, by who may see the rows', async () => {
    const { anna, aldo, alma, beppe } = story.people;
    const [target, source] = await pair({ name: 'Stays' }, { name: 'Goes' });
    const api = story.as(alma);
    const contact = (await api.post(`/clients/${source.id}/contacts`).send({ fullName: 'Rosa' })).body;
    const deal = (await api.post('/opportunities').send({ title: 'Fornitura', clientId: source.id })).body;
    const task = { type: 'TASK', subject: 'Chiamare', clientId: source.id };
    const activity = (await api.post('/activities').send(task)).body;
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const visit = (
      await api.post('/visits').send({ clientId: source.id, scheduledAt: at, durationMinutes: 30 })
    ).body;
    await merge(target.id, source.id);
    const found = async (person: Person, list: string) =>
      (await story.as(person).get(`/${list}?clientId=${source.id}`)).body.items.map(
        ({ id }: ClientBody) => id,
      );
    for (const [list, { id }] of Object.entries({
      contacts: contact,
      opportunities: deal,
      activities: activity,
      visits: visit,
    })) {
      expect([list, await found(anna, list)]).toEqual([list, [id]]);
      expect([list, await found(beppe, list)]).toEqual([list, []]);
    }
    expect(await found(aldo, 'contacts')).toEqual([contact.id]);
  });

  it('are not made anew by a file that still has the old code, nor is the survivor changed by it', async () => {
    const { anna } = story.people;
    const form = { type: 'clients', key: 'externalId' } as const;
    await importFile(story, anna, 'Codice;Nome\nOLD-1;Goes\nNEW-1;Stays\n', form);
    const idOf = async (externalId: string) =>
      (await story.prisma.client.findFirstOrThrow({ where: { externalId } })).id;
    const [source, target] = [await idOf('OLD-1'), await idOf('NEW-1')];
    await merge(target, source);
    const again = await importFile(story, anna, 'Codice;Nome\nOLD-1;Goes Again\nNEW-1;Stays\n', form);
    expect(again).toMatchObject({ created: 0, updated: 0, skipped: 1, failed: 1 });
    const byId = await importFile(story, anna, `id;Nome\n${source};Goes Again\n`, {
      type: 'clients',
      key: 'id',
    });
    for (const { id } of [again, byId])
      expect(await errorsOf(story, anna, id)).toMatchObject([
        { row: 2, code: 'CLIENT_MERGED', messageIt: expect.stringMatching(/unito a un altro/) },
      ]);
    expect((await story.as(anna).get(`/clients/${target}`)).body).toMatchObject({ name: 'Stays' });
  });

  it('lead on, however many times the survivor was merged again', async () => {
    const [second, first] = await pair({ name: 'Second' }, { name: 'First' });
    const third = await createClient(story, story.people.aldo, { name: 'Third' });
    await merge(second.id, first.id);
    await merge(third.id, second.id);
    const anna = story.as(story.people.anna);
    expect((await anna.get(`/clients/${first.id}`)).body.id).toBe(third.id);
    const actions = (await anna.get(`/clients/${third.id}/timeline`)).body.items;
    expect(actions.filter(({ action }: { action: string }) => action === 'client.created')).toHaveLength(3);
  });

  it('refuse what can’t be merged, clearly, and stay as they were', async () => {
    const { anna, aldo, bruno, beppe, admin, analyst } = story.people;
    const [target, source] = await pair();
    const foreign = await createClient(story, beppe);
    const deleted = await createClient(story, aldo, { name: 'Gone' });
    await story.as(anna).delete(`/clients/${deleted.id}`);
    const [merged, survivor] = [await createClient(story, aldo), await createClient(story, aldo)];
    await merge(survivor.id, merged.id);
    const print = await databasePrint(story.prisma);
    const missing = (await merge(target.id, NOBODY)).body;
    const cases = [
      [await merge(target.id, target.id), 422, 'MERGE_WITH_ITSELF'],
      [await merge(target.id, deleted.id), 409, 'CLIENT_DELETED'],
      [await merge(deleted.id, target.id), 409, 'CLIENT_DELETED'],
      [await merge(target.id, merged.id), 409, 'CLIENT_MERGED'],
      [await merge(merged.id, target.id), 409, 'CLIENT_MERGED'],
      [await merge(survivor.id, merged.id), 409, 'CLIENT_MERGED'],
      [await merge(target.id, foreign.id), 404, 'NOT_FOUND'],
      [await merge(foreign.id, target.id), 404, 'NOT_FOUND'],
      [await merge(target.id, source.id, {}, { as: bruno }), 404, 'NOT_FOUND'],
      [await merge(target.id, source.id, {}, { as: aldo }), 403, 'FORBIDDEN'],
      [await merge(target.id, source.id, {}, { as: analyst }), 403, 'FORBIDDEN'],
      [await merge(target.id, source.id, {}, { ifMatch: '"7"' }), 412, 'STALE'],
      [await merge(target.id, source.id, { sourceVersion: 7 }), 412, 'STALE'],
      [await merge(target.id, source.id, { take: { createdAt: 'source' } }), 400, 'VALIDATION_FAILED'],
      [await merge(target.id, source.id, { take: { name: 'mine' } }), 400, 'VALIDATION_FAILED'],
      [await merge(target.id, source.id, { take: ['name'] }), 400, 'VALIDATION_FAILED'],
      [await merge(target.id, 'x'), 400, 'VALIDATION_FAILED'],
    ] as const;
    for (const [{ status, body }, expected, code] of cases)
      expect([status, body.code]).toEqual([expected, code]);
    const told = { ...cases[6][0].body, requestId: '', instance: '' };
    expect(told).toEqual({ ...missing, requestId: '', instance: '' });
    expect(await databasePrint(story.prisma)).toBe(print);
    // An admin reaches both teams.
    expect((await merge(target.id, foreign.id, {}, { as: admin })).status).toBe(200);
  });

  it('can’t be handed to an owner who left', async () => {
    const { prisma, people } = story;
    const { id } = await prisma.user.create({
      data: {
        ...{ email: 'gone@example.test', fullName: 'Gone', role: 'AGENT', status: 'SUSPENDED' },
        ...{ teamId: people.anna.teamId, passwordHash: 'none' },
      },
    });
    const [target, source] = await pair();
    await prisma.client.update({ where: { id: source.id }, data: { ownerId: id } });
    const { body } = await merge(target.id, source.id, { take: { ownerId: 'source' } });
    expect(body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/take/ownerId', code: 'OWNER_UNKNOWN' }],
    });
    expect((await merge(target.id, source.id)).body.client.ownerId).toBe(people.aldo.id);
  });

  it('merged twice at once, in either direction: one merge stands', async () => {
    for (const crosswise of [false, true]) {
      const [one, other] = await pair();
      const answers = await Promise.all([
        merge(one.id, other.id),
        crosswise ? merge(other.id, one.id) : merge(one.id, other.id),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const loser = answers.find(({ status }) => status === 409)?.body;
      const survivorId = answers.find(({ status }) => status === 200)?.body.client.id;
      expect(loser).toMatchObject({ code: 'CLIENT_MERGED', survivorId });
    }
  });

  it('lose no child that is added while they are merged', async () => {
    const [target, source] = await pair();
    const add = (index: number) =>
      story
        .as(story.people.alma)
        .post(`/clients/${source.id}/contacts`)
        .send({ fullName: `Person ${index}` });
    const [merged, ...added] = await Promise.all([
      merge(target.id, source.id),
      ...Array.from({ length: 6 }, (_, index) => add(index)),
    ]);
    expect(merged.status).toBe(200);
    const made = added.filter(({ status }) => status === 201).length;
    expect(added.every(({ status }) => [201, 404].includes(status))).toBe(true);
    expect(await countPointing(story, 'contacts.client_id', target.id)).toBe(made);
    expect(await countPointing(story, 'contacts.client_id', source.id)).toBe(0);
  });

  it('stand in the journal, both of them and each child', async () => {
    const { aldo, alma, anna } = story.people;
    const target = await createFullClient(story, aldo, { name: 'Target' });
    const source = await createFullClient(story, alma, { name: 'Source' });
    const { mergeId } = (await merge(target.id, source.id, { take: { name: 'source' } })).body;
    const rows = await story.prisma.journalEntry.findMany({
      where: { facts: { path: ['mergeId'], equals: mergeId } },
      orderBy: { id: 'asc' },
    });
    expect(rows.every(({ actorId }) => actorId === anna.id)).toBe(true);
    const change = { clientId: { from: source.id, to: target.id } };
    expect(
      rows.map(({ action, entityId, clientId, ownerId, facts }) => ({
        action,
        entityId,
        clientId,
        ownerId,
        facts,
      })),
    ).toEqual([
      {
        action: 'opportunity.updated',
        entityId: source.dealId,
        clientId: target.id,
        ownerId: alma.id,
        facts: expect.objectContaining({
          changes: change,
          before: expect.objectContaining({ clientId: source.id }),
          after: expect.objectContaining({ clientId: target.id }),
        }),
      },
      {
        action: 'contact.updated',
        entityId: source.contactId,
        clientId: target.id,
        ownerId: aldo.id,
        facts: expect.objectContaining(change),
      },
      {
        action: 'activity.updated',
        entityId: source.activityId,
        clientId: target.id,
        ownerId: alma.id,
        facts: expect.objectContaining({ changes: change }),
      },
      {
        action: 'visit.updated',
        entityId: source.visitId,
        clientId: target.id,
        ownerId: alma.id,
        facts: expect.objectContaining({ changes: change }),
      },
      {
        action: 'visit-series.updated',
        entityId: source.seriesId,
        clientId: target.id,
        ownerId: alma.id,
        facts: { changes: change, mergeId },
      },
      {
        action: 'client.merged',
        entityId: source.id,
        clientId: source.id,
        ownerId: alma.id,
        facts: { mergeId, into: target.id, name: 'Source' },
      },
      {
        action: 'client.merged',
        entityId: target.id,
        clientId: target.id,
        ownerId: aldo.id,
        facts: expect.objectContaining({
          from: source.id,
          changes: { name: { from: 'Target', to: 'Source' } },
        }),
      },
    ]);
  });

  it('show a role no field that it does not see, and let it decide about none', async () => {
    const { prisma, people } = story;
    const permissions = { 'client:read': 'team', 'client:update': 'team', 'client:delete': 'team' };
    const hiddenFields = ['client.taxIdentity', 'client.notes', 'contact.reach'];
    await prisma.role.create({ data: { key: 'BLIND', name: 'Blind', permissions, hiddenFields } });
    const [target, source] = await pair(
      { vatNumber: vatNumber(41), notes: 'secret one' },
      { sdiCode: 'M5UXCR1', notes: 'secret two' },
    );
    for (const [owner, client] of [
      [people.aldo, target],
      [people.alma, source],
    ] as const)
      await story
        .as(owner)
        .post(`/clients/${client.id}/contacts`)
        .send({ fullName: client.name, email: 'secret@example.test' });
    await prisma.user.update({ where: { id: people.anna.id }, data: { role: 'BLIND' } });
    await new Promise((done) => setTimeout(done, 1100));
    const refused = await merge(target.id, source.id, { take: { vatNumber: 'source' } });
    expect([refused.status, refused.body]).toEqual([
      403,
      expect.objectContaining({
        code: 'FIELD_HIDDEN',
        errors: [expect.objectContaining({ pointer: '/take/vatNumber' })],
      }),
    ]);
    const { body, status } = await merge(target.id, source.id);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toMatch(/secret|M5UXCR1/);
    expect(JSON.stringify(body)).not.toContain(vatNumber(41));
    expect(body.sameContacts).toEqual([]);
    await prisma.user.update({ where: { id: people.anna.id }, data: { role: 'MANAGER' } });
    await new Promise((done) => setTimeout(done, 1100));
  });
});
