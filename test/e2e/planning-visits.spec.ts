import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createVisit } from '../factories/visit.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

describe('planning visits', () => {
  let story: Story;
  let bottega: string;
  let foreign: string;
  beforeAll(async () => {
    story = await startStory();
    const { aldo, beppe } = story.people;
    bottega = (await story.prisma.client.create({ data: { name: 'Bottega', ownerId: aldo.id } })).id;
    foreign = (await story.prisma.client.create({ data: { name: 'Lontano', ownerId: beppe.id } })).id;
  });
  afterAll(() => story.end());

  const plan = (person: Person, body: object) => story.as(person).post('/visits').send(body);
  const journalOf = (entityId: string) =>
    story.prisma.journalEntry.findMany({ where: { entityId }, orderBy: { id: 'asc' } });

  it('an agent plans a visit to a client of their own, and the journal knows the day', async () => {
    const { aldo } = story.people;
    const { status, body, headers } = await plan(aldo, {
      clientId: bottega,
      scheduledAt: '2026-03-02T09:00:00+01:00',
      durationMinutes: 45,
      purpose: ' Ordine ',
    });
    expect(status).toBe(201);
    expect(headers['etag']).toBe('"1"');
    expect(body).toMatchObject({
      ...{
        clientId: bottega,
        agentId: aldo.id,
        status: 'PLANNED',
        fixed: false,
        purpose: 'Ordine',
        durationMinutes: 45,
      },
      ...{
        scheduledAt: '2026-03-02T08:00:00.000Z',
        endsAt: '2026-03-02T08:45:00.000Z',
        createdById: aldo.id,
        verification: null,
      },
    });
    expect(await journalOf(body.id)).toMatchObject([
      {
        ...{ action: 'visit.planned', actorId: aldo.id, ownerId: aldo.id, clientId: bottega },
        facts: { slot: { agentId: aldo.id, scheduledAt: '2026-03-02T08:00:00.000Z' }, status: 'PLANNED' },
      },
    ]);
  });

  it('visits of one agent may touch but not overlap; two agents may be out at once', async () => {
    const { aldo, alma, anna } = story.people;
    const touching = await plan(aldo, { clientId: bottega, scheduledAt: '2026-03-02T08:45:00Z' });
    expect(touching.status).toBe(201);
    const overlapping = await plan(aldo, { clientId: bottega, scheduledAt: '2026-03-02T08:30:00Z' });
    expect(overlapping.status).toBe(409);
    expect(overlapping.headers['content-type']).toMatch('application/problem+json');
    expect(overlapping.body.code).toBe('VISIT_OVERLAP');
    expect(
      (await plan(anna, { clientId: bottega, agentId: alma.id, scheduledAt: '2026-03-02T08:30:00Z' })).status,
    ).toBe(201);
  });

  it('one of eight requests that race for the same hour wins', async () => {
    const { aldo } = story.people;
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        plan(aldo, { clientId: bottega, scheduledAt: `2026-03-03T10:0${i}:00Z` }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
    for (const { status, body } of answers) if (status === 409) expect(body.code).toBe('VISIT_OVERLAP');
    const kept = await story.prisma.visit.count({
      where: { scheduledAt: { gte: new Date('2026-03-03T00:00:00Z'), lt: new Date('2026-03-04T00:00:00Z') } },
    });
    expect(kept).toBe(1);
  });

  it('a manager plans for the team, an agent only for themself', async () => {
    const { anna, aldo, alma, beppe } = story.people;
    const at = (hour: number) => ({ clientId: bottega, scheduledAt: `2026-03-04T${hour}:00:00Z` });
    expect((await plan(anna, { ...at(10), agentId: alma.id })).body.agentId).toBe(alma.id);
    expect((await plan(aldo, { ...at(11), agentId: alma.id })).status).toBe(403);
    for (const agentId of [beppe.id, randomUUID()]) {
      const { status, body } = await plan(anna, { ...at(12), agentId });
      expect(status).toBe(400);
      expect(body.errors).toEqual([expect.objectContaining({ pointer: '/agentId', code: 'OWNER_UNKNOWN' })]);
    }
    expect((await plan(story.people.analyst, at(13))).status).toBe(403);
  });

  it("another's client is as unknown as one that does not exist", async () => {
    const [theirs, missing] = [
      await plan(story.people.aldo, { clientId: foreign, scheduledAt: '2026-03-05T10:00:00Z' }),
      await plan(story.people.aldo, { clientId: randomUUID(), scheduledAt: '2026-03-05T10:00:00Z' }),
    ];
    expect([theirs.status, missing.status]).toEqual([400, 400]);
    expect(theirs.body.errors).toEqual(missing.body.errors);
    expect(theirs.body.errors[0]).toMatchObject({ pointer: '/clientId', code: 'CLIENT_UNKNOWN' });
  });

  it('nobody sees, edits or ends visits outside of their reach', async () => {
    const { aldo, alma, anna, bruno, admin, analyst } = story.people;
    const visit = await createVisit(story, aldo, { clientId: bottega, scheduledAt: '2026-03-06T08:00:00Z' });
    for (const reader of [aldo, anna, admin, analyst])
      expect((await story.as(reader).get(`/visits/${visit.id}`)).status).toBe(200);
    for (const stranger of [alma, bruno]) {
      const caller = story.as(stranger);
      const strip = ({ body }: { body: object }) => ({ ...body, requestId: '', instance: '' });
      const missing = strip(await caller.get(`/visits/${randomUUID()}`));
      const answers = [
        await caller.get(`/visits/${visit.id}`),
        await caller.patch(`/visits/${visit.id}`).send({ purpose: 'mine' }),
        await caller.delete(`/visits/${visit.id}`),
        await caller.post(`/visits/${visit.id}/check-in`),
      ];
      for (const answer of answers) {
        expect(answer.status).toBe(404);
        expect(strip(answer)).toEqual(missing);
      }
      const list = await caller.get(`/visits?agentId=${aldo.id}&count=exact`);
      expect(list.body).toEqual({ items: [], nextCursor: null, total: 0 });
    }
    expect((await story.as(analyst).post(`/visits/${visit.id}/confirm`)).status).toBe(403);
    expect(await story.prisma.visit.findUnique({ where: { id: visit.id } })).toEqual(visit);
  });

  it('the list filters by day, client and status, and pages in order', async () => {
    const { alma } = story.people;
    const client = await story.prisma.client.create({ data: { name: 'Edicola', ownerId: alma.id } });
    for (const hour of ['08', '09', '10']) {
      await createVisit(story, alma, {
        clientId: client.id,
        scheduledAt: `2026-04-01T${hour}:00:00Z`,
        status: hour === '09' ? 'CONFIRMED' : 'PLANNED',
      });
    }
    const caller = story.as(alma);
    const day = `/visits?clientId=${client.id}&from=2026-04-01T00:00:00Z&to=2026-04-02T00:00:00Z&sort=scheduledAt`;
    const first = await caller.get(`${day}&limit=2&count=exact`);
    const second = await caller.get(`${day}&limit=2&cursor=${first.body.nextCursor}`);
    expect(first.body.total).toBe(3);
    expect(
      [...first.body.items, ...second.body.items].map((visit) => visit.scheduledAt.slice(11, 13)),
    ).toEqual(['08', '09', '10']);
    expect((await caller.get(`${day}&status=CONFIRMED`)).body.items).toHaveLength(1);
    expect((await caller.get('/visits?sort=purpose')).body.code).toBe('VALIDATION_FAILED');
    expect((await caller.get('/visits?from=yesterday')).status).toBe(400);
  });

  it('moving a visit keeps both days in the journal; a stale edit of the same is refused', async () => {
    const { aldo, alma, anna } = story.people;
    const visit = await createVisit(story, aldo, { clientId: bottega, scheduledAt: '2026-03-09T08:00:00Z' });
    const move = await story
      .as(anna)
      .patch(`/visits/${visit.id}`)
      .set('If-Match', '"1"')
      .send({ scheduledAt: '2026-03-10T08:00:00Z', durationMinutes: 60, agentId: alma.id });
    expect(move.body).toMatchObject({ endsAt: '2026-03-10T09:00:00.000Z', agentId: alma.id, version: 2 });
    expect((await journalOf(visit.id)).at(-1)?.facts).toMatchObject({
      slot: { agentId: alma.id, scheduledAt: '2026-03-10T08:00:00.000Z' },
      previous: { agentId: aldo.id, scheduledAt: '2026-03-09T08:00:00.000Z' },
      changes: { durationMinutes: { from: 30, to: 60 } },
    });
    const stale = await story
      .as(anna)
      .patch(`/visits/${visit.id}`)
      .set('If-Match', '"1"')
      .send({ durationMinutes: 45 });
    expect(stale.status).toBe(412);
    expect((await story.as(aldo).patch(`/visits/${visit.id}`).send({ purpose: 'x' })).status).toBe(404);
  });

  it('a visit moved onto another stays where it was', async () => {
    const { aldo } = story.people;
    const [first, second] = [
      await createVisit(story, aldo, { clientId: bottega, scheduledAt: '2026-03-11T08:00:00Z' }),
      await createVisit(story, aldo, { clientId: bottega, scheduledAt: '2026-03-11T09:00:00Z' }),
    ];
    const answer = await story
      .as(aldo)
      .patch(`/visits/${second.id}`)
      .send({ scheduledAt: '2026-03-11T08:10:00Z' });
    expect(answer.body).toMatchObject({ status: 409, code: 'VISIT_OVERLAP' });
    expect(
      await story.prisma.visit.findMany({
        where: { id: { in: [first.id, second.id] } },
        orderBy: { scheduledAt: 'asc' },
      }),
    ).toEqual([first, second]);
  });

  it('only a visit that has not begun leaves the calendar, and its hour is free again', async () => {
    const { aldo } = story.people;
    const open = await createVisit(story, aldo, { clientId: bottega, scheduledAt: '2026-03-12T08:00:00Z' });
    const done = await createVisit(story, aldo, {
      clientId: bottega,
      scheduledAt: '2026-03-12T10:00:00Z',
      status: 'COMPLETED',
    });
    expect((await story.as(aldo).delete(`/visits/${open.id}`)).status).toBe(204);
    expect((await story.as(aldo).get(`/visits/${open.id}`)).status).toBe(404);
    expect((await plan(aldo, { clientId: bottega, scheduledAt: '2026-03-12T08:00:00Z' })).status).toBe(201);
    expect((await story.as(aldo).delete(`/visits/${done.id}`)).body.code).toBe('VISIT_NOT_OPEN');
    expect(
      (await story.as(aldo).patch(`/visits/${done.id}`).send({ scheduledAt: '2026-03-12T18:00:00Z' })).body
        .code,
    ).toBe('VISIT_NOT_OPEN');
    expect(
      (await story.as(aldo).patch(`/visits/${done.id}`).send({ nextAction: 'richiamare' })).body.nextAction,
    ).toBe('richiamare');
  });

  it.each([
    ['/durationMinutes', { durationMinutes: 4 }],
    ['/durationMinutes', { durationMinutes: 481 }],
    ['/durationMinutes', { durationMinutes: '30' }],
    ['/scheduledAt', { scheduledAt: '2026-03-02T09:00:00' }],
    ['/scheduledAt', { scheduledAt: null }],
    ['/clientId', { clientId: 'x' }],
    ['/purpose', { purpose: 'nul\0' }],
    ['/status', { status: 'COMPLETED' }],
    ['/opportunityId', { opportunityId: '018f0000-0000-7000-8000-000000000000' }],
  ])('points at %s when it is wrong', async (pointer, wrong) => {
    const before = await story.prisma.visit.count();
    const { status, body } = await plan(story.people.aldo, {
      clientId: bottega,
      scheduledAt: '2026-03-20T09:00:00Z',
      ...wrong,
    });
    expect(status).toBe(400);
    expect(body.errors[0].pointer).toBe(pointer);
    expect(await story.prisma.visit.count()).toBe(before);
  });
});
