import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { startStory, type Story } from '../support/story.ts';

describe("a client's timeline", () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  it('tells who changed what about the client and its children, newest first, page by page', async () => {
    const { anna, aldo, alma, beppe } = story.people;
    const client = await createClient(story, aldo, { name: 'Before' });
    await createClient(story, aldo, { name: 'Another' });
    const contact = await story.as(aldo).post(`/clients/${client.id}/contacts`).send({ fullName: 'Rosa' });
    await story.as(aldo).patch(`/contacts/${contact.body.id}`).send({ role: 'buyer' });
    await story.as(aldo).patch(`/clients/${client.id}`).send({ name: 'After', city: 'Roma', country: 'IT' });
    await story.as(aldo).patch(`/clients/${client.id}`).send({ city: 'Roma' });
    await story.as(anna).post(`/clients/${client.id}/assign`).send({ ownerId: alma.id });
    await story.as(anna).delete(`/clients/${client.id}`);
    await story.as(anna).post(`/clients/${client.id}/restore`);

    const first = (await story.as(alma).get(`/clients/${client.id}/timeline?limit=3&count=exact`)).body;
    expect(first.total).toBe(7);
    const second = (await story.as(alma).get(`/clients/${client.id}/timeline?cursor=${first.nextCursor}`))
      .body;
    const entries = [...first.items, ...second.items];
    expect(entries.map(({ action }) => action)).toEqual([
      'client.restored',
      'client.deleted',
      'client.assigned',
      'client.updated',
      'contact.updated',
      'contact.created',
      'client.created',
    ]);
    expect(entries[2]).toMatchObject({
      actorId: anna.id,
      ownerId: alma.id,
      facts: { ownerId: { from: aldo.id, to: alma.id } },
    });
    expect(entries[3].facts).toEqual({
      name: { from: 'Before', to: 'After' },
      city: { from: null, to: 'Roma' },
    });
    expect(entries[4]).toMatchObject({
      entity: 'contact',
      entityId: contact.body.id,
      clientId: client.id,
      actorId: aldo.id,
    });
    expect(second.nextCursor).toBeNull();

    for (const person of [aldo, beppe])
      expect((await story.as(person).get(`/clients/${client.id}/timeline`)).status).toBe(404);
    expect((await story.as(anna).get(`/clients/${client.id}/timeline`)).status).toBe(200);
  });
});
