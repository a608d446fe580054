import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '../factories/client.ts';
import type { Person } from '../support/people.ts';
import { startReplica } from '../support/replica.ts';
import { startStory, type Story, STORY_SECRET } from '../support/story.ts';

const NOBODY = '01999999-9999-7999-8999-999999999999';

describe('many clients at once', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const bulk = async (person: Person, body: Record<string, unknown>) => {
    const { status, body: answer } = await story.as(person).post('/clients/bulk').send(body);
    return { status, ...answer };
  };
  const clients = (owner: Person, count: number, fields: Record<string, unknown> = {}) =>
    Promise.all(Array.from({ length: count }, () => createClient(story, owner, fields)));
  const journal = (clientId: string, action: string) =>
    story.prisma.journalEntry.findMany({ where: { clientId, action } });
  /** Straight into the database, for numbers that HTTP would be slow to make. */
  const herd = (owner: Person, city: string, count: number) =>
    story.prisma.client.createMany({
      data: Array.from({ length: count }, (_, index) => ({
        name: `${city} ${index}`,
        city,
        ownerId: owner.id,
      })),
    });
  const finished = async (person: Person, id: string) => {
    for (let tries = 0; tries < 1200; tries += 1) {
      const { body } = await story.as(person).get(`/bulk-operations/${id}`);
      if (body.status === 'DONE') return body as Record<string, unknown>;
      await wait(50);
    }
    throw new Error('the bulk operation never ended');
  };

  it('are chosen by a saved view, within the scope of who asks and not of who saved it', async () => {
    const { admin, anna, aldo, beppe } = story.people;
    const [ours] = await clients(aldo, 1, { city: 'Nuoro' });
    const [theirs] = await clients(beppe, 1, { city: 'Nuoro' });
    const view = await story
      .as(admin)
      .post('/views')
      .send({ resource: 'clients', name: 'Nuoro', visibility: 'PUBLIC', filter: { city: 'nuoro' } })
      .expect(201);
    const change = { action: 'TAG', tags: ['isola'], filter: { viewId: view.body.id as string } };
    expect(await bulk(admin, { ...change, dryRun: true })).toMatchObject({ status: 200, count: 2 });
    expect(await bulk(anna, { ...change, dryRun: true })).toMatchObject({ status: 200, count: 1 });
    expect(await bulk(anna, { ...change, expectedCount: 2 })).toMatchObject({
      status: 409,
      code: 'COUNT_DIFFERS',
    });
    expect(await bulk(anna, { ...change, expectedCount: 1 })).toMatchObject({
      results: [{ entityId: ours?.id, status: 'DONE' }],
    });
    const rows = await story.prisma.client.findMany({
      where: { id: { in: [ours?.id ?? '', theirs?.id ?? ''] } },
      select: { id: true, tags: true },
      orderBy: { id: 'asc' },
    });
    expect(rows).toEqual([
      { id: ours?.id, tags: ['isola'] },
      { id: theirs?.id, tags: [] },
    ]);
  });

  it('are given to another owner, each with its own journal row under the request that asked', async () => {
    const { anna, aldo, alma } = story.people;
    const chosen = await clients(aldo, 3);
    const mine = await createClient(story, alma);
    const ids = [...chosen.map(({ id }) => id), mine.id];
    const answer = await bulk(anna, { action: 'ASSIGN', ownerId: alma.id, ids });
    expect(answer).toMatchObject({
      status: 200,
      count: 4,
      operation: { status: 'DONE', total: 4, done: 3, skipped: 1, refused: 0, createdById: anna.id },
    });
    expect(answer.results.map(({ status }: { status: string }) => status)).toEqual([
      'DONE',
      'DONE',
      'DONE',
      'SKIPPED',
    ]);
    for (const { id } of chosen) {
      const [row, ...more] = await journal(id, 'client.assigned');
      expect(more).toEqual([]);
      expect(row).toMatchObject({ actorId: anna.id, facts: { ownerId: { from: aldo.id, to: alma.id } } });
      expect(row?.requestId).toEqual(expect.any(String));
    }
    expect(await journal(mine.id, 'client.assigned')).toEqual([]);
  });

  it('get tags and lose them, and keep their other tags', async () => {
    const { aldo } = story.people;
    const [first, second] = [
      await createClient(story, aldo, { tags: ['vip'] }),
      await createClient(story, aldo, { tags: ['fiera'] }),
    ];
    const ids = [first.id, second.id];
    const tagged = await bulk(aldo, { action: 'TAG', tags: ['fiera', ' estate '], ids });
    expect(tagged.operation).toMatchObject({ done: 2 });
    expect((await story.as(aldo).get(`/clients/${first.id}`)).body.tags).toEqual(['vip', 'fiera', 'estate']);
    expect((await story.as(aldo).get(`/clients/${second.id}`)).body.tags).toEqual(['fiera', 'estate']);
    expect((await bulk(aldo, { action: 'TAG', tags: ['fiera'], ids })).operation).toMatchObject({
      skipped: 2,
    });
    await bulk(aldo, { action: 'UNTAG', tags: ['fiera', 'mai'], ids });
    expect((await story.as(aldo).get(`/clients/${first.id}`)).body.tags).toEqual(['vip', 'estate']);
  });

  it('that a single call would refuse are refused with its code, and the others go on', async () => {
    const { anna, aldo, beppe } = story.people;
    const [free, busy, changed] = await clients(aldo, 3);
    const foreign = await createClient(story, beppe);
    const stage = await openStage();
    await story
      .as(aldo)
      .post('/opportunities')
      .send({ title: 'Fornitura', clientId: busy?.id, ...stage });
    await story.as(aldo).patch(`/clients/${changed?.id}`).send({ notes: 'changed since' });
    const ids = [busy?.id, foreign.id, NOBODY, changed?.id, free?.id];
    const { results, operation } = await bulk(anna, {
      action: 'DELETE',
      ids,
      versions: { [changed?.id ?? '']: 1 },
      expectedCount: 5,
    });
    expect(operation).toMatchObject({ status: 'DONE', done: 1, skipped: 0, refused: 4 });
    expect(results).toEqual([
      {
        entityId: busy?.id,
        status: 'REFUSED',
        code: 'CLIENT_IN_USE',
        detail: expect.stringMatching(/one of its opportunities/),
      },
      { entityId: foreign.id, status: 'REFUSED', code: 'NOT_FOUND', detail: expect.any(String) },
      { entityId: NOBODY, status: 'REFUSED', code: 'NOT_FOUND', detail: expect.any(String) },
      { entityId: changed?.id, status: 'REFUSED', code: 'STALE', detail: expect.any(String) },
      { entityId: free?.id, status: 'DONE', code: null, detail: null },
    ]);
    expect((await story.as(aldo).get(`/clients/${free?.id}`)).status).toBe(404);
    expect((await story.as(beppe).get(`/clients/${foreign.id}`)).status).toBe(200);
    expect(await journal(busy?.id ?? '', 'client.deleted')).toEqual([]);
  });

  it('that were merged away since are refused, and led to the client that took them in', async () => {
    const { anna, aldo } = story.people;
    const [stays, goes] = await clients(aldo, 2);
    await story.as(anna).post(`/clients/${stays?.id}/merge`).send({ sourceId: goes?.id });
    for (const action of [{ action: 'TAG', tags: ['fiera'] }, { action: 'DELETE' }]) {
      const { results } = await bulk(anna, { ...action, ids: [goes?.id] });
      expect(results).toEqual([
        {
          ...{ entityId: goes?.id, status: 'REFUSED', code: 'CLIENT_MERGED' },
          detail: expect.stringMatching(/merged into another/),
        },
      ]);
    }
  });

  // Frappe #1706: a bulk edit answered that all was well although rows had not been changed.
  it('never fail silently: every client has its result, and what was not done says why', async () => {
    const { aldo } = story.people;
    const full = await createClient(story, aldo, { tags: Array.from({ length: 30 }, (_, n) => `t${n}`) });
    const broken = await createClient(story, aldo, { name: 'Guasto' });
    const fine = await createClient(story, aldo);
    // A fault that no rule foresees.
    await breakRow();
    const ids = [full.id, broken.id, fine.id];
    const { status, results, operation } = await bulk(aldo, { action: 'TAG', tags: ['nuovo'], ids });
    expect(status).toBe(200);
    expect(results).toHaveLength(3);
    expect(results).toEqual([
      expect.objectContaining({ entityId: full.id, status: 'REFUSED', code: 'TOO_MANY_TAGS' }),
      expect.objectContaining({ entityId: broken.id, status: 'REFUSED', code: 'INTERNAL_ERROR' }),
      expect.objectContaining({ entityId: fine.id, status: 'DONE' }),
    ]);
    expect(operation).toMatchObject({ total: 3, done: 1, skipped: 0, refused: 2 });
    expect((await story.as(aldo).get(`/clients/${broken.id}`)).body.tags).toEqual([]);
    const refused = await story
      .as(aldo)
      .get(`/bulk-operations/${operation.id}/results?status=REFUSED&count=exact`);
    expect(refused.body).toMatchObject({ items: results.slice(0, 2), nextCursor: null, total: 2 });
    await story.prisma.$executeRaw`DROP TRIGGER break_row ON clients`;
  });

  it('chosen by a filter are those of the list, counted first and confirmed', async () => {
    const { anna, aldo, alma, beppe } = story.people;
    await clients(aldo, 2, { city: 'Enna' });
    await clients(alma, 1, { city: 'Enna' });
    await clients(beppe, 1, { city: 'Enna' });
    const choice = { action: 'LIFECYCLE', lifecycle: 'DORMANT', filter: { city: 'enna' } };
    expect(await bulk(anna, { ...choice, dryRun: true })).toEqual({
      status: 200,
      count: 3,
      operation: null,
      results: null,
    });
    expect(await bulk(anna, choice)).toMatchObject({
      status: 400,
      errors: [{ pointer: '/expectedCount', code: 'REQUIRED' }],
    });
    await createClient(story, aldo, { city: 'Enna' });
    expect(await bulk(anna, { ...choice, expectedCount: 3 })).toMatchObject({
      status: 409,
      code: 'COUNT_DIFFERS',
      expectedCount: 3,
      count: 4,
    });
    expect(await story.prisma.client.count({ where: { city: 'Enna', lifecycle: 'DORMANT' } })).toBe(0);
    expect((await bulk(anna, { ...choice, expectedCount: 4 })).operation).toMatchObject({
      done: 4,
      refused: 0,
    });
    const { body } = await story.as(beppe).get('/clients?city=Enna');
    expect(body.items.map(({ lifecycle }: { lifecycle: string }) => lifecycle)).toEqual(['LEAD']);
  });

  it('are only those, and only in ways, that the role allows', async () => {
    const { aldo, analyst } = story.people;
    const { id } = await createClient(story, aldo);
    for (const action of [{ action: 'DELETE' }, { action: 'ASSIGN', ownerId: aldo.id }])
      expect(await bulk(aldo, { ...action, ids: [id] })).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect((await bulk(analyst, { action: 'TAG', tags: ['x'], ids: [id] })).status).toBe(403);
    expect(
      await bulk(story.people.anna, { action: 'ASSIGN', ownerId: story.people.beppe.id, ids: [id] }),
    ).toMatchObject({ status: 400, errors: [{ code: 'OWNER_UNKNOWN' }] });
  });

  it.each([
    [{ action: 'TAG', ids: [NOBODY] }, '/tags'],
    [{ action: 'TAG', tags: [' '.repeat(51)], ids: [NOBODY] }, '/tags'],
    [{ action: 'LIFECYCLE', ids: [NOBODY] }, '/lifecycle'],
    [{ action: 'ASSIGN', ids: [NOBODY] }, '/ownerId'],
    [{ action: 'DELETE' }, ''],
    [{ action: 'DELETE', ids: [NOBODY], filter: {} }, ''],
    [{ action: 'DELETE', filter: {}, versions: { [NOBODY]: 1 }, dryRun: true }, '/versions'],
    [{ action: 'DELETE', ids: [NOBODY], tags: ['fiera'] }, '/tags'],
    [{ action: 'MOVE', ids: [NOBODY] }, '/action'],
    [{ action: 'DELETE', ids: [] }, '/ids'],
    [{ action: 'DELETE', ids: [NOBODY, NOBODY] }, '/ids'],
    [{ action: 'DELETE', ids: [NOBODY], versions: { [NOBODY]: 0 } }, '/versions'],
    [{ action: 'DELETE', filter: { colour: 'red' }, dryRun: true }, '/filter/colour'],
    [{ action: 'PURGE', ids: [NOBODY] }, '/action'],
  ])('are not touched by %j', async (body, pointer) => {
    const { status, errors } = await bulk(story.people.admin, body);
    expect(status).toBe(400);
    expect(errors).toEqual([expect.objectContaining({ pointer })]);
  });

  it('in large numbers are done in the background, with progress for who asked and for nobody else', async () => {
    const { anna, aldo, bruno } = story.people;
    await herd(aldo, 'Noto', 250);
    const answer = await bulk(anna, {
      ...{ action: 'TAG', tags: ['noto'] },
      ...{ filter: { city: 'Noto' }, expectedCount: 250 },
    });
    expect(answer).toMatchObject({ status: 200, count: 250, operation: { total: 250 }, results: null });
    const { id } = answer.operation;
    expect(await finished(anna, id)).toMatchObject({ total: 250, done: 250, skipped: 0, refused: 0 });
    expect(await story.prisma.client.count({ where: { city: 'Noto', tags: { has: 'noto' } } })).toBe(250);
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const page = await story.as(anna).get(`/bulk-operations/${id}/results?limit=100${cursor}`);
      seen.push(...page.body.items.map(({ entityId }: { entityId: string }) => entityId));
      if (!page.body.nextCursor) break;
      cursor = `&cursor=${page.body.nextCursor}`;
    }
    expect(new Set(seen).size).toBe(250);
    expect((await story.as(bruno).get(`/bulk-operations/${id}`)).status).toBe(404);
    expect((await story.as(bruno).get('/bulk-operations')).body.items).toEqual([]);
  });

  it('of one person don’t keep the few of another waiting', async () => {
    const { admin, anna } = story.people;
    const start = async (person: Person, count: number): Promise<string> => {
      const ids = Array.from({ length: count }, () => randomUUID());
      return (await bulk(person, { action: 'TAG', tags: ['turno'], ids })).operation.id;
    };
    const [many, few] = [await start(anna, 2000), await start(admin, 101)];
    const end = async (id: string) => Date.parse(String((await finished(admin, id))['finishedAt']));
    expect(await end(few)).toBeLessThan(await end(many));
  });

  it('are finished by another replica when the one at work is killed, and none is done twice', async () => {
    const { admin, aldo } = story.people;
    await herd(aldo, 'Scicli', 200);
    const replica = await startReplica(story.databaseUrl, STORY_SECRET);
    const answer = await fetch(`${replica.url}/api/v1/clients/bulk`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${admin.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        ...{ action: 'LIFECYCLE', lifecycle: 'PROSPECT' },
        ...{ filter: { city: 'Scicli' }, expectedCount: 200 },
      }),
    });
    const { operation } = (await answer.json()) as { operation: { id: string } };
    const done = () => story.prisma.client.count({ where: { city: 'Scicli', lifecycle: 'PROSPECT' } });
    while ((await done()) === 0) await wait(5);
    await replica.kill();
    const state = await story.as(admin).get(`/bulk-operations/${operation.id}`);
    expect(state.body.status).toBe('RUNNING');

    expect(await finished(admin, operation.id)).toMatchObject({ total: 200, done: 200, refused: 0 });
    expect(await done()).toBe(200);
    const versions = await story.prisma.client.groupBy({ by: ['version'], where: { city: 'Scicli' } });
    expect(versions).toEqual([{ version: 2 }]);
    const rows = await story.prisma.journalEntry.findMany({
      where: { action: 'client.updated', facts: { path: ['lifecycle', 'to'], equals: 'PROSPECT' } },
    });
    expect(new Set(rows.map(({ clientId }) => clientId)).size).toBe(rows.length);
  });

  it('asked for by somebody who has left since are refused, each with that reason', async () => {
    const { admin, aldo, alma } = story.people;
    const { id: clientId } = await createClient(story, aldo);
    const { id } = await story.prisma.bulkOperation.create({
      data: {
        ...{ resource: 'clients', action: 'DELETE' },
        total: 1,
        createdById: alma.id,
        items: { create: { position: 1, entityId: clientId } },
      },
    });
    await story.prisma.user.update({ where: { id: alma.id }, data: { status: 'SUSPENDED' } });
    expect(await finished(admin, id)).toMatchObject({ done: 0, refused: 1 });
    const { body } = await story.as(admin).get(`/bulk-operations/${id}/results`);
    expect(body.items).toEqual([expect.objectContaining({ entityId: clientId, code: 'ACCOUNT_NOT_ACTIVE' })]);
    expect((await story.as(aldo).get(`/clients/${clientId}`)).status).toBe(200);
  });

  const openStage = async () => {
    const { body } = await story
      .as(story.people.admin)
      .post('/pipelines')
      .send({
        name: 'Vendita',
        stages: [
          { name: 'Aperta', probability: 10, kind: 'OPEN' },
          { name: 'Vinta', probability: 100, kind: 'WON' },
          { name: 'Persa', probability: 0, kind: 'LOST' },
        ],
      });
    return { pipelineId: body.id as string, stageId: body.stages[0].id as string };
  };

  /** Any write to the client of this name fails with something that no rule of ours knows. */
  const breakRow = async (): Promise<void> => {
    await story.prisma.$executeRaw`
      CREATE FUNCTION break_row() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'a fault' USING ERRCODE = 'XX000'; END $$`;
    await story.prisma.$executeRaw`
      CREATE TRIGGER break_row BEFORE UPDATE ON clients FOR EACH ROW WHEN (OLD.name = 'Guasto') EXECUTE FUNCTION break_row()`;
  };
});
