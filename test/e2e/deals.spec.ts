import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

const NOBODY = '01890000-0000-7000-8000-000000000000';

describe('an opportunity', () => {
  let story: Story;
  let pipeline: MadePipeline;

  beforeAll(async () => {
    story = await startStory();
    pipeline = await createPipeline(story);
  });
  afterAll(() => story.end());

  const aldo = () => story.as(story.people.aldo);
  const clientOf = async (owner: Person) => (await createClient(story, owner)).id;
  const create = (body: object) =>
    aldo()
      .post('/opportunities')
      .send({ title: 'Refill', ...body });
  const problemOf = ({ body }: { body: { code: string; errors?: { pointer: string; code: string }[] } }) =>
    body.errors?.[0] ?? body.code;

  it('begins in the first stage of the default pipeline, with the first row of its history', async () => {
    const { body, headers } = await create({ amount: '1250.5', expectedCloseDate: '2026-12-31' }).expect(201);
    expect(headers['etag']).toBe('"1"');
    expect(body).toMatchObject({
      title: 'Refill',
      clientId: null,
      pipelineId: pipeline.id,
      stageId: pipeline.stage('New'),
      amount: '1250.50',
      probability: 10,
      probabilityOverridden: false,
      expectedCloseDate: '2026-12-31',
      status: 'OPEN',
      closedAt: null,
      ownerId: story.people.aldo.id,
      createdById: story.people.aldo.id,
    });
    const history = await aldo().get(`/opportunities/${body.id}/history`).expect(200);
    expect(history.body.items).toMatchObject([
      {
        sequence: 1,
        fromStageId: null,
        toStageId: pipeline.stage('New'),
        amount: '1250.50',
        probability: 10,
        leftAt: null,
      },
    ]);
    const audit = await story.as(story.people.admin).get(`/audit?entityId=${body.id}`);
    expect(audit.body.items).toMatchObject([
      {
        action: 'opportunity.created',
        facts: {
          before: null,
          after: { status: 'OPEN', amount: '1250.50', ownerId: story.people.aldo.id, closedAt: null },
        },
      },
    ]);
  });

  it('is refused with the field that is wrong', async () => {
    const foreign = await clientOf(story.people.beppe);
    const other = await createPipeline(story, { name: 'Pharmacies' });
    const cases: [object, string, string][] = [
      [{ title: '  ' }, '/title', 'MIN_LENGTH'],
      [{ title: 'a\u0000b' }, '/title', 'NUL_CHARACTER'],
      [{ amount: '12,50' }, '/amount', 'MATCHES'],
      [{ amount: '-1' }, '/amount', 'MATCHES'],
      [{ amount: 12 }, '/amount', 'MATCHES'],
      [{ probability: 101 }, '/probability', 'MAX'],
      [{ expectedCloseDate: '2026-02-30' }, '/expectedCloseDate', 'IS_BUSINESS_DATE'],
      [{ stageId: NOBODY }, '/stageId', 'STAGE_UNKNOWN'],
      [{ pipelineId: NOBODY }, '/pipelineId', 'PIPELINE_UNKNOWN'],
      [{ pipelineId: other.id, stageId: pipeline.stage('New') }, '/stageId', 'OTHER_PIPELINE'],
      [{ stageId: pipeline.stage('Won') }, '/stageId', 'STAGE_NOT_OPEN'],
      [{ clientId: NOBODY }, '/clientId', 'CLIENT_UNKNOWN'],
      [{ clientId: foreign }, '/clientId', 'CLIENT_UNKNOWN'],
      [{ status: 'WON' }, '/status', 'UNKNOWN_FIELD'],
      [{ closedAt: '2026-01-01T00:00:00Z' }, '/closedAt', 'UNKNOWN_FIELD'],
    ];
    const before = await story.prisma.opportunity.count();
    for (const [body, pointer, code] of cases) {
      const answer = await create(body);
      expect([answer.status, problemOf(answer)]).toEqual([400, expect.objectContaining({ pointer, code })]);
    }
    const [unknown, theirs] = [await create({ clientId: NOBODY }), await create({ clientId: foreign })];
    expect(theirs.body).toEqual({ ...unknown.body, requestId: expect.any(String) });
    expect(await story.prisma.opportunity.count()).toBe(before);
  });

  it('is given to others by those who may', async () => {
    const { anna, alma, beppe } = story.people;
    expect((await create({ ownerId: alma.id })).status).toBe(403);
    expect(
      (await story.as(anna).post('/opportunities').send({ title: 'For Alma', ownerId: alma.id })).body
        .ownerId,
    ).toBe(alma.id);
    expect(
      problemOf(await story.as(anna).post('/opportunities').send({ title: 'For Beppe', ownerId: beppe.id })),
    ).toMatchObject({ code: 'OWNER_UNKNOWN' });
    const deal = await createOpportunity(story, story.people.aldo);
    expect((await aldo().post(`/opportunities/${deal.id}/assign`).send({ ownerId: alma.id })).status).toBe(
      403,
    );
    expect(
      (
        await story
          .as(story.people.bruno)
          .post(`/opportunities/${deal.id}/assign`)
          .send({ ownerId: beppe.id })
      ).status,
    ).toBe(404);
    const { body } = await story
      .as(anna)
      .post(`/opportunities/${deal.id}/assign`)
      .send({ ownerId: alma.id })
      .expect(200);
    expect(body).toMatchObject({ ownerId: alma.id, version: 2 });
    expect((await aldo().get(`/opportunities/${deal.id}`)).status).toBe(404);
    const audit = await story
      .as(story.people.admin)
      .get(`/audit?entityId=${deal.id}&action=opportunity.assigned`);
    expect(audit.body.items[0].facts).toMatchObject({
      before: { ownerId: story.people.aldo.id },
      after: { ownerId: alma.id },
    });
    expect((await story.as(alma).get(`/opportunities/${deal.id}/history`)).body.items[0].ownerId).toBe(
      story.people.aldo.id,
    );
  });

  it('does not exist for those who may not see it: read, edit, move, reopen, delete and history answer as for an unknown id', async () => {
    const deal = await createOpportunity(story, story.people.aldo);
    const stageId = pipeline.stage('Offer');
    for (const person of [story.people.alma, story.people.beppe, story.people.bruno]) {
      const caller = story.as(person);
      const calls = (id: string) => [
        caller.get(`/opportunities/${id}`),
        caller.patch(`/opportunities/${id}`).send({ title: 'Mine' }),
        caller.post(`/opportunities/${id}/move`).send({ stageId }),
        caller.post(`/opportunities/${id}/reopen`).send({ stageId }),
        caller.get(`/opportunities/${id}/history`),
        caller.delete(`/opportunities/${id}`),
      ];
      const [theirs, unknown] = [calls(deal.id), calls(NOBODY)];
      for (const [index, call] of theirs.entries()) {
        const [answer, reference] = [await call, await unknown[index]];
        expect([answer.status, answer.body.detail, answer.body.code]).toEqual([
          404,
          reference?.body.detail,
          'NOT_FOUND',
        ]);
      }
      expect(
        (await caller.get(`/opportunities?limit=100`)).body.items.map(({ id }: { id: string }) => id),
      ).not.toContain(deal.id);
    }
    const analyst = story.as(story.people.analyst);
    expect((await analyst.get(`/opportunities/${deal.id}`)).status).toBe(200);
    expect((await analyst.post(`/opportunities/${deal.id}/move`).send({ stageId })).status).toBe(403);
    expect((await aldo().get(`/opportunities/${deal.id}`)).body).toMatchObject({
      version: 1,
      title: 'Display of liquids',
      stageId: pipeline.stage('New'),
    });
  });

  it('keeps a probability set by hand through unrelated edits and moves, and follows the stage again when told to', async () => {
    const { id } = await createOpportunity(story, story.people.aldo);
    const edit = async (body: object) =>
      (await aldo().patch(`/opportunities/${id}`).send(body).expect(200)).body;
    expect(await edit({ amount: '20.00' })).toMatchObject({ probability: 10, probabilityOverridden: false });
    expect(await edit({ probability: 66 })).toMatchObject({ probability: 66, probabilityOverridden: true });
    expect(await edit({ title: 'Bigger refill', expectedCloseDate: '2027-01-15' })).toMatchObject({
      probability: 66,
      probabilityOverridden: true,
    });
    const moved = await aldo()
      .post(`/opportunities/${id}/move`)
      .send({ stageId: pipeline.stage('Closing') })
      .expect(200);
    expect(moved.body).toMatchObject({ probability: 66, probabilityOverridden: true });
    expect(await edit({ probability: null })).toMatchObject({
      probability: 80,
      probabilityOverridden: false,
    });
  });

  it('refuses to be edited where only a step may change it, and an edit that changes nothing leaves no trace', async () => {
    const deal = await createOpportunity(story, story.people.aldo);
    for (const field of ['stageId', 'status', 'closedAt', 'ownerId', 'pipelineId', 'createdAt']) {
      const answer = await aldo()
        .patch(`/opportunities/${deal.id}`)
        .send({ [field]: NOBODY });
      expect(problemOf(answer)).toMatchObject({ pointer: `/${field}`, code: 'UNKNOWN_FIELD' });
    }
    expect(
      (await aldo().patch(`/opportunities/${deal.id}`).send({ amount: '1000', title: 'Display of liquids' }))
        .body.version,
    ).toBe(1);
    expect(await story.prisma.journalEntry.count({ where: { entityId: deal.id } })).toBe(1);
  });

  it('tells the second of two editors, and a deal is edited once by twenty who hold the same tag', async () => {
    const { id } = await createOpportunity(story, story.people.aldo);
    const edits = Array.from({ length: 20 }, (_, index) =>
      aldo()
        .patch(`/opportunities/${id}`)
        .set('If-Match', '"1"')
        .send({ amount: `${index + 1}` }),
    );
    const statuses = (await Promise.all(edits)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(19);
    expect((await aldo().get(`/opportunities/${id}`)).body.version).toBe(2);
  });

  it('leaves every list when it is deleted, and the journal keeps what it was worth', async () => {
    const deal = await createOpportunity(story, story.people.aldo, { title: 'Soon gone', amount: '9.99' });
    await aldo().delete(`/opportunities/${deal.id}`).set('If-Match', '"7"').expect(412);
    await aldo().delete(`/opportunities/${deal.id}`).set('If-Match', '"1"').expect(204);
    await aldo().delete(`/opportunities/${deal.id}`).expect(404);
    await aldo().get(`/opportunities/${deal.id}/history`).expect(404);
    expect((await aldo().get('/opportunities?q=soon&count=exact')).body).toMatchObject({
      items: [],
      total: 0,
    });
    const audit = await story
      .as(story.people.admin)
      .get(`/audit?entityId=${deal.id}&action=opportunity.deleted`);
    expect(audit.body.items[0].facts).toMatchObject({ before: { amount: '9.99' }, after: null });
  });
});

describe('the list of opportunities', () => {
  let story: Story;
  let pipeline: MadePipeline;

  beforeAll(async () => {
    story = await startStory();
    pipeline = await createPipeline(story);
    const { aldo, alma, beppe } = story.people;
    const deal = (owner: Person, title: string, fields: object) =>
      createOpportunity(story, owner, { title, ...fields });
    await deal(aldo, 'Aldo 100% e-liquids', { amount: '100', expectedCloseDate: '2026-12-01' });
    await deal(aldo, 'Aldo devices', {
      amount: '300',
      expectedCloseDate: '2026-12-31',
      stageId: pipeline.stage('Offer'),
    });
    await deal(aldo, 'Aldo coils', { amount: '200' });
    await deal(alma, 'Alma devices', { amount: '50', expectedCloseDate: '2027-01-01' });
    await deal(beppe, 'Beppe devices', { amount: '70' });
  });
  afterAll(() => story.end());

  const titles = async (person: Person, query: string): Promise<string[]> =>
    (await story.as(person).get(`/opportunities?${query}`).expect(200)).body.items.map(
      ({ title }: { title: string }) => title,
    );

  it('shows each reader the own, the team’s or all, and counts no more than that', async () => {
    const { admin, analyst, anna, bruno, aldo } = story.people;
    const seen = async (person: Person) =>
      (await story.as(person).get('/opportunities?count=exact')).body.total;
    expect(await Promise.all([admin, analyst, anna, bruno, aldo].map(seen))).toEqual([5, 5, 4, 1, 3]);
    expect(await titles(aldo, `ownerId=${bruno.id}`)).toEqual([]);
    expect(await titles(anna, `teamId=${bruno.teamId}`)).toEqual([]);
  });

  it('filters by part of the title, stage, status and expected closing', async () => {
    const { admin, aldo } = story.people;
    expect(await titles(admin, 'q=DEVICES&sort=amount')).toEqual([
      'Alma devices',
      'Beppe devices',
      'Aldo devices',
    ]);
    expect(await titles(admin, `q=${encodeURIComponent('0%')}`)).toEqual(['Aldo 100% e-liquids']);
    expect(await titles(admin, `q=${encodeURIComponent('%')}`)).toEqual(['Aldo 100% e-liquids']);
    expect(await titles(aldo, `stageId=${pipeline.stage('Offer')}`)).toEqual(['Aldo devices']);
    expect(await titles(aldo, 'status=WON')).toEqual([]);
    expect(
      await titles(admin, 'expectedFrom=2026-12-01&expectedTo=2027-01-01&sort=expectedCloseDate'),
    ).toEqual(['Aldo 100% e-liquids', 'Aldo devices']);
    expect(await titles(admin, 'expectedTo=2026-12-31')).toEqual(['Aldo 100% e-liquids']);
    expect(await titles(admin, 'createdFrom=2100-01-01')).toEqual([]);
    expect(await titles(admin, 'closedFrom=2000-01-01')).toEqual([]);
  });

  it('sorts by each of its fields, those without a value last, page by page', async () => {
    const pages = async (sort: string): Promise<string[]> => {
      const seen: string[] = [];
      let cursor = '';
      do {
        const { body } = await story
          .as(story.people.admin)
          .get(`/opportunities?limit=2&sort=${sort}${cursor}`)
          .expect(200);
        seen.push(...body.items.map(({ title }: { title: string }) => title));
        cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
      } while (cursor);
      return seen;
    };
    expect(await pages('-amount')).toEqual([
      'Aldo devices',
      'Aldo coils',
      'Aldo 100% e-liquids',
      'Beppe devices',
      'Alma devices',
    ]);
    expect((await pages('expectedCloseDate')).slice(0, 3)).toEqual([
      'Aldo 100% e-liquids',
      'Aldo devices',
      'Alma devices',
    ]);
    expect((await pages('-expectedCloseDate')).slice(0, 3)).toEqual([
      'Alma devices',
      'Aldo devices',
      'Aldo 100% e-liquids',
    ]);
    for (const sort of ['createdAt', '-updatedAt', 'closedAt', '-closedAt'])
      expect(new Set(await pages(sort)).size).toBe(5);
    const refused = await story.as(story.people.admin).get('/opportunities?sort=title');
    expect(refused.body.errors).toEqual([
      expect.objectContaining({ pointer: '/sort', code: 'SORT_UNKNOWN' }),
    ]);
  });
});
