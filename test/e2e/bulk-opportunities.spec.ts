import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '../factories/client.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import type { Person } from '../support/people.ts';
import { startReplica } from '../support/replica.ts';
import { startStory, type Story, STORY_SECRET } from '../support/story.ts';

const NOBODY = '01999999-9999-7999-8999-999999999999';

describe('many opportunities at once', () => {
  let story: Story;
  let pipeline: MadePipeline;
  beforeAll(async () => {
    story = await startStory();
    pipeline = await createPipeline(story);
  });
  afterAll(() => story.end());

  const bulk = async (person: Person, body: Record<string, unknown>) => {
    const { status, body: answer } = await story.as(person).post('/opportunities/bulk').send(body);
    return { status, ...answer };
  };
  const deals = (owner: Person, count: number, fields: Record<string, unknown> = {}) =>
    Promise.all(Array.from({ length: count }, () => createOpportunity(story, owner, fields)));
  const told = (entityId: string) =>
    story.prisma.journalEntry.findMany({ where: { entityId }, orderBy: { id: 'asc' } });
  const history = async (id: string) =>
    (await story.as(story.people.admin).get(`/opportunities/${id}/history`)).body.items;
  const move = (person: Person, id: string, stage: string, more: object = {}) =>
    story
      .as(person)
      .post(`/opportunities/${id}/move`)
      .send({ stageId: pipeline.stage(stage), ...more })
      .expect(200);
  const finished = async (person: Person, id: string) => {
    for (let tries = 0; tries < 1200; tries += 1) {
      const { body } = await story.as(person).get(`/bulk-operations/${id}`);
      if (body.status === 'DONE') return body as Record<string, unknown>;
      await wait(50);
    }
    throw new Error('the bulk operation never ended');
  };

  it('are moved, each with a stay of its own and a journal row under the request that asked', async () => {
    const { anna, aldo } = story.people;
    const chosen = await deals(aldo, 3);
    const answer = await bulk(anna, {
      ...{ action: 'MOVE', stageId: pipeline.stage('Offer') },
      ids: chosen.map(({ id }) => id),
    });
    expect(answer).toMatchObject({
      ...{ status: 200, count: 3 },
      operation: { resource: 'opportunities', action: 'MOVE', status: 'DONE', done: 3, refused: 0 },
      results: chosen.map(({ id }) => ({ entityId: id, status: 'DONE', code: null })),
    });
    const requests = new Set<string | null>();
    for (const { id } of chosen) {
      expect(await history(id)).toMatchObject([
        { toStageId: pipeline.stage('New') },
        { fromStageId: pipeline.stage('New'), toStageId: pipeline.stage('Offer'), probability: 40 },
      ]);
      const [, moved, ...more] = await told(id);
      expect(more).toEqual([]);
      expect(moved).toMatchObject({ action: 'opportunity.moved', actorId: anna.id, ownerId: aldo.id });
      requests.add(moved?.requestId ?? null);
    }
    expect([...requests]).toEqual([expect.any(String)]);
  });

  it('are won, which makes customers, or lost with a reason; what a rule forbids says why and the others go on', async () => {
    const { aldo } = story.people;
    const client = await createClient(story, aldo);
    const [withClient] = await deals(aldo, 1, { clientId: client.id });
    const [forNobody, lost] = await deals(aldo, 2);
    const ids = [forNobody?.id, withClient?.id, NOBODY];
    const won = await bulk(aldo, { action: 'MOVE', stageId: pipeline.stage('Won'), ids });
    expect(won.results).toEqual([
      expect.objectContaining({ entityId: forNobody?.id, status: 'REFUSED', code: 'CLIENT_NEEDED' }),
      { entityId: withClient?.id, status: 'DONE', code: null, detail: null },
      expect.objectContaining({ entityId: NOBODY, status: 'REFUSED', code: 'NOT_FOUND' }),
    ]);
    expect((await story.as(aldo).get(`/clients/${client.id}`)).body.lifecycle).toBe('CUSTOMER');

    const losing = { action: 'MOVE', stageId: pipeline.stage('Lost'), ids: [lost?.id] };
    expect((await bulk(aldo, losing)).results).toMatchObject([
      { status: 'REFUSED', code: 'LOST_REASON_NEEDED' },
    ]);
    expect((await bulk(aldo, { ...losing, lostReason: 'OTHER' })).results).toMatchObject([
      { status: 'REFUSED', code: 'LOST_NOTE_NEEDED' },
    ]);
    const done = await bulk(aldo, { ...losing, lostReason: 'OTHER', lostNote: 'ha chiuso il sig. Bianchi' });
    expect(done.results).toMatchObject([{ status: 'DONE' }]);
    expect((await story.as(aldo).get(`/opportunities/${lost?.id}`)).body).toMatchObject({
      ...{ status: 'LOST', lostReason: 'OTHER', lostNote: 'ha chiuso il sig. Bianchi', probability: 0 },
      closedAt: expect.any(String),
    });
    // The note lives on in the deals alone.
    const kept = await story.prisma.bulkOperation.findUnique({ where: { id: done.operation.id } });
    expect(kept?.input).toEqual({});
  });

  it('are reopened, given to another owner, expected on another day and deleted as by single calls', async () => {
    const { anna, aldo, alma } = story.people;
    const [closed, open] = await deals(aldo, 2);
    await move(aldo, closed?.id ?? '', 'Lost', { lostReason: 'PRICE' });
    const ids = [closed?.id, open?.id];
    const reopened = await bulk(anna, { action: 'REOPEN', stageId: pipeline.stage('Offer'), ids });
    expect(reopened.results).toMatchObject([{ status: 'DONE' }, { status: 'REFUSED', code: 'NOT_CLOSED' }]);
    const given = { action: 'ASSIGN', ownerId: alma.id, ids };
    expect((await bulk(anna, given)).operation).toMatchObject({ done: 2 });
    expect((await bulk(anna, given)).operation).toMatchObject({ done: 0, skipped: 2 });
    const day = { action: 'EXPECTED_CLOSE_DATE', expectedCloseDate: '2027-01-31', ids };
    expect((await bulk(alma, day)).operation).toMatchObject({ done: 2 });
    expect((await story.as(alma).get(`/opportunities/${open?.id}`)).body).toMatchObject({
      ...{ ownerId: alma.id, expectedCloseDate: '2027-01-31', version: 3 },
    });
    expect((await bulk(alma, { ...day, expectedCloseDate: null })).operation).toMatchObject({ done: 2 });
    expect((await bulk(alma, { action: 'DELETE', ids })).operation).toMatchObject({ done: 2 });
    expect((await story.as(anna).get(`/opportunities/${open?.id}`)).status).toBe(404);
    expect((await told(closed?.id ?? '')).map(({ action }) => action)).toEqual([
      ...['opportunity.created', 'opportunity.moved', 'opportunity.reopened', 'opportunity.assigned'],
      ...['opportunity.updated', 'opportunity.updated', 'opportunity.deleted'],
    ]);
  });

  it('that somebody changed since they were chosen are refused, when the versions that were seen are named', async () => {
    const { aldo } = story.people;
    const [changed, same] = await deals(aldo, 2);
    await story.as(aldo).patch(`/opportunities/${changed?.id}`).send({ amount: '5' });
    const { results } = await bulk(aldo, {
      ...{ action: 'MOVE', stageId: pipeline.stage('Closing') },
      ids: [changed?.id, same?.id],
      versions: { [changed?.id ?? '']: 1, [same?.id ?? '']: 1 },
    });
    expect(results).toMatchObject([{ status: 'REFUSED', code: 'STALE' }, { status: 'DONE' }]);
  });

  it('chosen by a filter or a saved view are those of the list, within one’s scope, counted and confirmed', async () => {
    const { admin, anna, aldo, beppe } = story.people;
    await deals(aldo, 2, { title: 'Fiera di Rimini' });
    await deals(beppe, 1, { title: 'Fiera di Rimini' });
    const view = await story
      .as(admin)
      .post('/views')
      .send({ resource: 'opportunities', name: 'Rimini', visibility: 'PUBLIC', filter: { q: 'rimini' } })
      .expect(201);
    const change = { action: 'MOVE', stageId: pipeline.stage('Offer') };
    for (const filter of [{ q: 'rimini' }, { viewId: view.body.id as string }]) {
      expect(await bulk(admin, { ...change, filter, dryRun: true })).toEqual({
        ...{ status: 200, count: 3, operation: null, results: null },
      });
      expect(await bulk(anna, { ...change, filter, dryRun: true })).toMatchObject({ count: 2 });
    }
    const filter = { q: 'rimini' };
    expect(await bulk(anna, { ...change, filter })).toMatchObject({
      errors: [{ pointer: '/expectedCount', code: 'REQUIRED' }],
    });
    expect(await bulk(anna, { ...change, filter, expectedCount: 3 })).toMatchObject({
      ...{ status: 409, code: 'COUNT_DIFFERS', expectedCount: 3, count: 2 },
    });
    expect((await bulk(anna, { ...change, filter, expectedCount: 2 })).operation).toMatchObject({ done: 2 });
    const untouched = await story.as(beppe).get('/opportunities?q=rimini');
    expect(untouched.body.items).toMatchObject([{ stageId: pipeline.stage('New') }]);
  });

  it('are only those, and only in ways, that the role allows', async () => {
    const { anna, aldo, beppe, analyst } = story.people;
    const [mine] = await deals(aldo, 1);
    const [foreign] = await deals(beppe, 1);
    const ids = [mine?.id];
    expect(await bulk(aldo, { action: 'ASSIGN', ownerId: aldo.id, ids })).toMatchObject({
      ...{ status: 403, code: 'FORBIDDEN' },
    });
    expect((await bulk(analyst, { action: 'DELETE', ids })).status).toBe(403);
    expect(await bulk(anna, { action: 'ASSIGN', ownerId: beppe.id, ids })).toMatchObject({
      ...{ status: 400, errors: [{ code: 'OWNER_UNKNOWN' }] },
    });
    const moved = { action: 'MOVE', stageId: pipeline.stage('Offer'), ids: [foreign?.id] };
    expect((await bulk(anna, moved)).results).toMatchObject([{ status: 'REFUSED', code: 'NOT_FOUND' }]);
  });

  it.each([
    [{ action: 'MOVE', ids: [NOBODY] }, '/stageId'],
    [{ action: 'REOPEN', ids: [NOBODY], stageId: 'x' }, '/stageId'],
    [{ action: 'REOPEN', ids: [NOBODY], stageId: NOBODY, lostNote: 'x' }, '/lostNote'],
    [{ action: 'MOVE', ids: [NOBODY], stageId: NOBODY, lostReason: 'x'.repeat(41) }, '/lostReason'],
    [{ action: 'MOVE', ids: [NOBODY], stageId: NOBODY, ownerId: NOBODY }, '/ownerId'],
    [{ action: 'EXPECTED_CLOSE_DATE', ids: [NOBODY] }, '/expectedCloseDate'],
    [{ action: 'EXPECTED_CLOSE_DATE', ids: [NOBODY], expectedCloseDate: '31/12/2026' }, '/expectedCloseDate'],
    [{ action: 'DELETE', filter: { q: 'x' }, versions: { [NOBODY]: 1 }, dryRun: true }, '/versions'],
    [{ action: 'DELETE', filter: { city: 'Roma' }, dryRun: true }, '/filter/city'],
    [{ action: 'TAG', tags: ['x'], ids: [NOBODY] }, '/action'],
    [{ action: 'DELETE' }, ''],
  ])('are not touched by %j', async (body, pointer) => {
    const { status, errors } = await bulk(story.people.admin, body);
    expect(status).toBe(400);
    expect(errors).toContainEqual(expect.objectContaining({ pointer }));
  });

  it('are finished by another replica when the one at work is killed, and none is moved twice', async () => {
    const { admin, aldo } = story.people;
    const stageId = pipeline.stage('New');
    for (let index = 0; index < 150; index += 1)
      await story.prisma.opportunity.create({
        data: {
          ...{ title: `Serie ${index}`, ownerId: aldo.id, pipelineId: pipeline.id, stageId, probability: 10 },
          entries: {
            create: {
              ...{
                sequence: 1,
                stageId,
                enteredAt: new Date(),
                ownerId: aldo.id,
                amount: 0,
                probability: 10,
              },
            },
          },
        },
      });
    const replica = await startReplica(story.databaseUrl, STORY_SECRET);
    const answer = await fetch(`${replica.url}/api/v1/opportunities/bulk`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${admin.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        ...{ action: 'MOVE', stageId: pipeline.stage('Closing') },
        ...{ filter: { q: 'Serie' }, expectedCount: 150 },
      }),
    });
    const { operation } = (await answer.json()) as { operation: { id: string } };
    const moved = { title: { startsWith: 'Serie' }, stageId: pipeline.stage('Closing') };
    while ((await story.prisma.opportunity.count({ where: moved })) === 0) await wait(5);
    await replica.kill();
    expect((await story.as(admin).get(`/bulk-operations/${operation.id}`)).body.status).toBe('RUNNING');

    expect(await finished(admin, operation.id)).toMatchObject({ total: 150, done: 150, refused: 0 });
    expect(await story.prisma.opportunity.count({ where: moved })).toBe(150);
    const stays = await story.prisma.opportunityStageEntry.groupBy({
      by: ['opportunityId'],
      where: { opportunity: moved },
      _count: true,
    });
    expect(new Set(stays.map(({ _count }) => _count))).toEqual(new Set([2]));
  });
});
