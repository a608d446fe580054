import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { startStory, type Story } from '../support/story.ts';

describe('contacts', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  it('belong to a client, and are added, changed and deleted by whoever reaches it', async () => {
    const { aldo, anna } = story.people;
    const client = await createClient(story, aldo);
    const added = await story
      .as(aldo)
      .post(`/clients/${client.id}/contacts`)
      .send({ fullName: ' Rosa Neri ', role: 'owner', phone: '333 1234567', email: '' });
    expect(added.status).toBe(201);
    expect(added.headers['etag']).toBe('"1"');
    expect(added.body).toMatchObject({
      clientId: client.id,
      fullName: 'Rosa Neri',
      phone: '+393331234567',
      email: null,
      marketingConsent: false,
      version: 1,
    });
    const path = `/contacts/${added.body.id}`;
    const edited = await story
      .as(anna)
      .patch(path)
      .set('If-Match', '"1"')
      .send({ marketingConsent: true, role: null });
    expect(edited.body).toMatchObject({
      marketingConsent: true,
      role: null,
      fullName: 'Rosa Neri',
      version: 2,
      updatedById: anna.id,
    });
    expect((await story.as(aldo).patch(path).set('If-Match', '"1"').send({ role: 'late' })).status).toBe(412);
    expect((await story.as(aldo).get(`/clients/${client.id}/contacts`)).body).toEqual({
      items: [edited.body],
      nextCursor: null,
    });
    expect((await story.as(aldo).delete(path)).status).toBe(204);
    expect((await story.as(aldo).get(`/clients/${client.id}/contacts`)).body.items).toEqual([]);
    expect((await story.as(aldo).delete(path)).status).toBe(404);
  });

  it('read their telephone in the country of the client', async () => {
    const abroad = await createClient(story, story.people.aldo, { country: 'FR' });
    const { body } = await story
      .as(story.people.aldo)
      .post(`/clients/${abroad.id}/contacts`)
      .send({ fullName: 'Luc', phone: '01 42 68 53 00' });
    expect(body.phone).toBe('+33142685300');
  });

  it('of other people’s clients, and of deleted ones, do not exist', async () => {
    const { aldo, anna, beppe, analyst } = story.people;
    const client = await createClient(story, beppe);
    const { body } = await story
      .as(beppe)
      .post(`/clients/${client.id}/contacts`)
      .send({ fullName: 'Hidden' });
    for (const person of [aldo, anna]) {
      expect((await story.as(person).get(`/clients/${client.id}/contacts`)).status).toBe(404);
      expect(
        (await story.as(person).post(`/clients/${client.id}/contacts`).send({ fullName: 'X' })).status,
      ).toBe(404);
      expect((await story.as(person).patch(`/contacts/${body.id}`).send({ fullName: 'X' })).status).toBe(404);
      expect((await story.as(person).delete(`/contacts/${body.id}`)).status).toBe(404);
    }
    expect((await story.as(analyst).get(`/clients/${client.id}/contacts`)).body.items).toEqual([body]);
    expect((await story.as(analyst).patch(`/contacts/${body.id}`).send({ fullName: 'X' })).status).toBe(403);
    await story.as(story.people.bruno).delete(`/clients/${client.id}`);
    expect((await story.as(beppe).patch(`/contacts/${body.id}`).send({ fullName: 'X' })).status).toBe(404);
    await story.as(story.people.bruno).post(`/clients/${client.id}/restore`);
    expect((await story.as(beppe).get(`/clients/${client.id}/contacts`)).body.items).toEqual([body]);
  });

  it.each([
    [{ fullName: '' }, '/fullName'],
    [{ fullName: 'X', phone: '12' }, '/phone'],
    [{ fullName: 'X', email: 'x@' }, '/email'],
    [{ fullName: 'X', marketingConsent: 'yes' }, '/marketingConsent'],
    [{ fullName: 'X', clientId: 'x' }, '/clientId'],
  ])('refuse %j', async (fields, pointer) => {
    const client = await createClient(story, story.people.aldo);
    const { body, status } = await story
      .as(story.people.aldo)
      .post(`/clients/${client.id}/contacts`)
      .send(fields);
    expect(status).toBe(400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer })]);
    expect(await story.prisma.contact.count({ where: { clientId: client.id } })).toBe(0);
  });
});
