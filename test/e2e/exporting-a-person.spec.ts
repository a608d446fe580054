import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createKnownPerson, FISCAL, PERSONAL } from '../factories/known-person.ts';
import { createPipeline } from '../factories/pipeline.ts';
import { startStory, type Story } from '../support/story.ts';

describe('what is known of a person', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const ask = (subject: Record<string, unknown>) =>
    story.as(story.people.admin).post('/privacy/exports').send(subject);

  it('is answered whole for a client: every field, custom ones, deals, visits, activities, imports, the journal', async () => {
    const person = await createKnownPerson(story, story.people.aldo, await createPipeline(story));
    const { status, body } = await ask({ clientId: person.id });
    expect(status).toBe(200);
    const text = JSON.stringify(body);
    for (const word of [...FISCAL, ...PERSONAL]) expect([word, text.includes(word)]).toEqual([word, true]);
    const [{ tables }] = body.subjects as [{ tables: Record<string, Record<string, unknown>[]> }];
    expect(tables['clients']).toMatchObject([
      { id: person.id, taxCode: 'RSSMRA85M01H501Q', custom: { colour: 'colore-amato' } },
    ]);
    expect(Object.keys(tables)).toEqual(
      expect.arrayContaining(['clients', 'opportunities', 'activities', 'visits', 'journal', 'import_rows']),
    );
    expect(tables['journal']?.map(({ action }) => action)).toContain('visit.checked-out');
    // Of the people who work with the CRM it says nothing.
    expect(tables['clients']?.[0]).not.toHaveProperty('ownerId');
    expect(tables['clients']?.[0]).not.toHaveProperty('createdById');
    const told = await story.prisma.journalEntry.findMany({ where: { action: 'privacy.exported' } });
    expect(told).toMatchObject([{ entityId: person.id, actorId: story.people.admin.id, facts: {} }]);
  });

  it('is found by an address, with the consents and what others wrote about the contact', async () => {
    const { aldo } = story.people;
    const shop = await createClient(story, aldo, {
      notes: 'Sentire Ivo Grigi, mai Ugo',
      email: 'ivo@bar.test',
    });
    const { body: contact } = await story
      .as(aldo)
      .post(`/clients/${shop.id}/contacts`)
      .send({ fullName: 'Ivo Grigi', email: 'Ivo@bar.test', marketingConsent: true });
    await story.as(aldo).delete(`/contacts/${contact.id}`);
    const { body } = await ask({ email: 'ivo@BAR.test' });
    expect(body.elsewhere).toEqual([{ table: 'clients', id: shop.id }]);
    expect(body.subjects).toMatchObject([
      {
        ...{ kind: 'contact', id: contact.id },
        tables: {
          contacts: [{ fullName: 'Ivo Grigi', marketingConsent: true }],
          contact_consents: [{ channel: 'ANY', given: true, source: 'contact record' }],
          journal: [{ action: 'contact.created' }, { action: 'contact.deleted' }],
        },
        mentions: { clients: [{ id: shop.id, notes: 'Sentire Ivo Grigi, mai Ugo' }] },
      },
    ]);
  });

  it('is not there for somebody who is not there, and a company is no person', async () => {
    const shop = await createClient(story, story.people.aldo);
    expect((await ask({ email: 'nessuno@bar.test' })).status).toBe(404);
    expect((await ask({ contactId: shop.id })).status).toBe(404);
    expect((await ask({ clientId: shop.id })).body.code).toBe('NOT_A_PERSON');
    expect((await ask({ email: 'x' })).status).toBe(400);
  });
});
