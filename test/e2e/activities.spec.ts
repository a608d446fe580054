import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline } from '../factories/pipeline.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

const NOBODY = '01890000-0000-7000-8000-000000000000';

describe('activities', () => {
  let story: Story;

  beforeAll(async () => {
    story = await startStory();
    await createPipeline(story);
  });
  afterAll(() => story.end());

  const clientOf = async (owner: Person) => (await createClient(story, owner)).id;
  const write = (person: Person, body: object = {}) =>
    story
      .as(person)
      .post('/activities')
      .send({ type: 'TASK', subject: 'Bring samples', ...body });
  const made = async (person: Person, body: object = {}): Promise<{ id: string; version: number }> =>
    (await write(person, body).expect(201)).body;
  const problemOf = ({ body }: { body: { code: string; errors?: { pointer: string; code: string }[] } }) =>
    body.errors?.[0] ?? body.code;

  it('are planned, done once, and told on the client’s timeline', async () => {
    const { aldo, admin } = story.people;
    const clientId = await clientOf(aldo);
    const { body } = await write(aldo, {
      clientId,
      dueAt: '2030-03-02T09:00:00+01:00',
      body: 'Mint and tobacco',
    }).expect(201);
    expect(body).toMatchObject({
      type: 'TASK',
      ownerId: aldo.id,
      clientId,
      dueAt: '2030-03-02T08:00:00.000Z',
      doneAt: null,
      version: 1,
    });
    const complete = () => story.as(aldo).post(`/activities/${body.id}/complete`);
    expect((await complete().expect(200)).body.doneAt).toEqual(expect.any(String));
    expect([(await complete()).status, problemOf(await complete())]).toEqual([409, 'ALREADY_DONE']);
    expect(
      (await story.as(aldo).patch(`/activities/${body.id}`).send({ doneAt: null }).expect(200)).body.doneAt,
    ).toBeNull();
    const audit = await story.as(admin).get(`/audit?entityId=${body.id}`);
    expect(audit.body.items.map(({ action }: { action: string }) => action)).toEqual([
      'activity.updated',
      'activity.completed',
      'activity.created',
    ]);
    expect(audit.body.items[2]).toMatchObject({
      clientId,
      ownerId: aldo.id,
      facts: { type: 'TASK', doneAt: null },
    });
  });

  it('that have happened are told afterwards; a note is done when it is written', async () => {
    const { aldo } = story.people;
    expect((await write(aldo, { type: 'CALL', doneAt: '2026-01-02T10:00:00Z' })).body.doneAt).toBe(
      '2026-01-02T10:00:00.000Z',
    );
    expect((await write(aldo, { type: 'NOTE' })).body.doneAt).toEqual(expect.any(String));
    expect(problemOf(await write(aldo, { type: 'CALL', doneAt: '2190-01-02T10:00:00Z' }))).toMatchObject({
      pointer: '/doneAt',
      code: 'IN_THE_FUTURE',
    });
  });

  it('are seen by their owner, by the client’s owner and by the managers of both; by nobody else', async () => {
    const { admin, analyst, anna, aldo, alma, bruno, beppe } = story.people;
    const clientId = await clientOf(beppe);
    const activity = await story.prisma.activity.create({
      data: { type: 'CALL', subject: 'Help for Beppe', clientId, ownerId: aldo.id },
    });
    const seen = async (person: Person) => {
      const one = (await story.as(person).get(`/activities/${activity.id}`)).status;
      const { body } = await story.as(person).get(`/activities?clientId=${clientId}&count=exact`);
      return [one, body.total, body.items.length];
    };
    for (const person of [admin, analyst, anna, aldo, bruno, beppe])
      expect([person.email, ...(await seen(person))]).toEqual([person.email, 200, 1, 1]);
    expect(await seen(alma)).toEqual([404, 0, 0]);
    for (const call of [
      story.as(alma).patch(`/activities/${activity.id}`).send({ subject: 'X' }),
      story.as(alma).post(`/activities/${activity.id}/complete`),
      story.as(alma).delete(`/activities/${activity.id}`),
      story.as(alma).get(`/activities/${NOBODY}`),
    ]) {
      expect((await call).body).toMatchObject({
        code: 'NOT_FOUND',
        detail: 'There is no such activity, or it is not yours to see.',
      });
    }
  });

  it('are changed by their owner’s side only', async () => {
    const { aldo, anna, beppe, analyst } = story.people;
    const clientId = await clientOf(beppe);
    const activity = await story.prisma.activity.create({
      data: { type: 'CALL', subject: 'Help for Beppe', clientId, ownerId: aldo.id },
    });
    for (const call of [
      story.as(beppe).patch(`/activities/${activity.id}`).send({ subject: 'X' }),
      story.as(beppe).post(`/activities/${activity.id}/complete`),
      story.as(beppe).delete(`/activities/${activity.id}`),
    ]) {
      expect((await call).body.code).toBe('ACTIVITY_NOT_YOURS');
    }
    expect((await write(analyst)).status).toBe(403);
    expect(
      (await story.as(anna).patch(`/activities/${activity.id}`).send({ subject: 'Helped' }).expect(200)).body,
    ).toMatchObject({ subject: 'Helped', version: 2 });
  });

  it('name only clients and deals that one may see; others are answered like unknown ones', async () => {
    const { aldo, alma } = story.people;
    const [theirClient, theirDeal] = [await clientOf(alma), await createOpportunity(story, alma)];
    const { id } = await made(aldo);
    for (const [field, foreign, code] of [
      ['clientId', theirClient, 'CLIENT_UNKNOWN'],
      ['opportunityId', theirDeal.id, 'OPPORTUNITY_UNKNOWN'],
    ] as const) {
      const [theirs, unknown] = [
        await write(aldo, { [field]: foreign }),
        await write(aldo, { [field]: NOBODY }),
      ];
      expect([theirs.status, problemOf(theirs)]).toEqual([
        400,
        expect.objectContaining({ pointer: `/${field}`, code }),
      ]);
      expect(theirs.body).toEqual({ ...unknown.body, requestId: expect.any(String) });
      expect(
        problemOf(
          await story
            .as(aldo)
            .patch(`/activities/${id}`)
            .send({ [field]: foreign }),
        ),
      ).toMatchObject({ pointer: `/${field}`, code });
    }
    expect((await story.as(aldo).get(`/activities/${id}`)).body.version).toBe(1);
  });

  it('about a deal are about its client too, and the two never contradict each other', async () => {
    const { aldo } = story.people;
    const [clientId, other] = [await clientOf(aldo), await clientOf(aldo)];
    const deal = await createOpportunity(story, aldo, { clientId });
    expect((await write(aldo, { opportunityId: deal.id })).body).toMatchObject({
      clientId,
      opportunityId: deal.id,
    });
    expect(problemOf(await write(aldo, { opportunityId: deal.id, clientId: other }))).toMatchObject({
      pointer: '/opportunityId',
      code: 'OTHER_CLIENT',
    });
    const { id } = await made(aldo, { opportunityId: deal.id });
    expect(
      problemOf(await story.as(aldo).patch(`/activities/${id}`).send({ clientId: other })),
    ).toMatchObject({ pointer: '/clientId', code: 'OTHER_CLIENT' });
  });

  it('are listed by type, owner, done and due', async () => {
    const { beppe, bruno } = story.people;
    await made(beppe, { subject: 'late', dueAt: '2026-01-10T09:00:00Z' });
    await made(beppe, { subject: 'soon', dueAt: '2026-01-20T09:00:00Z', type: 'CALL' });
    await made(beppe, { subject: 'some day' });
    await made(beppe, { subject: 'done', doneAt: '2026-01-01T09:00:00Z', dueAt: '2026-01-15T09:00:00Z' });
    const subjects = async (query: string): Promise<string[]> =>
      (await story.as(bruno).get(`/activities?${query}&ownerId=${beppe.id}`).expect(200)).body.items.map(
        ({ subject }: { subject: string }) => subject,
      );
    expect(await subjects('done=false&sort=dueAt')).toEqual(['late', 'soon', 'some day']);
    expect(await subjects('done=true&dueFrom=2026-01-15T09:00:00Z')).toEqual(['done']);
    expect(await subjects('dueFrom=2026-01-10T09:00:00Z&dueTo=2026-01-20T09:00:00Z&sort=-dueAt')).toEqual([
      'done',
      'late',
    ]);
    expect(await subjects('type=CALL')).toEqual(['soon']);
    expect((await story.as(bruno).get('/activities?done=maybe')).body.errors).toEqual([
      expect.objectContaining({ pointer: '/done' }),
    ]);
  });

  it('are handed over by managers, and deleted by their owner', async () => {
    const { anna, aldo, alma } = story.people;
    const { id } = await made(aldo);
    expect((await story.as(aldo).patch(`/activities/${id}`).send({ ownerId: alma.id })).status).toBe(403);
    expect(
      (await story.as(anna).patch(`/activities/${id}`).send({ ownerId: alma.id }).expect(200)).body.ownerId,
    ).toBe(alma.id);
    await story.as(alma).delete(`/activities/${id}`).set('If-Match', '"1"').expect(412);
    await story.as(alma).delete(`/activities/${id}`).set('If-Match', '"2"').expect(204);
    await story.as(alma).get(`/activities/${id}`).expect(404);
  });
});
