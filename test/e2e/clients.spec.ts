import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, vatNumber } from '../factories/client.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

const UNKNOWN = '0197a1b0-0000-7000-8000-000000000000';

describe('clients', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  it('are created in the form in which they are stored, with who made them', async () => {
    const aldo = story.as(story.people.aldo);
    const { body, status, headers } = await aldo.post('/clients').send({
      name: '  Svapo Duomo  ',
      vatNumber: 'IT 007.431.101-57',
      taxCode: 'rssmra85m01h501q',
      sdiCode: 'm5uxcr1',
      phone: '02 1234567',
      street: 'Via Torino 1',
      city: 'Milano',
      province: 'mi',
      postalCode: '00184',
      latitude: 45.4642,
      longitude: 9.19,
      pointOfSaleType: 'VAPE_SHOP',
      admExpiresOn: '2027-02-28',
      visitIntervalDays: 30,
      openingHours: {
        mon: [
          ['09:00', '12:30'],
          ['15:30', '19:30'],
        ],
        sun: [],
      },
      tags: ['premium'],
      email: '',
    });
    expect(status).toBe(201);
    expect(headers['etag']).toBe('"1"');
    expect(body).toMatchObject({
      name: 'Svapo Duomo',
      kind: 'COMPANY',
      lifecycle: 'LEAD',
      source: 'manual',
      vatNumber: '00743110157',
      taxCode: 'RSSMRA85M01H501Q',
      sdiCode: 'M5UXCR1',
      phone: '+39021234567',
      province: 'MI',
      postalCode: '00184',
      country: 'IT',
      admExpiresOn: '2027-02-28',
      email: null,
      tags: ['premium'],
      ownerId: story.people.aldo.id,
      createdById: story.people.aldo.id,
      einvoiceReady: true,
      einvoiceMissing: [],
      version: 1,
      openingHours: {
        mon: [
          ['09:00', '12:30'],
          ['15:30', '19:30'],
        ],
        sun: [],
      },
    });
    expect((await aldo.get(`/clients/${body.id}`)).body).toEqual(body);
    expect((await aldo.get('/clients')).body.items).toEqual([body]);
  });

  it('read the same alone and in every order of the list as they were answered first, whatever their texts hold', async () => {
    const bruno = story.as(story.people.bruno);
    const odd = 'quote " backslash \\ tab \t line \n \u2028 <b> 😀 è';
    const { body } = await bruno.post('/clients').send({
      ...{
        name: `Bar ${odd}`,
        notes: odd,
        street: odd,
        tags: ['a "b"', 'è'],
        latitude: 1e-7,
        longitude: -0.1,
      },
      ...{ admExpiresOn: '2026-01-31', checkInRadiusMeters: 300, visitIntervalDays: 14 },
      openingExceptions: [{ from: '2027-08-01', to: '2027-08-31', hours: [] }],
    });
    const firstContactById = story.people.bruno.id;
    const contact = {
      firstContactAt: '2026-03-29T01:00:00.100Z',
      firstContactKind: 'CALL',
      firstContactById,
    } as const;
    await story.prisma.client.update({
      where: { id: body.id },
      data: { ...contact, updatedAt: body.updatedAt },
    });
    const whole = { ...body, ...contact };
    expect((await bruno.get(`/clients/${body.id}`)).body).toEqual(whole);
    for (const order of ['name', '-name', 'createdAt', '-createdAt', '-updatedAt', 'admExpiresOn'])
      expect((await bruno.get(`/clients?sort=${order}&count=exact`)).body).toEqual({
        ...{ items: [whole], nextCursor: null, total: 1 },
      });
    expect((await bruno.get('/clients?q=bar')).body.items).toEqual([whole]);
  });

  it('read the same by every way with each field set, and for whose role hides some of them', async () => {
    const { admin, analyst, beppe, bruno } = story.people;
    for (const [key, type] of [
      ['shelves', 'NUMBER'],
      ['since', 'DATE'],
      ['neon', 'FLAG'],
    ])
      await story
        .as(admin)
        .post('/custom-fields')
        .send({ resource: 'clients', key, type, labelIt: key, labelEn: key });
    const made = await story
      .as(admin)
      .post('/clients')
      .send({
        ...{ name: 'Pieno Zeppo', kind: 'PERSON', source: 'fiera', ownerId: bruno.id, tags: ['colmo'] },
        ...{
          vatNumber: vatNumber(777),
          taxCode: 'RSSMRA85M01H501Q',
          sdiCode: 'M5UXCR1',
          pecEmail: 'pieno@pec.example.test',
        },
        ...{ email: 'pieno@example.test', phone: '+39021234567', website: 'https://pieno.example.test' },
        ...{
          street: 'Via Piena 1',
          city: 'Milano',
          province: 'MI',
          postalCode: '20121',
          latitude: 45.5,
          longitude: 9.25,
        },
        ...{
          pointOfSaleType: 'VAPE_SHOP',
          admAuthorizationNumber: 'AUT/77',
          visitIntervalDays: 14,
          checkInRadiusMeters: 300,
        },
        ...{
          admExpiresOn: '2026-01-31',
          notes: 'note piene',
          custom: { shelves: 2.5, since: '2020-02-29', neon: false },
        },
        ...{ openingHours: { mon: [['09:00', '12:30']], sun: [] } },
        openingExceptions: [{ from: '2027-08-01', to: '2027-08-31', hours: [['10:00', '11:00']] }],
      });
    expect(made.status).toBe(201);
    const { id } = made.body;
    const contact = await story
      .as(admin)
      .post(`/clients/${id}/contacts`)
      .send({ fullName: 'Carla', primary: true });
    expect(contact.status).toBe(201);
    const rest = {
      ...{
        externalId: 'EXT-77',
        firstContactAt: '2026-03-29T01:00:00.100Z',
        firstContactKind: 'CALL' as const,
      },
      ...{ firstContactById: beppe.id, updatedById: analyst.id, updatedAt: '2026-04-01T10:00:00.020Z' },
    } as const;
    await story.prisma.client.update({ where: { id }, data: rest });

    const seenBy = async (person: Person): Promise<Record<string, unknown>> => {
      const ways = [
        '',
        '?q=pieno',
        '?sort=admExpiresOn',
        '?sort=-name',
        '?sort=createdAt&city=milano',
        '?sort=updatedAt',
      ];
      const [alone, ...listed] = await Promise.all(
        ways.map(async (way) => {
          const { body } = await story.as(person).get(way ? `/clients${way}` : `/clients/${id}`);
          return way ? body.items.find((item: { id: string }) => item.id === id) : body;
        }),
      );
      expect(listed).toEqual(Array<unknown>(ways.length - 1).fill(alone));
      return alone;
    };
    const whole = await seenBy(bruno);
    expect(whole).toMatchObject({ ...rest, primaryContactId: contact.body.id, custom: made.body.custom });
    const values = Object.values(whole).map((value) => JSON.stringify(value));
    expect(values).not.toContain('null');
    expect(new Set(values).size).toBe(values.length);

    const hiddenFields = ['client.taxIdentity', 'client.notes'] as const;
    const role = { key: 'VEILED', name: 'Veiled', permissions: { 'client:read': 'all' } };
    await story.prisma.role.create({ data: { ...role, hiddenFields: [...hiddenFields] } });
    await story.prisma.user.update({ where: { id: analyst.id }, data: { role: role.key } });
    const veiled = new Set([
      'vatNumber',
      'taxCode',
      'sdiCode',
      'pecEmail',
      'einvoiceReady',
      'einvoiceMissing',
      'notes',
    ]);
    expect(await seenBy(analyst)).toEqual(
      Object.fromEntries(Object.entries(whole).filter(([field]) => !veiled.has(field))),
    );
  });

  it('say what an electronic invoice still lacks, and are saved all the same', async () => {
    const client = await createClient(story, story.people.aldo, { city: 'Milano', sdiCode: '0000000' });
    expect(client).toMatchObject({
      einvoiceReady: false,
      einvoiceMissing: [
        expect.objectContaining({ code: 'VAT_NUMBER_OR_TAX_CODE' }),
        expect.objectContaining({ code: 'STREET' }),
        { code: 'POSTAL_CODE', it: 'Manca il CAP', en: 'The postal code is missing' },
        expect.objectContaining({ code: 'SDI_CODE_OR_PEC' }),
      ],
    });
  });

  it('abroad are not held to Italian formats', async () => {
    const client = await createClient(story, story.people.aldo, {
      country: 'fr',
      vatNumber: '83 404 833 048',
      phone: '01 42 68 53 00',
      postalCode: '2A004',
      province: 'Corse',
      street: 'Rue 1',
      city: 'Ajaccio',
    });
    expect(client).toMatchObject({
      country: 'FR',
      vatNumber: 'FR83404833048',
      phone: '+33142685300',
      postalCode: '2A004',
      province: 'Corse',
      einvoiceReady: true,
    });
    const home = await story.as(story.people.aldo).patch(`/clients/${client.id}`).send({ country: 'IT' });
    expect(home.status).toBe(400);
    expect(home.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/vatNumber',
      '/province',
      '/postalCode',
    ]);
  });

  it.each([
    [{ vatNumber: '00743110158' }, '/vatNumber', 'VAT_NUMBER_INVALID'],
    [{ vatNumber: '00000000000' }, '/vatNumber', 'VAT_NUMBER_INVALID'],
    [{ taxCode: 'RSSMRA85M01H501A' }, '/taxCode', 'TAX_CODE_INVALID'],
    [{ sdiCode: 'ABC' }, '/sdiCode', 'SDI_CODE_INVALID'],
    [{ pecEmail: 'not an address' }, '/pecEmail', 'IS_EMAIL'],
    [{ postalCode: '184' }, '/postalCode', 'POSTAL_CODE_INVALID'],
    [{ province: 'ZZ' }, '/province', 'PROVINCE_UNKNOWN'],
    [{ phone: 'call me' }, '/phone', 'PHONE_INVALID'],
    [{ latitude: 45 }, '/longitude', 'COORDINATES_INCOMPLETE'],
    [{ latitude: 91, longitude: 0 }, '/latitude', 'MAX'],
    [{ visitIntervalDays: 6 }, '/visitIntervalDays', 'MIN'],
    [{ admExpiresOn: '2026-02-30' }, '/admExpiresOn', 'IS_BUSINESS_DATE'],
    [{ openingHours: { mon: [['12:00', '09:00']] } }, '/openingHours', 'IS_OPENING_HOURS'],
    [{ website: 'javascript:alert(1)' }, '/website', 'IS_URL'],
    [{ name: '   ' }, '/name', 'MIN_LENGTH'],
    [{ name: 12 }, '/name', 'IS_STRING'],
    [{ name: 'a\0b' }, '/name', 'NUL_CHARACTER'],
    [{ lifecycle: null }, '/lifecycle', 'IS_ENUM'],
    [{ ownerID: 'x' }, '/ownerID', 'UNKNOWN_FIELD'],
    [{ version: 7 }, '/version', 'UNKNOWN_FIELD'],
    [{ tags: ['x', 'x'] }, '/tags', 'ARRAY_UNIQUE'],
  ])('refuse %j and stay as they were', async (fields, pointer, code) => {
    const before = await story.prisma.client.count();
    const { body, status, headers } = await story
      .as(story.people.aldo)
      .post('/clients')
      .send({ name: 'Refused', ...fields });
    expect(status).toBe(400);
    expect(headers['content-type']).toMatch('application/problem+json');
    expect(body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer, code }] });
    expect(await story.prisma.client.count()).toBe(before);
  });

  it('are edited field by field; an edit based on an older state is refused', async () => {
    const aldo = story.as(story.people.aldo);
    const client = await createClient(story, story.people.aldo, { city: 'Monza', notes: 'first' });
    const edited = await aldo
      .patch(`/clients/${client.id}`)
      .set('If-Match', '"1"')
      .send({ notes: null, lifecycle: 'PROSPECT' });
    expect(edited.body).toMatchObject({ notes: null, lifecycle: 'PROSPECT', city: 'Monza', version: 2 });
    const stale = await aldo.patch(`/clients/${client.id}`).set('If-Match', '"1"').send({ notes: 'late' });
    expect(stale.status).toBe(412);
    expect(stale.body).toMatchObject({ code: 'STALE', currentVersion: 2 });
    const same = await aldo.patch(`/clients/${client.id}`).send({ lifecycle: 'PROSPECT' });
    expect(same.body.version).toBe(2);
    const half = await aldo.patch(`/clients/${client.id}`).send({ latitude: 45 });
    expect(half.body.errors).toEqual([expect.objectContaining({ code: 'COORDINATES_INCOMPLETE' })]);
  });

  it('edited twice at once from the same state: one edit stands, the other is told', async () => {
    const client = await createClient(story, story.people.aldo);
    const edit = (notes: string) =>
      story.as(story.people.aldo).patch(`/clients/${client.id}`).set('If-Match', '"1"').send({ notes });
    const answers = await Promise.all([edit('one'), edit('two')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const winner = answers.find(({ status }) => status === 200)?.body;
    expect((await story.as(story.people.aldo).get(`/clients/${client.id}`)).body).toEqual(winner);
  });

  it('that move abroad take no Italian P.IVA along', async () => {
    const aldo = story.as(story.people.aldo);
    const client = await createClient(story, story.people.aldo, { vatNumber: vatNumber(3) });
    const moved = await aldo.patch(`/clients/${client.id}`).send({ country: 'FR' });
    expect(moved.body.errors).toEqual([expect.objectContaining({ pointer: '/vatNumber' })]);
    const { body } = await aldo
      .patch(`/clients/${client.id}`)
      .send({ country: 'FR', vatNumber: '83404833049' });
    expect(body).toMatchObject({ country: 'FR', vatNumber: 'FR83404833049' });
  });

  it('share no P.IVA while they live, even when eight are created at once', async () => {
    const number = vatNumber(1);
    const beppe = story.as(story.people.beppe);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        beppe.post('/clients').send({ name: `Race ${i}`, vatNumber: `IT${number}` }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
    const winner = answers.find(({ status }) => status === 201)?.body.id as string;
    const loser = answers.find(({ status }) => status === 409)?.body;
    expect(loser).toMatchObject({ code: 'VAT_NUMBER_TAKEN', existingClientId: winner });
    // Aldo learns that the number is taken, not by whom.
    const stranger = await story
      .as(story.people.aldo)
      .post('/clients')
      .send({ name: 'Mine', vatNumber: number });
    expect(stranger.body).toMatchObject({ code: 'VAT_NUMBER_TAKEN', existingClientId: null });
    const other = await createClient(story, story.people.beppe);
    expect((await beppe.patch(`/clients/${other.id}`).send({ vatNumber: number })).body).toMatchObject({
      code: 'VAT_NUMBER_TAKEN',
      existingClientId: winner,
    });
  });

  it('are deleted and restored; a living one may have taken the P.IVA meanwhile', async () => {
    const { anna, aldo } = story.people;
    const client = await createClient(story, aldo, { vatNumber: vatNumber(2) });
    expect((await story.as(aldo).delete(`/clients/${client.id}`)).status).toBe(403);
    expect((await story.as(anna).delete(`/clients/${client.id}`)).status).toBe(204);
    expect((await story.as(aldo).get(`/clients/${client.id}`)).status).toBe(404);
    expect((await story.as(anna).delete(`/clients/${client.id}`)).status).toBe(404);
    const heir = await createClient(story, aldo, { vatNumber: vatNumber(2) });
    expect((await story.as(anna).post(`/clients/${client.id}/restore`)).body).toMatchObject({
      code: 'VAT_NUMBER_TAKEN',
      existingClientId: heir.id,
    });
    await story.as(aldo).patch(`/clients/${heir.id}`).send({ vatNumber: null });
    const restored = await story.as(anna).post(`/clients/${client.id}/restore`);
    expect(restored).toMatchObject({
      status: 200,
      body: { id: client.id, vatNumber: vatNumber(2), version: 3 },
    });
    expect((await story.as(anna).post(`/clients/${client.id}/restore`)).body.version).toBe(3);
  });

  it('with open opportunities stay', async () => {
    const { anna, aldo } = story.people;
    const client = await createClient(story, aldo);
    const pipeline = await story.prisma.salesPipeline.create({
      data: { name: 'P', stages: { create: { name: 'New', position: 1, probability: 10 } } },
      include: { stages: true },
    });
    const stageId = pipeline.stages[0]?.id ?? '';
    const deal = await story.prisma.opportunity.create({
      data: {
        title: 'D',
        clientId: client.id,
        pipelineId: pipeline.id,
        stageId,
        probability: 10,
        ownerId: aldo.id,
      },
    });
    const refused = await story.as(anna).delete(`/clients/${client.id}`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'CLIENT_IN_USE' } });
    await story.prisma.opportunity.update({ where: { id: deal.id }, data: { deletedAt: new Date() } });
    expect((await story.as(anna).delete(`/clients/${client.id}`)).status).toBe(204);
  });

  it('are given to others by managers within their team, and by admins', async () => {
    const { admin, anna, aldo, alma, beppe, analyst } = story.people;
    const client = await createClient(story, aldo);
    const assign = (who: typeof anna, ownerId: string) =>
      story.as(who).post(`/clients/${client.id}/assign`).send({ ownerId });
    expect((await assign(aldo, alma.id)).status).toBe(403);
    expect((await assign(anna, beppe.id)).body.errors).toEqual([
      expect.objectContaining({ pointer: '/ownerId', code: 'OWNER_UNKNOWN' }),
    ]);
    expect((await assign(story.people.bruno, beppe.id)).status).toBe(404);
    expect((await assign(anna, alma.id)).body).toMatchObject({ ownerId: alma.id, version: 2 });
    expect((await story.as(aldo).get(`/clients/${client.id}`)).status).toBe(404);
    expect((await assign(admin, beppe.id)).body.ownerId).toBe(beppe.id);
    expect((await story.as(aldo).post('/clients').send({ name: 'For Alma', ownerId: alma.id })).status).toBe(
      403,
    );
    expect((await createClient(story, anna, { ownerId: alma.id })).ownerId).toBe(alma.id);
    expect(
      (await story.as(anna).post('/clients').send({ name: 'For Beppe', ownerId: beppe.id })).status,
    ).toBe(400);
    expect((await story.as(analyst).post('/clients').send({ name: 'No' })).status).toBe(403);
  });

  it('of others are answered like clients that do not exist, whatever is tried', async () => {
    const { aldo, beppe, anna } = story.people;
    const client = await createClient(story, beppe);
    const plain = (body: { requestId: string; instance: string }) => ({
      ...body,
      requestId: '',
      instance: '',
    });
    const both = async (
      call: (id: string) => PromiseLike<{ status: number; body: { requestId: string; instance: string } }>,
    ) => {
      const [theirs, missing] = [await call(client.id), await call(UNKNOWN)];
      expect(theirs.status).toBe(404);
      expect(plain(theirs.body)).toEqual(plain(missing.body));
    };
    await both((id) => story.as(aldo).get(`/clients/${id}`));
    await both((id) => story.as(aldo).patch(`/clients/${id}`).send({ name: 'Mine now' }));
    await both((id) => story.as(aldo).get(`/clients/${id}/timeline`));
    await both((id) => story.as(anna).delete(`/clients/${id}`));
    await both((id) => story.as(anna).post(`/clients/${id}/restore`));
    await both((id) => story.as(anna).post(`/clients/${id}/assign`).send({ ownerId: aldo.id }));
    expect((await story.as(beppe).get(`/clients/${client.id}`)).body).toEqual(client);
  });
});
