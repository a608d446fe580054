import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline, type MadeStage, STAGES } from '../factories/pipeline.ts';
import type { Caller } from '../support/story.ts';
import { startStory, type Story } from '../support/story.ts';

describe('pipelines', () => {
  let story: Story;
  let admin: Caller;
  let aldo: Caller;
  let pipeline: MadePipeline;
  let made = 0;

  beforeAll(async () => {
    story = await startStory();
    admin = story.as(story.people.admin);
    aldo = story.as(story.people.aldo);
  });
  beforeEach(async () => {
    made += 1;
    pipeline = await createPipeline(story, { name: `Pipeline ${made}` });
  });
  afterAll(() => story.end());

  const stagesNow = async (): Promise<MadeStage[]> => {
    const { body } = await aldo.get('/pipelines?limit=100');
    return body.items.find(({ id }: { id: string }) => id === pipeline.id).stages;
  };
  const living = async () =>
    (await stagesNow()).filter((stage) => !(stage as { retiredAt?: string }).retiredAt);
  const names = async () => (await living()).map(({ name, position }) => `${position} ${name}`);
  const change = (name: string, body: object) => admin.patch(`/stages/${pipeline.stage(name)}`).send(body);
  const codeOf = ({
    body,
    status,
  }: {
    body: { code: string; errors?: { code: string }[] };
    status: number;
  }) => [status, body.errors?.[0]?.code ?? body.code];

  it('are read by everybody with their stages in order, and made by admins only', async () => {
    expect(await names()).toEqual(['1 New', '2 Offer', '3 Closing', '4 Won', '5 Lost']);
    expect((await stagesNow()).map(({ probability }) => probability)).toEqual([10, 40, 80, 100, 0]);
    for (const person of [story.people.anna, story.people.aldo, story.people.analyst]) {
      expect((await story.as(person).post('/pipelines').send({ name: 'X', stages: STAGES })).status).toBe(
        403,
      );
      expect((await story.as(person).patch(`/pipelines/${pipeline.id}`).send({ name: 'X' })).status).toBe(
        403,
      );
      expect(
        (
          await story
            .as(person)
            .patch(`/stages/${pipeline.stage('New')}`)
            .send({ name: 'X' })
        ).status,
      ).toBe(403);
    }
  });

  it('have a stage of each kind, names apart, and probabilities that a closed stage can have', async () => {
    const create = (stages: object[], name = 'Pharmacies') => admin.post('/pipelines').send({ name, stages });
    const [open, , , won, lost] = STAGES;
    expect(codeOf(await create([open, won, { ...won, name: 'Signed' }]))).toEqual([
      400,
      'STAGE_KINDS_NEEDED',
    ]);
    expect((await create([open, won, { ...lost, name: 'Won' }])).body.errors).toEqual([
      expect.objectContaining({ pointer: '/stages/2/name' }),
    ]);
    expect((await create([open, { ...won, probability: 90 }, lost])).body.errors).toEqual([
      expect.objectContaining({ pointer: '/stages/1/probability', code: 'PROBABILITY_FIXED' }),
    ]);
    expect((await create([{ ...open, probability: 101 }, won, lost])).body.errors).toEqual([
      expect.objectContaining({ pointer: '/stages/0/probability' }),
    ]);
    expect(codeOf(await create([open, won, lost], `Pipeline ${made}`))).toEqual([409, 'PIPELINE_NAME_TAKEN']);
    expect(await story.prisma.salesPipeline.count({ where: { name: 'Pharmacies' } })).toBe(0);
  });

  it('have one default at every moment', async () => {
    const other = await createPipeline(story, { name: `Second ${made}` });
    const makeDefault = (id: string) => admin.patch(`/pipelines/${id}`).send({ isDefault: true });
    expect((await makeDefault(other.id)).body.isDefault).toBe(true);
    expect(codeOf(await admin.patch(`/pipelines/${other.id}`).send({ isDefault: false }))).toEqual([
      409,
      'DEFAULT_NEEDED',
    ]);
    expect(codeOf(await admin.patch(`/pipelines/${other.id}`).send({ retired: true }))).toEqual([
      409,
      'DEFAULT_NEEDED',
    ]);
    const answers = await Promise.all([
      makeDefault(pipeline.id),
      makeDefault(other.id),
      makeDefault(pipeline.id),
    ]);
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
    expect(await story.prisma.salesPipeline.count({ where: { isDefault: true } })).toBe(1);
  });

  it('shift their stages when one is moved, added or retired', async () => {
    expect((await change('Closing', { position: 1 })).body.position).toBe(1);
    expect(await names()).toEqual(['1 Closing', '2 New', '3 Offer', '4 Won', '5 Lost']);
    await admin
      .post(`/pipelines/${pipeline.id}/stages`)
      .send({ name: 'Trial', kind: 'OPEN', probability: 60 });
    expect(await names()).toEqual(['1 Closing', '2 New', '3 Offer', '4 Trial', '5 Won', '6 Lost']);
    expect((await change('Offer', { retired: true })).body.retiredAt).toEqual(expect.any(String));
    expect(await names()).toEqual(['1 Closing', '2 New', '3 Trial', '4 Won', '5 Lost']);
    expect((await change('Offer', { retired: false })).body).toMatchObject({ retiredAt: null, position: 6 });
    expect(await names()).toEqual(['1 Closing', '2 New', '3 Trial', '4 Won', '5 Lost', '6 Offer']);
  });

  it('are put in order by one call that names every living stage once', async () => {
    const order = (stages: string[], ifMatch?: string) => {
      const call = admin.put(`/pipelines/${pipeline.id}/stages/order`);
      return (ifMatch ? call.set('If-Match', ifMatch) : call).send({ stageIds: stages.map(pipeline.stage) });
    };
    const deal = await createOpportunity(story, story.people.aldo, { stageId: pipeline.stage('Closing') });
    const { body, headers } = await order(['Closing', 'New', 'Offer', 'Lost', 'Won'], '"1"').expect(200);
    expect(body.stages.map(({ name }: MadeStage) => name)).toEqual([
      'Closing',
      'New',
      'Offer',
      'Lost',
      'Won',
    ]);
    expect(headers['etag']).toBe('"2"');
    expect(await names()).toEqual(['1 Closing', '2 New', '3 Offer', '4 Lost', '5 Won']);
    expect((await aldo.get(`/opportunities/${deal.id}`)).body).toMatchObject({
      ...{ stageId: pipeline.stage('Closing'), probability: 80, version: deal.version },
    });
    expect((await order(['New', 'Closing', 'Offer', 'Lost', 'Won'], '"1"')).status).toBe(412);
    expect(codeOf(await order(['New', 'Closing', 'Offer', 'Lost']))).toEqual([400, 'STAGES_DIFFER']);
    expect(codeOf(await order(['New', 'New', 'Offer', 'Lost', 'Won']))).toEqual([400, 'ARRAY_UNIQUE']);
    expect((await order(['Closing', 'New', 'Offer', 'Lost', 'Won']).expect(200)).headers['etag']).toBe('"2"');
    const audit = await admin.get(`/audit?entityId=${pipeline.id}&action=pipeline.reordered`);
    expect(audit.body.items).toHaveLength(1);
  });

  it('lose a stage with open deals in it when these go elsewhere, each by a move of its own that the figures count', async () => {
    const stageId = pipeline.stage('Offer');
    const follows = await createOpportunity(story, story.people.aldo, { stageId });
    const byHand = await createOpportunity(story, story.people.beppe, { stageId, probability: 77 });
    const gone = await createOpportunity(story, story.people.aldo, { stageId });
    await aldo.delete(`/opportunities/${gone.id}`).expect(204);
    const retire = (moveTo: string, more: object = { retired: true }) => change('Offer', { ...more, moveTo });
    expect(codeOf(await retire(stageId))).toEqual([400, 'STAGE_UNKNOWN']);
    expect(codeOf(await retire(pipeline.stage('Won')))).toEqual([400, 'STAGE_NOT_OPEN']);
    expect(codeOf(await retire(pipeline.stage('Closing'), {}))).toEqual([400, 'NOT_RETIRED']);
    expect((await retire(pipeline.stage('Closing')).expect(200)).body.retiredAt).toEqual(expect.any(String));
    expect(await names()).toEqual(['1 New', '2 Closing', '3 Won', '4 Lost']);
    expect((await aldo.get(`/opportunities/${follows.id}`)).body).toMatchObject({
      ...{ stageId: pipeline.stage('Closing'), probability: 80, status: 'OPEN', version: 2 },
    });
    expect((await admin.get(`/opportunities/${byHand.id}`)).body).toMatchObject({
      ...{ stageId: pipeline.stage('Closing'), probability: 77, probabilityOverridden: true },
    });
    expect((await aldo.get(`/opportunities/${follows.id}/history`)).body.items).toMatchObject([
      { toStageId: stageId, probability: 40, leftAt: expect.any(String) },
      { ...{ fromStageId: stageId, toStageId: pipeline.stage('Closing') }, probability: 80, leftAt: null },
    ]);
    const { body } = await admin.get(`/audit?entityId=${follows.id}&action=opportunity.moved`);
    expect(body.items).toMatchObject([
      {
        ...{ actorId: story.people.admin.id, ownerId: story.people.aldo.id },
        facts: { before: { stageId, probability: 40 }, after: { stageId: pipeline.stage('Closing') } },
      },
    ]);
    expect(await story.prisma.opportunity.findUnique({ where: { id: gone.id } })).toMatchObject({ stageId });
  });

  it('number their stages without gaps also when many move at once', async () => {
    const moves = ['New', 'Offer', 'Closing', 'Won', 'Lost'].map((name, index) =>
      change(name, { position: 5 - index }),
    );
    expect((await Promise.all(moves)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect((await living()).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
  });

  it('keep a stage of each kind, and a used stage keeps its kind', async () => {
    expect(codeOf(await change('Won', { retired: true }))).toEqual([409, 'LAST_STAGE_OF_KIND']);
    expect(codeOf(await change('Lost', { kind: 'OPEN' }))).toEqual([409, 'LAST_STAGE_OF_KIND']);
    expect((await change('Offer', { kind: 'LOST' })).body).toMatchObject({ kind: 'LOST', probability: 0 });
    await createOpportunity(story, story.people.aldo, { stageId: pipeline.stage('Closing') });
    expect(codeOf(await change('Closing', { kind: 'WON' }))).toEqual([409, 'STAGE_IN_USE']);
    expect(codeOf(await change('Closing', { retired: true }))).toEqual([409, 'STAGE_IN_USE']);
    expect(codeOf(await change('Closing', { name: 'New' }))).toEqual([409, 'STAGE_NAME_TAKEN']);
    expect(codeOf(await admin.patch(`/pipelines/${pipeline.id}`).send({ retired: true }))).toEqual([
      409,
      'PIPELINE_IN_USE',
    ]);
    expect((await change('Closing', { name: 'Signing' })).body.name).toBe('Signing');
  });

  it('refuse a change that is based on an older version', async () => {
    const id = pipeline.stage('New');
    expect(
      (await admin.patch(`/stages/${id}`).set('If-Match', '"1"').send({ probability: 15 })).headers['etag'],
    ).toBe('"2"');
    expect((await admin.patch(`/stages/${id}`).set('If-Match', '"1"').send({ probability: 20 })).status).toBe(
      412,
    );
    expect(
      (await admin.patch(`/pipelines/${pipeline.id}`).set('If-Match', '"9"').send({ name: 'X' })).status,
    ).toBe(412);
  });

  it('lead open deals along when a stage gets another probability, but none that was set by hand', async () => {
    const stageId = pipeline.stage('Offer');
    const follows = await createOpportunity(story, story.people.aldo, { stageId });
    const byHand = await createOpportunity(story, story.people.aldo, { stageId, probability: 77 });
    await change('Offer', { probability: 55 });
    expect((await aldo.get(`/opportunities/${follows.id}`)).body).toMatchObject({
      probability: 55,
      version: follows.version + 1,
    });
    expect((await aldo.get(`/opportunities/${byHand.id}`)).body).toMatchObject({
      probability: 77,
      version: byHand.version,
    });
    const { body } = await admin.get(`/audit?entityId=${follows.id}&action=opportunity.updated`);
    expect(body.items[0].facts).toMatchObject({ before: { probability: 40 }, after: { probability: 55 } });
  });

  it('answer an unknown id with 404, and write who changed what', async () => {
    const nobody = '01890000-0000-7000-8000-000000000000';
    for (const call of [admin.patch(`/pipelines/${nobody}`), admin.patch(`/stages/${nobody}`)])
      expect((await call.send({ name: 'X' })).status).toBe(404);
    expect((await admin.post(`/pipelines/${nobody}/stages`).send({ name: 'X', kind: 'OPEN' })).status).toBe(
      404,
    );
    expect((await aldo.get(`/pipelines/${nobody}/board`)).status).toBe(404);
    await change('New', { name: 'Fresh' });
    const { body } = await admin.get(`/audit?entity=stage&entityId=${pipeline.stage('New')}`);
    expect(body.items[0]).toMatchObject({
      action: 'stage.updated',
      actorId: story.people.admin.id,
      facts: { name: { from: 'New', to: 'Fresh' } },
    });
  });
});
