import { HIDEABLE_FIELDS, PERMISSIONS, VOCABULARY } from '#app/platform/access/index.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { POLICY } from '../access/policy.ts';
import { callRoute, readRoutes } from '../access/routes.ts';
import { createClient, vatNumber } from '../factories/client.ts';
import { dryRun, sendFile } from '../factories/import.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import { createProduct } from '../factories/product.ts';
import { createVisit } from '../factories/visit.ts';
import { databasePrint } from '../support/database-print.ts';
import type { Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

const VAT = vatNumber(4242);

/** What stands in each protected field, to be found wherever it comes out. */
const CANARIES: Readonly<Record<string, readonly string[]>> = {
  'client.taxIdentity': [VAT, 'RSSMRA85M01H501Q', 'M5UXCR1', 'canarino@pec.example.test'],
  'client.notes': ['canarino nelle note'],
  'contact.reach': ['canarino@contatti.example.test', '+393331234567'],
  'opportunity.amount': ['7341.59', '734.16', '2468.13', '8123.45'],
  'visit.orderAmount': ['5179.37'],
};
const POSITION = ['45.4601234', '9.1901234'];

/** Readers of everything whose role hides every field that a role can hide. */
const READS = Object.fromEntries(
  PERMISSIONS.filter((permission) => /:(read|export)$/.test(permission)).map((permission) => [
    permission,
    'all',
  ]),
);
const WRITES = {
  ...{
    'client:create': 'own',
    'client:update': 'all',
    'client:delete': 'all',
    'contact:create': 'all',
    'contact:update': 'all',
  },
  ...{
    'opportunity:create': 'own',
    'opportunity:update': 'all',
    'visit:update': 'all',
    'import:create': 'own',
  },
};

describe('protected fields', () => {
  let story: Story;
  let pipeline: MadePipeline;
  let reader: Person;
  let ids: Record<string, string>;

  beforeAll(async () => {
    story = await startStory();
    pipeline = await createPipeline(story);
    const { aldo, beppe } = story.people;
    const client = await createClient(story, aldo, {
      ...{ name: 'Svapo Canarino', vatNumber: VAT, taxCode: 'RSSMRA85M01H501Q', sdiCode: 'M5UXCR1' },
      ...{ pecEmail: 'canarino@pec.example.test', notes: 'canarino nelle note', city: 'Lodi' },
    });
    const contact = await story
      .as(aldo)
      .post(`/clients/${client.id}/contacts`)
      .send({ fullName: 'Carla', email: 'canarino@contatti.example.test', phone: '+393331234567' });
    const deal = await createOpportunity(story, aldo, { clientId: client.id, amount: '7341.59' });
    const won = await createOpportunity(story, aldo, { clientId: client.id, amount: '2468.13' });
    await story
      .as(aldo)
      .post(`/opportunities/${won.id}/move`)
      .send({ stageId: pipeline.stage('Won') });
    const visit = await createVisit(story, aldo, { clientId: client.id });
    const position = { latitude: 45.4601234, longitude: 9.1901234, accuracyMeters: 5 };
    await story.as(aldo).post(`/visits/${visit.id}/check-in`).send(position);
    const order = { outcome: 'ORDER', orderAmount: '5179.37' };
    const done = await story.as(aldo).post(`/visits/${visit.id}/check-out`).send(order);
    expect([contact.status, done.status]).toEqual([201, 200]);
    await story.as(aldo).patch(`/opportunities/${deal.id}`).send({ amount: '7341.60' });
    await story.as(aldo).patch(`/opportunities/${deal.id}`).send({ amount: '7341.59' });
    const product = await createProduct(story, 'CANARINO', { listPrice: '8123.45' });
    const lines = [{ productId: product.id, quantity: '1', unitPrice: '7341.59' }];
    expect((await story.as(aldo).put(`/opportunities/${deal.id}/lines`).send({ lines })).status).toBe(200);
    await refreshFigures(story);
    ids = { client: client.id, contact: contact.body.id, opportunity: deal.id, visit: visit.id };
    ids['product'] = product.id;
    ids['pipeline'] = pipeline.id;

    const permissions = { ...READS, ...WRITES };
    await story.prisma.role.create({
      data: { key: 'BLIND', name: 'Blind', permissions, hiddenFields: HIDEABLE_FIELDS },
    });
    await story.prisma.user.update({ where: { id: beppe.id }, data: { role: 'BLIND' } });
    await new Promise((done) => setTimeout(done, 1100));
    reader = beppe;
  });
  afterAll(() => story.end());

  const as = (person: Person) => story.as(person);
  /** The answers of every route that reads, by operation. */
  const everyAnswer = async (person: Person): Promise<[string, string][]> => {
    const routes = readRoutes(story).filter(({ method }) => method === 'GET');
    const answers: [string, string][] = [];
    for (const route of routes) {
      const id = ids[POLICY[route.operationId]?.target ?? ''];
      if (route.path.includes('{') && !id) continue;
      const { status, body } = await callRoute(
        story,
        { ...route, line: undefined },
        { token: person.token, id: id ?? '' },
      );
      if (status < 300) answers.push([route.operationId, body]);
    }
    return answers;
  };
  const leaks = (answers: [string, string][], words: readonly string[]) =>
    answers.flatMap(([operation, body]) =>
      words.filter((word) => body.includes(word)).map((word) => `${operation}: ${word}`),
    );

  it('come out of many routes for who may see them, and of none for whose role hides them', async () => {
    const words = Object.values(CANARIES).flat();
    const open = leaks(await everyAnswer(story.people.admin), words);
    for (const word of words) expect(open.filter((leak) => leak.endsWith(word))).not.toEqual([]);
    for (const operation of [
      ...['getClient', 'listClients', 'exportClients', 'getClientTimeline', 'listContacts', 'listAudit'],
      ...[
        'getOpportunity',
        'listOpportunities',
        'listOpportunityHistory',
        'getPipelineBoard',
        'getVisit',
        'listVisits',
      ],
      ...['getOverview', 'getSalesTrend', 'getFunnel', 'getForecast', 'getAgentFigures'],
    ])
      expect(open.map((leak) => leak.split(':')[0])).toContain(operation);
    const answers = await everyAnswer(reader);
    expect(answers.length).toBeGreaterThan(30);
    expect(leaks(answers, words)).toEqual([]);
  });

  it('hold in the middle of what is shown: the rest of the row is there', async () => {
    const { body } = await as(reader).get(`/clients/${ids['client']}`);
    expect(body).toMatchObject({ name: 'Svapo Canarino', city: 'Lodi' });
    for (const name of ['vatNumber', 'taxCode', 'notes', 'einvoiceReady'])
      expect(body).not.toHaveProperty(name);
    const { kpis } = (await as(reader).get('/analytics/overview')).body;
    expect(kpis.wonCount.value).toBe(1);
    expect(kpis.winRate).toBeDefined();
    for (const name of ['wonAmount', 'winRateByValue', 'averageWonAmount', 'visitOrderAmount'])
      expect(kpis).not.toHaveProperty(name);
    const { items } = (await as(reader).get(`/clients/${ids['client']}/timeline`)).body;
    const edited = items.find(({ action }: { action: string }) => action === 'opportunity.updated');
    expect(edited.facts.after).toMatchObject({ status: 'OPEN' });
    expect(edited.facts.after).not.toHaveProperty('amount');
  });

  it('where an agent stood is nobody else’s to see, whatever the role', async () => {
    expect(leaks(await everyAnswer(story.people.admin), POSITION)).toEqual([]);
    expect(leaks(await everyAnswer(story.people.anna), POSITION)).toEqual([]);
    const own = leaks(await everyAnswer(story.people.aldo), POSITION);
    expect(own).toEqual(expect.arrayContaining([`getVisit: ${POSITION[0]}`, `listVisits: ${POSITION[1]}`]));
  });

  it('are not written by who does not see them, and nothing changes', async () => {
    const { client, contact, opportunity } = ids;
    const visit = await createVisit(story, reader, {
      clientId: client ?? '',
      scheduledAt: '2026-04-02T08:00:00Z',
    });
    const before = await databasePrint(story.prisma);
    for (const [call, pointer] of [
      [as(reader).patch(`/clients/${client}`).send({ notes: null }), '/notes'],
      [as(reader).patch(`/clients/${client}`).send({ name: 'X', vatNumber: '' }), '/vatNumber'],
      [as(reader).post('/clients').send({ name: 'X', pecEmail: 'x@example.test' }), '/pecEmail'],
      [as(reader).post('/clients/duplicates').send({ vatNumber: VAT }), '/vatNumber'],
      [as(reader).patch(`/contacts/${contact}`).send({ phone: null }), '/phone'],
      [as(reader).patch(`/opportunities/${opportunity}`).send({ amount: '1.00' }), '/amount'],
      [as(reader).post('/opportunities').send({ title: 'X', amount: '1.00' }), '/amount'],
      [
        as(reader).post(`/visits/${visit.id}/check-out`).send({ outcome: 'ORDER', orderAmount: '1.00' }),
        '/orderAmount',
      ],
    ] as const) {
      const { body } = await call;
      expect(body).toMatchObject({
        status: 403,
        code: 'FIELD_HIDDEN',
        errors: [{ pointer, code: 'FIELD_HIDDEN' }],
      });
    }
    expect(await databasePrint(story.prisma)).toBe(before);
    const edited = await as(reader).patch(`/clients/${client}`).send({ city: 'Lodi Vecchio' });
    expect([edited.status, edited.body.city]).toEqual([200, 'Lodi Vecchio']);
  });

  it('are not found out by sorting, searching, importing or by an order', async () => {
    for (const sort of ['amount', '-amount']) {
      const { body } = await as(reader).get(`/opportunities?sort=${sort}`);
      expect(body).toMatchObject({ status: 403, code: 'FIELD_HIDDEN', errors: [{ pointer: '/sort' }] });
    }
    const found = async (person: Person, q: string) => {
      const { body } = await as(person).get(`/clients?count=exact&q=${q}`);
      return [body.items.length, body.total];
    };
    expect(await found(story.people.admin, VAT)).toEqual([1, 1]);
    expect(await found(reader, VAT)).toEqual([0, 0]);
    expect(await found(reader, VAT.slice(0, 6))).toEqual([0, 0]);
    expect(await found(reader, 'canarino')).toEqual([1, 1]);
    const form = { type: 'clients', key: 'vatNumber' } as const;
    const keyed = await sendFile(story, reader, `name,vatNumber\nX,${VAT}\n`, form);
    expect(keyed.body).toMatchObject({ status: 403, code: 'FIELD_HIDDEN' });
    const guessed = await dryRun(story, reader, `name,partita iva\nX,${VAT}\n`, { type: 'clients' });
    expect(guessed.mapping).toEqual({ name: 'name' });
    for (const amount of ['1.00', '9000.00', '50.00'])
      await createOpportunity(story, story.people.aldo, { title: amount, amount });
    const cards = async (person: Person): Promise<string[]> => {
      const { body } = await as(person).get(`/pipelines/${pipeline.id}/board`);
      return body.columns[0].cards.map(({ title }: { title: string }) => title);
    };
    expect((await cards(story.people.admin))[0]).toBe('9000.00');
    expect((await cards(reader)).slice(0, 3)).toEqual(['50.00', '9000.00', '1.00']);
  });

  it('are not read in the faults of a file that somebody else brought', async () => {
    const { admin } = story.people;
    const { id } = await dryRun(story, admin, `name,P.IVA,Interno\nX,${VAT},segreto\nY,743110157,\n`, {
      type: 'clients',
    });
    const given = async (person: Person) => (await as(person).get(`/imports/${id}/failed-rows.csv`)).text;
    const told = async (person: Person) => [
      (await as(person).get(`/imports/${id}/errors`)).body.items[0].value,
      (await as(person).get(`/imports/${id}/errors.csv`)).text.includes(VAT),
      JSON.stringify((await as(person).get(`/imports/${id}/warnings`)).body.items).includes('743110157'),
    ];
    expect(await told(admin)).toEqual([VAT, true, true]);
    expect(await told(reader)).toEqual([null, false, false]);
    // What nothing recognised may say just that.
    // A number that begins with zeros, marked as text.
    expect(await given(admin)).toContain(`;X;'${VAT};segreto`);
    expect(await given(reader)).toMatch(/;X;;\s*$/);
  });

  it('keep from answering a person: that answer is whole or none', async () => {
    const { body } = await as(reader).post('/privacy/exports').send({ clientId: ids['client'] });
    expect(body).toMatchObject({ status: 403, code: 'FIELD_HIDDEN' });
  });

  it('are neither shown nor chosen in a merge', async () => {
    const other = await createClient(story, story.people.aldo, { name: 'Svapo Canarino 2', city: 'Pavia' });
    const merge = (person: Person, take: object) =>
      as(person).post(`/clients/${ids['client']}/merge`).send({ sourceId: other.id, take, dryRun: true });
    const shown = async (person: Person): Promise<string[]> =>
      (await merge(person, {})).body.fields.map(({ field }: { field: string }) => field);
    expect(await shown(story.people.admin)).toEqual(expect.arrayContaining(['name', 'vatNumber', 'notes']));
    expect(await shown(reader)).toContain('name');
    expect(await shown(reader)).not.toEqual(expect.arrayContaining(['vatNumber']));
    expect(JSON.stringify((await merge(reader, {})).body)).not.toContain(VAT);
    expect((await merge(reader, { city: 'source', notes: 'source' })).body).toMatchObject({
      status: 403,
      code: 'FIELD_HIDDEN',
      errors: [{ pointer: '/take/notes' }],
    });
  });

  it('a file of clients is without the columns', async () => {
    const header = async (person: Person) =>
      (await as(person).get('/clients/export.csv')).text.split('\r\n')[0] ?? '';
    expect(await header(story.people.admin)).toMatch(/vatNumber,taxCode.*notes/);
    expect(await header(reader)).not.toMatch(/vatNumber|taxCode|sdiCode|pecEmail|notes/);
    expect(await header(reader)).toMatch(/^id,name,/);
  });

  it('order no file either: an export is sorted as its list', async () => {
    const order = async (path: string) => (await as(reader).get(path)).body.code as string;
    expect(await order('/opportunities/export.csv?sort=amount')).toBe('FIELD_HIDDEN');
    expect(await order('/opportunities/export.csv?sort=-amount')).toBe('FIELD_HIDDEN');
    expect((await as(story.people.admin).get('/opportunities/export.csv?sort=amount')).status).toBe(200);
    expect((await as(reader).get('/opportunities/export.csv?sort=createdAt')).status).toBe(200);
  });

  it('are told to a frontend, and a role can be made of them', async () => {
    expect((await as(reader).get('/auth/me')).body.hiddenFields).toEqual(HIDEABLE_FIELDS);
    const admin = as(story.people.admin);
    const { body: vocabulary } = await admin.get('/roles/vocabulary');
    expect(vocabulary.hideableFields.map(({ field }: { field: string }) => field)).toEqual(HIDEABLE_FIELDS);
    const role = { key: 'NO_MONEY', name: 'Senza importi', permissions: [] };
    const made = await admin.post('/roles').send({ ...role, hiddenFields: ['opportunity.amount'] });
    expect([made.status, made.body.hiddenFields]).toEqual([201, ['opportunity.amount']]);
    const odd = await admin.post('/roles').send({ ...role, hiddenFields: ['visit.checkInPosition'] });
    expect(odd.body).toMatchObject({ status: 400, errors: [{ pointer: '/hiddenFields', code: 'IS_IN' }] });
  });

  it('who does not see a field makes no role that does, and gives none', async () => {
    const permissions = Object.fromEntries(Object.keys(VOCABULARY).map((permission) => [permission, 'all']));
    const hiddenFields = ['opportunity.amount'];
    await story.prisma.role.create({ data: { key: 'HALF_BLIND', name: 'Half', permissions, hiddenFields } });
    await story.prisma.user.update({ where: { id: story.people.bruno.id }, data: { role: 'HALF_BLIND' } });
    await new Promise((done) => setTimeout(done, 1100));
    const bruno = as(story.people.bruno);
    const refused = { status: 403, code: 'ABOVE_OWN_RIGHTS', fields: ['opportunity.amount'] };
    expect(
      (await bruno.post('/roles').send({ key: 'SEES', name: 'Sees', permissions: [] })).body,
    ).toMatchObject(refused);
    const given = await bruno.patch(`/users/${story.people.alma.id}`).send({ role: 'MANAGER' });
    expect(given.body).toMatchObject(refused);
  });
});
