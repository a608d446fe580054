import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { createClient } from '../factories/client.ts';
import { createCustomField } from '../factories/custom-field.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline } from '../factories/pipeline.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

describe('a file', () => {
  let story: Story;
  let owned: string;
  beforeAll(async () => {
    story = await startStory();
    await createPipeline(story);
    await story.prisma.role.create({
      data: {
        ...{ key: 'BLIND', name: 'Blind', hiddenFields: ['opportunity.amount', 'contact.reach'] },
        permissions: { 'opportunity:export': 'all', 'contact:export': 'all' },
      },
    });
    await story.prisma.user.update({ where: { id: story.people.analyst.id }, data: { role: 'BLIND' } });
    await createCustomField(story, 'hobby', { resource: 'contacts', type: 'TEXT' });
    const { aldo, alma, beppe } = story.people;
    ({ id: owned } = await createClient(story, aldo, { name: 'Svapo Città' }));
    const others = [
      await createClient(story, alma, { name: 'Alma & figli' }),
      await createClient(story, beppe),
    ];
    const people = [
      { fullName: '=Rossi', phone: '333 1234567', email: 'rossi@example.test', primary: true },
      { fullName: 'Verdi', marketingConsent: true, custom: { hobby: '@calcio' } },
    ];
    for (const person of people)
      await story.as(aldo).post(`/clients/${owned}/contacts`).send(person).expect(201);
    for (const { id } of others)
      await story
        .as(story.people.admin)
        .post(`/clients/${id}/contacts`)
        .send({ fullName: 'Bianchi' })
        .expect(201);
    await createOpportunity(story, aldo, { title: 'Di Aldo', clientId: owned, amount: '10' });
    await createOpportunity(story, beppe, { title: 'Di Beppe', amount: '20' });
  });
  afterAll(() => story.end());

  const rows = async (person: Person, path: string) => {
    const { text, status, headers } = await story.as(person).get(path);
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    return parse<Record<string, string>>(text, { columns: true, delimiter: [',', ';'], bom: true });
  };

  it('of contacts holds the people at the clients that one may see, and nothing that a spreadsheet would run', async () => {
    const { aldo, anna } = story.people;
    const mine = await rows(aldo, '/contacts/export.csv?sort=fullName');
    expect(mine).toEqual([
      expect.objectContaining({
        ...{ fullName: "'=Rossi", phone: '+393331234567', email: 'rossi@example.test', primary: 'true' },
        ...{ marketingConsent: 'false', clientId: owned, clientName: 'Svapo Città', 'custom.hobby': '' },
      }),
      expect.objectContaining({ fullName: 'Verdi', marketingConsent: 'true', 'custom.hobby': "'@calcio" }),
    ]);
    expect(await rows(anna, '/contacts/export.csv')).toHaveLength(3);
    expect(await rows(anna, '/contacts/export.csv?q=verdi')).toHaveLength(1);
    const excel = await rows(aldo, '/contacts/export.csv?format=excel&q=rossi');
    expect(excel[0]?.['phone']).toBe('+39 3331234567');
  });

  it('of opportunities keeps to scope, filters and sort of the list', async () => {
    const { admin, anna, aldo } = story.people;
    const titles = async (person: Person, query: string) =>
      (await rows(person, `/opportunities/export.csv?${query}`)).map(({ title }) => title);
    expect(await titles(admin, 'sort=-amount')).toEqual(['Di Beppe', 'Di Aldo']);
    expect(await titles(anna, 'sort=-amount')).toEqual(['Di Aldo']);
    expect(await titles(admin, 'q=beppe&status=OPEN')).toEqual(['Di Beppe']);
    expect(await titles(aldo, 'status=WON')).toEqual([]);
    expect((await story.as(aldo).get('/opportunities/export.csv?sort=colour')).status).toBe(400);
  });

  it('leaves out what the role hides: amounts, addresses, and clients that are not one’s own to see', async () => {
    const person = story.people.analyst;
    const [deal] = await rows(person, '/opportunities/export.csv?q=aldo');
    expect(Object.keys(deal ?? {})).not.toContain('amount');
    expect(deal).toMatchObject({ title: 'Di Aldo', client: owned, clientName: '' });
    const [contact] = await rows(person, '/contacts/export.csv?q=verdi');
    expect(Object.keys(contact ?? {})).toEqual(expect.not.arrayContaining(['email', 'phone']));
  });

  it('stands in the journal with its filter and its rows, before it leaves', async () => {
    const { anna } = story.people;
    await rows(anna, '/opportunities/export.csv?q=aldo&sort=amount');
    await rows(anna, '/contacts/export.csv?q=rossi');
    const last = await story.prisma.journalEntry.findMany({
      where: { entity: 'export', actorId: anna.id },
      orderBy: { id: 'desc' },
      take: 2,
    });
    expect(last).toMatchObject([
      { action: 'contact.exported', facts: { q: 'rossi', rows: 1 } },
      { action: 'opportunity.exported', facts: { q: 'aldo', rows: 1 } },
    ]);
  });
});
