import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { startStory, type Story } from '../support/story.ts';

describe('the consent ledger', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const contact = async (fields: Record<string, unknown> = {}) => {
    const client = await createClient(story, story.people.aldo);
    const { body } = await story
      .as(story.people.aldo)
      .post(`/clients/${client.id}/contacts`)
      .send({ fullName: 'Rosa Neri', ...fields });
    return body as { id: string; clientId: string; version: number; marketingConsent: boolean };
  };
  const reread = async ({ id, clientId }: { id: string; clientId: string }) => {
    const { body } = await story.as(story.people.aldo).get(`/clients/${clientId}/contacts`);
    return (body.items as { id: string; version: number; marketingConsent: boolean }[]).find(
      (item) => item.id === id,
    );
  };
  const say = (id: string, word: Record<string, unknown>) =>
    story
      .as(story.people.aldo)
      .post(`/contacts/${id}/consents`)
      .send({ channel: 'EMAIL', purpose: 'MARKETING', given: true, source: 'modulo in fiera', ...word });
  const ledger = async (id: string) =>
    (await story.as(story.people.aldo).get(`/contacts/${id}/consents`)).body.items as Record<
      string,
      unknown
    >[];

  it('keeps what was agreed, when, in which words and who noted it; the contact follows its last word', async () => {
    const { aldo } = story.people;
    const rosa = await contact();
    expect(rosa.marketingConsent).toBe(false);
    const wording = 'Acconsento a ricevere offerte via e-mail.';
    const yes = await say(rosa.id, { at: '2026-03-02T09:30:00Z', wording });
    expect(yes.status).toBe(201);
    expect(yes.body).toMatchObject({
      ...{ contactId: rosa.id, channel: 'EMAIL', purpose: 'MARKETING', given: true },
      ...{ at: '2026-03-02T09:30:00.000Z', source: 'modulo in fiera', wording, byId: aldo.id },
    });
    expect(await reread(rosa)).toMatchObject({ marketingConsent: true, version: 2, updatedById: aldo.id });
    await say(rosa.id, { given: false, at: '2026-04-01T08:00:00Z', source: 'risposta a una e-mail' });
    expect(await reread(rosa)).toMatchObject({ marketingConsent: false, version: 3 });
    expect((await ledger(rosa.id)).map(({ given }) => given)).toEqual([false, true]);
    const { body } = await story.as(aldo).get(`/clients/${rosa.clientId}/timeline`);
    expect(body.items.slice(0, 2)).toMatchObject([
      { action: 'contact.consent-withdrawn', facts: { source: 'risposta a una e-mail' } },
      { action: 'contact.consent-given' },
    ]);
  });

  it('is ordered by when the person spoke: a paper form found later does not undo a withdrawal', async () => {
    const rosa = await contact();
    await say(rosa.id, { given: false, at: '2026-05-01T08:00:00Z' });
    await say(rosa.id, { given: true, at: '2026-02-01T08:00:00Z', source: 'modulo ritrovato' });
    expect(await reread(rosa)).toMatchObject({ marketingConsent: false, version: 1 });
  });

  it('tells what holds now for each purpose and channel', async () => {
    const rosa = await contact();
    await say(rosa.id, { channel: 'ANY', at: '2026-02-01T08:00:00Z' });
    await say(rosa.id, { channel: 'PHONE', given: false, at: '2026-03-01T08:00:00Z' });
    await say(rosa.id, { channel: 'POST', purpose: 'PROFILING', at: '2026-03-01T08:00:00Z' });
    const { body } = await story.as(story.people.analyst).get(`/contacts/${rosa.id}/consents/current`);
    const yes = (body as { purpose: string; channel: string; given: boolean }[])
      .filter(({ given }) => given)
      .map(({ purpose, channel }) => `${purpose} ${channel}`);
    expect(yes).toEqual([
      'MARKETING EMAIL',
      'MARKETING SMS',
      'MARKETING WHATSAPP',
      'MARKETING POST',
      'PROFILING POST',
    ]);
    expect(body).toHaveLength(10);
    // A refused telephone leaves the e-mail.
    expect(await reread(rosa)).toMatchObject({ marketingConsent: true });
  });

  it('is written to by whoever sets the flag of a contact: a form, an edit, a row put in by other means', async () => {
    const { aldo, anna } = story.people;
    const made = await contact({ marketingConsent: true });
    await story.as(anna).patch(`/contacts/${made.id}`).send({ marketingConsent: false });
    await story.as(anna).patch(`/contacts/${made.id}`).send({ role: 'buyer' });
    expect(await ledger(made.id)).toMatchObject([
      { channel: 'ANY', given: false, source: 'contact record', byId: anna.id },
      { channel: 'ANY', given: true, source: 'contact record', byId: aldo.id },
    ]);
    const { id } = await story.prisma.contact.create({
      data: { clientId: made.clientId, fullName: 'Luca', marketingConsent: true },
    });
    expect(await ledger(id)).toMatchObject([{ given: true, byId: null }]);
    expect(await reread(made)).toMatchObject({ marketingConsent: false });
  });

  it('agrees with the flag after words that came at the same moment', async () => {
    const rosa = await contact();
    await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        say(rosa.id, { given: n % 2 === 0, channel: n % 3 ? 'EMAIL' : 'ANY' }),
      ),
    );
    const [last] = await ledger(rosa.id);
    expect(await reread(rosa)).toMatchObject({ marketingConsent: last?.['given'] });
    expect(await ledger(rosa.id)).toHaveLength(12);
  });

  it('is append-only: the database refuses to change or delete a line, but lets a source be erased', async () => {
    const rosa = await contact({ marketingConsent: true });
    const { prisma } = story;
    const where = { contactId: rosa.id };
    const refused = /append-only/;
    await expect(prisma.contactConsent.updateMany({ where, data: { given: false } })).rejects.toThrow(
      refused,
    );
    await expect(prisma.contactConsent.updateMany({ where, data: { source: 'altrove' } })).rejects.toThrow(
      refused,
    );
    await expect(prisma.contactConsent.deleteMany({ where })).rejects.toThrow(refused);
    await expect(prisma.$executeRaw`TRUNCATE contact_consents`).rejects.toThrow(refused);
    await prisma.contactConsent.updateMany({ where, data: { source: '[erased]' } });
    expect(await ledger(rosa.id)).toMatchObject([{ given: true, source: '[erased]' }]);
  });

  it('outlives a contact who is purged, without what may name somebody', async () => {
    const rosa = await contact();
    await say(rosa.id, { source: 'telefonata con Rosa Neri' });
    await story.prisma.contact.delete({ where: { id: rosa.id } });
    expect(await story.prisma.contactConsent.findMany({ where: { contactId: rosa.id } })).toMatchObject([
      { given: true, source: '[erased]' },
    ]);
  });

  it('of other people’s contacts does not exist', async () => {
    const rosa = await contact();
    for (const person of [story.people.beppe, story.people.bruno]) {
      expect((await story.as(person).get(`/contacts/${rosa.id}/consents`)).status).toBe(404);
      const word = { channel: 'ANY', purpose: 'MARKETING', given: true, source: 'x' };
      expect((await story.as(person).post(`/contacts/${rosa.id}/consents`).send(word)).status).toBe(404);
    }
    expect(await ledger(rosa.id)).toEqual([]);
  });

  it.each([
    [{ channel: 'FAX' }, '/channel'],
    [{ purpose: 'SALE' }, '/purpose'],
    [{ given: 'yes' }, '/given'],
    [{ source: ' ' }, '/source'],
    [{ at: '2099-01-01T00:00:00Z' }, '/at'],
    [{ byId: 'x' }, '/byId'],
  ])('refuses %j', async (word, pointer) => {
    const rosa = await contact();
    const { status, body } = await say(rosa.id, word);
    expect(status).toBe(400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer })]);
    expect(await ledger(rosa.id)).toEqual([]);
  });
});
