import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createPipeline } from '../factories/pipeline.ts';
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

  it('leaves out deals and visits of colleagues whom the reader may not see', async () => {
    const { admin, anna, aldo, alma } = story.people;
    const client = await createClient(story, alma);
    const { stages } = await createPipeline(story);
    const stage = stages.find(({ kind }) => kind === 'OPEN');
    await story
      .as(alma)
      .post('/opportunities')
      .send({ title: 'Hers', clientId: client.id, stageId: stage?.id, amount: '900.00' });
    await story
      .as(alma)
      .post('/visits')
      .send({ clientId: client.id, scheduledAt: '2027-02-01T09:00:00Z', durationMinutes: 30 });
    await story.as(anna).post(`/clients/${client.id}/assign`).send({ ownerId: aldo.id });

    const actions = async (reader: typeof aldo) => {
      const { body } = await story.as(reader).get(`/clients/${client.id}/timeline?count=exact`);
      expect(body.total).toBe(body.items.length);
      return body.items.map(({ action }: { action: string }) => action);
    };
    const everything = ['client.assigned', 'visit.planned', 'opportunity.created', 'client.created'];
    expect(await actions(admin)).toEqual(everything);
    expect(await actions(anna)).toEqual(everything);
    expect(await actions(aldo)).toEqual(['client.assigned', 'client.created']);

    const deal = await story.prisma.opportunity.findFirstOrThrow({ where: { clientId: client.id } });
    await story.as(anna).post(`/opportunities/${deal.id}/assign`).send({ ownerId: aldo.id });
    expect(await actions(aldo)).toEqual([
      'opportunity.assigned',
      'client.assigned',
      'opportunity.created',
      'client.created',
    ]);
  });
});
