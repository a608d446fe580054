import { Housekeeping } from '#app/platform/housekeeping/index.js';
import { businessDateOf } from '#app/platform/time/rome.js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient, vatNumber } from '../factories/client.ts';
import { dryRun, restsIn } from '../factories/import.ts';
import { createKnownPerson, FISCAL, PERSONAL } from '../factories/known-person.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import { figureRows, recountDealDays, tabledDealDays } from '../support/recount.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';
import { tablesThatSay } from '../support/whole-database.ts';

/** Without the figures that count clients and their care, which an erased person leaves. */
function dealsAndVisits(tables: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(tables).filter(([name]) => !/^(client|care)/.test(name)));
}

interface PlannedTable {
  table: string;
  rows: number;
  erased: string[];
  held: string[];
  kept: string[];
}

describe('erasing a person', () => {
  let story: Story;
  let pipeline: MadePipeline;
  beforeEach(async () => {
    story = await startStory();
    pipeline = await createPipeline(story);
  });
  afterEach(() => story.end());

  const erase = (body: Record<string, unknown>) =>
    story.as(story.people.admin).post('/privacy/erasures').send(body);
  const confirmed = async (subject: Record<string, unknown>) => {
    const { body } = await erase(subject);
    return erase({ ...subject, confirmation: body.confirmation });
  };
  const where = async (words: readonly string[]) =>
    Object.fromEntries(
      await Promise.all(words.map(async (word) => [word, await tablesThatSay(story, word)] as const)),
    );
  const nowhere = (words: readonly string[]) => Object.fromEntries(words.map((word) => [word, []]));

  it('leaves no word of a client who never bought anything, anywhere in the database, and no figure of deals and visits changes', async () => {
    const person = await createKnownPerson(story, story.people.aldo, pipeline);
    for (const [word, tables] of Object.entries(await where([...FISCAL, ...PERSONAL])))
      expect([word, tables.length > 0]).toEqual([word, true]);
    await refreshFigures(story);
    const before = dealsAndVisits(await figureRows(story));

    const { status, body } = await confirmed({ clientId: person.id });
    expect(status).toBe(200);
    expect(body).toMatchObject({ holds: [], erasureId: expect.any(String) });

    expect(await where([...FISCAL, ...PERSONAL])).toEqual(nowhere([...FISCAL, ...PERSONAL]));
    await refreshFigures(story);
    expect(dealsAndVisits(await figureRows(story))).toEqual(before);
    await refreshFigures(story, { full: true });
    expect(dealsAndVisits(await figureRows(story))).toEqual(before);
    expect(await tabledDealDays(story)).toEqual(await recountDealDays(story));

    const row = await story.prisma.client.findUniqueOrThrow({ where: { id: person.id } });
    expect(row).toMatchObject({
      name: `erased-${person.id.slice(-12)}`,
      tags: [],
      custom: {},
      kind: 'PERSON',
    });
    expect(row.deletedAt).not.toBeNull();
    expect((await story.as(story.people.aldo).get(`/clients/${person.id}`)).status).toBe(404);
    const { body: routes } = await story.as(story.people.aldo).get('/routes');
    expect((await story.as(story.people.aldo).get(`/routes/${routes.items[0].id}`)).status).toBe(200);
  });

  it('keeps the fiscal identity of a client who bought something for ten years, and not a word of marketing', async () => {
    const { aldo } = story.people;
    const person = await createKnownPerson(story, aldo, pipeline, true);
    const until = `${new Date().getFullYear() + 10}${businessDateOf(new Date()).slice(4)}`;
    const plan = await erase({ clientId: person.id });
    expect(plan.body.holds).toEqual([
      { subjectId: person.id, until, reason: expect.stringMatching(/art\. 2220 c\.c\./) },
    ]);
    const clients = (plan.body.tables as PlannedTable[]).find(({ table }) => table === 'clients');
    expect(clients?.held).toEqual(
      expect.arrayContaining(['name', 'taxCode', 'pecEmail', 'street', 'postalCode']),
    );
    expect(clients?.erased).toEqual(
      expect.arrayContaining(['email', 'phone', 'notes', 'tags', 'custom', 'latitude']),
    );

    await confirmed({ clientId: person.id });
    expect(await where(PERSONAL)).toEqual(nowhere(PERSONAL));
    expect(await where(FISCAL)).toEqual(Object.fromEntries(FISCAL.map((word) => [word, ['clients']])));
    const { body } = await story.as(story.people.admin).get('/privacy/erasures');
    expect(body.items).toMatchObject([
      { subjects: [{ kind: 'client', id: person.id }], heldUntil: until, completedAt: null },
    ]);

    // When the hold has ended, housekeeping finishes by itself.
    story.clock.setTo(`${until}T10:00:00Z`);
    await story.app.get(Housekeeping, { strict: false }).tick();
    expect(await where(FISCAL)).toEqual(nowhere(FISCAL));
    const deal = await story.prisma.opportunity.findUniqueOrThrow({ where: { id: person.dealId } });
    expect([deal.status, deal.amount.toFixed(2), deal.clientId]).toEqual(['WON', '900.00', person.id]);
  });

  it('says first what would go and changes nothing; what has changed since must be looked at again', async () => {
    const person = await createKnownPerson(story, story.people.aldo, pipeline);
    const before = await story.prisma.client.findUniqueOrThrow({ where: { id: person.id } });
    const { body, status } = await erase({ clientId: person.id });
    expect([status, body.erasureId, body.blockedBy]).toEqual([200, null, []]);
    const rows = Object.fromEntries(
      (body.tables as PlannedTable[]).map(({ table, rows: count }) => [table, count]),
    );
    expect(rows).toMatchObject({ clients: 1, opportunities: 2, activities: 2, visits: 2, import_rows: 1 });
    expect(await story.prisma.client.findUniqueOrThrow({ where: { id: person.id } })).toEqual(before);

    await story
      .as(story.people.aldo)
      .post('/activities')
      .send({ type: 'NOTE', subject: 'altro', clientId: person.id });
    const late = await erase({ clientId: person.id, confirmation: body.confirmation });
    expect(late.status).toBe(409);
    expect(late.body.code).toBe('ERASURE_CHANGED');
    expect(await story.prisma.client.findUniqueOrThrow({ where: { id: person.id } })).toEqual(before);
  });

  it('waits until nothing is open any more', async () => {
    const person = await createKnownPerson(story, story.people.aldo, pipeline);
    await createOpportunity(story, story.people.aldo, { clientId: person.id });
    const { body } = await erase({ clientId: person.id });
    expect(body.blockedBy).toEqual([{ subjectId: person.id, reason: expect.stringMatching(/still open/) }]);
    const refused = await erase({ clientId: person.id, confirmation: body.confirmation });
    expect([refused.status, refused.body.code]).toEqual([409, 'CLIENT_IN_USE']);
    expect(await tablesThatSay(story, 'appunto-riservato')).not.toEqual([]);
  });

  it('who is a contact takes the person out of what was written about the company, and leaves the company', async () => {
    const { aldo } = story.people;
    const shop = await createClient(story, aldo, {
      ...{ name: 'Svapo Centrale', notes: 'Sentire Rosa Nerissima o il titolare' },
      ...{ tags: ['rosa nerissima', 'vip'], email: 'info@svapo-centrale.test' },
    });
    const rosa = {
      fullName: 'Rosa Nerissima',
      email: 'rosa.n@svapo-centrale.test',
      phone: '333 7654321',
      role: 'responsabile-acquisti',
    };
    const { body: contact } = await story
      .as(aldo)
      .post(`/clients/${shop.id}/contacts`)
      .send({ ...rosa, marketingConsent: true });
    await story.as(aldo).patch(`/contacts/${contact.id}`).send({ role: 'titolare-negozio' });
    await story.as(aldo).post(`/contacts/${contact.id}/consents`).send({
      channel: 'EMAIL',
      purpose: 'MARKETING',
      given: true,
      source: 'modulo firmato da Rosa Nerissima',
    });
    await story
      .as(aldo)
      .post('/activities')
      .send({ type: 'CALL', subject: 'Nerissima  Rosa al 333 765 4321', body: 'fatto', clientId: shop.id });
    await story.as(aldo).patch(`/clients/${shop.id}`).send({ notes: 'Da ROSA NERISSIMA: ordini il lunedì' });

    const plan = await erase({ email: 'ROSA.N@svapo-centrale.test' });
    expect(plan.body.subjects).toEqual([{ kind: 'contact', id: contact.id }]);
    expect(plan.body.mentions).toBeGreaterThanOrEqual(4);
    const done = await erase({ email: 'rosa.n@svapo-centrale.test', confirmation: plan.body.confirmation });
    expect(done.status).toBe(200);

    const words = [
      'nerissima',
      'rosa.n@',
      '7654321',
      '765 4321',
      'responsabile-acquisti',
      'titolare-negozio',
    ];
    expect(await where(words)).toEqual(nowhere(words));
    const { body: left } = await story.as(aldo).get(`/clients/${shop.id}`);
    expect(left).toMatchObject({
      ...{ name: 'Svapo Centrale', email: 'info@svapo-centrale.test' },
      ...{ notes: 'Da [erased]: ordini il lunedì', tags: ['[erased]', 'vip'] },
    });
    expect((await story.as(aldo).get(`/clients/${shop.id}/contacts`)).body.items).toEqual([]);

    const proof = await story.prisma.contactConsent.findMany({
      where: { contactId: contact.id },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
    });
    expect(proof.map(({ given, source }) => [given, source])).toEqual([
      [true, '[erased]'],
      [true, '[erased]'],
      [false, '[erased]'],
    ]);
    const [told] = await story.prisma.journalEntry.findMany({ where: { action: 'privacy.erased' } });
    expect(told).toMatchObject({ entity: 'contact', entityId: contact.id, actorId: story.people.admin.id });
    expect(told?.facts).toMatchObject({ erasureId: done.body.erasureId, counts: { contacts: 1 } });
  });

  it('reaches the clients that were merged into the person, and what their merge remembers', async () => {
    const { aldo, admin } = story.people;
    const person = await createKnownPerson(story, aldo, pipeline);
    const double = await createClient(story, aldo, {
      name: 'Verdini Doppione',
      notes: 'appunto-doppio',
      kind: 'PERSON',
    });
    const merged = await story
      .as(admin)
      .post(`/clients/${person.id}/merge`)
      .send({ sourceId: double.id, take: {} });
    expect(merged.status).toBe(200);
    const words = ['verdini', 'appunto-doppio', 'appunto-riservato'];
    await confirmed({ clientId: person.id });
    expect(await where(words)).toEqual(nowhere(words));
  });

  it('reaches the client into whom the person was merged, by the id of before and by its address', async () => {
    const { aldo, admin } = story.people;
    const words = ['bianchini', 'appunto-doppio', 'doppio@bar.test'];
    for (const by of ['clientId', 'email']) {
      const person = await createClient(story, aldo, {
        ...{ name: 'Bianchini Doppione', email: 'doppio@bar.test', notes: 'appunto-doppio' },
        kind: 'PERSON',
      });
      const note = { type: 'NOTE', subject: 'Sentito Bianchini', clientId: person.id };
      expect((await story.as(aldo).post('/activities').send(note)).status).toBe(201);
      const survivor = await createClient(story, aldo, {
        name: 'Bianchini',
        kind: 'PERSON',
        email: 'b@bar.test',
      });
      const merge = { sourceId: person.id };
      expect((await story.as(admin).post(`/clients/${survivor.id}/merge`).send(merge)).status).toBe(200);
      const { body } = await confirmed(
        by === 'email' ? { email: 'doppio@bar.test' } : { clientId: person.id },
      );
      expect(body.subjects).toEqual([{ kind: 'client', id: survivor.id }]);
      expect(await where(words)).toEqual(nowhere(words));
    }
  });

  it('who was merged into a company takes the own row away, and somebody has to look at the company', async () => {
    const { aldo, admin } = story.people;
    const person = await createClient(story, aldo, { name: 'Bianchini Persona', kind: 'PERSON' });
    const company = await createClient(story, aldo, { vatNumber: vatNumber(1) });
    const merge = { sourceId: person.id };
    expect((await story.as(admin).post(`/clients/${company.id}/merge`).send(merge)).status).toBe(200);
    expect((await confirmed({ clientId: person.id })).body).toMatchObject({
      subjects: [{ kind: 'client', id: person.id }],
      elsewhere: [{ table: 'clients', id: company.id }],
    });
    const row = await story.prisma.client.findUniqueOrThrow({ where: { id: person.id } });
    expect(row.name).toBe(`erased-${person.id.slice(-12)}`);
  });

  it('takes the person out of files that were never written, and a commit later writes the others', async () => {
    const { aldo, admin } = story.people;
    const person = await createClient(story, aldo, {
      name: 'Rosa Celeste',
      kind: 'PERSON',
      email: 'rosa@celeste.test',
    });
    const csv = [
      'name,email,notes,phone,c1,c2',
      'rosa celeste,,appunto-mai-scritto,',
      'Bar Due,altro@bar.test,scrivere a rosa@celeste.test,',
      'Bar Tre,rosa@celeste.test,,sbagliato',
      'Bar Quattro,quattro@bar.test,,',
      // Rows with faults are kept as they stand in the file.
      'ROSA CELESTE,,appunto-mai-scritto,sbagliato',
      'Bar Cinque,,,sbagliato,Celeste,Rosa',
      'Celeste  Rosa,,appunto-mai-scritto,sbagliato',
      'Bar Sei,,,sbagliato,Rosa,Verdi',
    ].join('\n');
    const { id } = await dryRun(story, admin, csv, { type: 'clients' });
    const { body: shown } = await story.as(admin).post('/privacy/exports').send({ clientId: person.id });
    expect(shown.subjects[0].mentions['import_rows']).toHaveLength(6);
    const { body: plan } = await erase({ clientId: person.id });
    expect(plan.tables).toContainEqual(expect.objectContaining({ table: 'import_rows', rows: 6 }));
    await confirmed({ clientId: person.id });
    const words = ['rosa celeste', 'ROSA CELESTE', 'rosa@celeste.test', 'appunto-mai-scritto', 'Bar Cinque'];
    expect(await where(words)).toEqual(nowhere(words));
    expect(await story.prisma.importRow.count({ where: { importId: id, status: 'INVALID' } })).toBe(1);
    expect((await story.as(admin).post(`/imports/${id}/commit`)).status).toBe(202);
    await restsIn(story, admin, id, 'COMMITTED');
    const written = await story.prisma.client.findMany({ where: { name: { startsWith: 'Bar' } } });
    expect(written.map(({ name }) => name)).toEqual(['Bar Quattro']);
  });

  it('is for people: a company is not one, but a sole trader is; an unknown one is not there', async () => {
    const { aldo } = story.people;
    const company = await createClient(story, aldo, { email: 'info@ditta.test' });
    expect((await erase({ clientId: company.id })).body.code).toBe('NOT_A_PERSON');
    const trader = await createClient(story, aldo, { taxCode: 'RSSMRA85M01H501Q' });
    expect((await erase({ clientId: trader.id })).status).toBe(200);
    expect((await erase({ email: 'nessuno@ditta.test' })).status).toBe(404);
    expect((await erase({ email: 'INFO@ditta.test' })).body).toMatchObject({
      subjects: [],
      elsewhere: [{ table: 'clients', id: company.id }],
    });
    expect((await erase({})).status).toBe(400);
    expect((await erase({ clientId: trader.id, email: 'x@ditta.test' })).status).toBe(400);
  });

  it('is an admin’s alone', async () => {
    const trader = await createClient(story, story.people.aldo, { kind: 'PERSON' });
    for (const person of [story.people.anna, story.people.aldo, story.people.analyst])
      for (const path of ['/privacy/erasures', '/privacy/exports'])
        expect((await story.as(person).post(path).send({ clientId: trader.id })).status).toBe(403);
  });

  it('stays done: nobody brings back from the bin what an accounting hold keeps, nor sees it there', async () => {
    const { aldo, anna, admin } = story.people;
    const person = await createKnownPerson(story, aldo, pipeline, true);
    await confirmed({ clientId: person.id });
    for (const reader of [anna, admin]) {
      const bin = await story.as(reader).get('/clients/bin?count=exact');
      expect(bin.body).toMatchObject({ items: [], total: 0 });
      const { status, body } = await story.as(reader).post(`/clients/${person.id}/restore`);
      expect([status, body.code]).toEqual([409, 'CLIENT_ERASED']);
    }
  });

  it('who was the primary contact leaves the client without one', async () => {
    const { aldo } = story.people;
    const shop = await createClient(story, aldo);
    const { body: contact } = await story
      .as(aldo)
      .post(`/clients/${shop.id}/contacts`)
      .send({ fullName: 'Rosa Nerissima', primary: true });
    await confirmed({ contactId: contact.id });
    const { body: left } = await story.as(aldo).get(`/clients/${shop.id}`);
    expect([left.primaryContactId, left.version]).toEqual([null, 3]);
  });
});
