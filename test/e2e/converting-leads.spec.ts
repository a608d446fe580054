import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createPipeline } from '../factories/pipeline.ts';
import { databasePrint } from '../support/database-print.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

describe('a lead', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    await createPipeline(story);
  });
  afterAll(() => story.end());

  const convert = (id: string, body: object = {}, person: Person = story.people.aldo) =>
    story.as(person).post(`/clients/${id}/convert`).send(body);
  const contact = { fullName: 'Rosa Bianchi', phone: '333 1234567' };
  const opportunity = { title: 'First order', amount: '500.00' };

  it('becomes a prospect together with its contact and its opportunity', async () => {
    const { aldo } = story.people;
    const lead = await createClient(story, aldo);
    const { body, status } = await convert(lead.id, { contact, opportunity });
    expect([status, body]).toEqual([
      200,
      {
        client: expect.objectContaining({ id: lead.id, lifecycle: 'PROSPECT', version: 2 }),
        contact: expect.objectContaining({
          clientId: lead.id,
          fullName: 'Rosa Bianchi',
          phone: '+393331234567',
        }),
        opportunity: expect.objectContaining({
          clientId: lead.id,
          amount: '500.00',
          status: 'OPEN',
          ownerId: aldo.id,
        }),
      },
    ]);
    const { items } = (await story.as(aldo).get(`/clients/${lead.id}/timeline`)).body;
    expect(items.map(({ action }: { action: string }) => action)).toEqual([
      'client.converted',
      'opportunity.created',
      'contact.created',
      'client.created',
    ]);
    expect(items[0].facts).toEqual({
      lifecycle: { from: 'LEAD', to: 'PROSPECT' },
      contactId: body.contact.id,
      opportunityId: body.opportunity.id,
    });
    const customer = await convert(lead.id, { to: 'CUSTOMER' });
    expect(customer.body).toMatchObject({
      client: { lifecycle: 'CUSTOMER' },
      contact: null,
      opportunity: null,
    });
  });

  it('is converted once, however often one clicks', async () => {
    const lead = await createClient(story, story.people.aldo);
    const answers = await Promise.all([1, 2, 3].map(() => convert(lead.id, { contact, opportunity })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('ALREADY_CONVERTED');
    expect(await story.prisma.contact.count({ where: { clientId: lead.id } })).toBe(1);
    expect(await story.prisma.opportunity.count({ where: { clientId: lead.id } })).toBe(1);
  });

  it('stays a lead, and nothing is left behind, when any part fails', async () => {
    const { prisma, people } = story;
    const lead = await createClient(story, people.aldo);
    await prisma.$executeRaw`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the disk is full'; END $$`;
    await prisma.$executeRaw`CREATE TRIGGER fail BEFORE INSERT ON opportunity_stage_entries EXECUTE FUNCTION fail()`;
    const print = await databasePrint(prisma);
    expect((await convert(lead.id, { contact, opportunity })).status).toBe(500);
    await prisma.$executeRaw`DROP TRIGGER fail ON opportunity_stage_entries`;
    expect(await databasePrint(prisma)).toBe(print);

    const refused = [
      [await convert(lead.id, { contact: { ...contact, phone: 'call me' } }), 400, '/contact/phone'],
      [await convert(lead.id, { contact: { fullName: '' } }), 400, '/contact/fullName'],
      [
        await convert(lead.id, { contact, opportunity: { ...opportunity, stageId: people.aldo.id } }),
        400,
        '/opportunity/stageId',
      ],
      [
        await convert(lead.id, { contact, opportunity: { ...opportunity, ownerId: people.beppe.id } }),
        403,
        undefined,
      ],
      [
        await convert(lead.id, { opportunity: { ...opportunity, clientId: lead.id } }),
        400,
        '/opportunity/clientId',
      ],
      [await convert(lead.id, { to: 'LOST' }), 400, '/to'],
    ] as const;
    for (const [{ status, body }, expected, pointer] of refused)
      expect([status, body.errors?.[0]?.pointer]).toEqual([expected, pointer]);
    expect(await databasePrint(prisma)).toBe(print);
    expect((await convert(lead.id, { contact, opportunity })).status).toBe(200);
  });

  it('of somebody else is not there; one that is none is not converted', async () => {
    const { aldo, beppe, analyst } = story.people;
    const lead = await createClient(story, aldo);
    expect((await convert(lead.id, {}, beppe)).status).toBe(404);
    expect((await convert(lead.id, {}, analyst)).status).toBe(403);
    const stale = await story.as(aldo).post(`/clients/${lead.id}/convert`).set('If-Match', '"9"').send({});
    expect(stale.status).toBe(412);
    const lost = await createClient(story, aldo, { lifecycle: 'LOST' });
    expect((await convert(lost.id)).body).toMatchObject({ status: 409, code: 'NOT_CONVERTIBLE' });
    const customer = await createClient(story, aldo, { lifecycle: 'CUSTOMER' });
    expect((await convert(customer.id)).body).toMatchObject({ status: 409, code: 'ALREADY_CONVERTED' });
  });
});
