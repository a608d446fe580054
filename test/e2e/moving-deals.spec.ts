import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import type { Caller } from '../support/story.ts';
import { startStory, type Story } from '../support/story.ts';

const MONDAY = '2026-03-02T09:00:00.000Z';
const TUESDAY = '2026-03-03T09:00:00.000Z';
const FRIDAY = '2026-03-06T09:00:00.000Z';

describe('moving a deal', () => {
  let story: Story;
  let pipeline: MadePipeline;
  let aldo: Caller;
  let clientId: string;
  let id: string;

  beforeAll(async () => {
    story = await startStory();
    pipeline = await createPipeline(story);
    aldo = story.as(story.people.aldo);
  });
  beforeEach(async () => {
    // Sessions were opened in the present; the stories of this file lie before it.
    story.clock.setTo(MONDAY);
    clientId = (await createClient(story, story.people.aldo)).id;
    ({ id } = await createOpportunity(story, story.people.aldo, { clientId }));
  });
  afterAll(() => story.end());

  const move = (stage: string, more: object = {}) =>
    aldo.post(`/opportunities/${id}/move`).send({ stageId: pipeline.stage(stage), ...more });
  const reopen = (stage: string) =>
    aldo.post(`/opportunities/${id}/reopen`).send({ stageId: pipeline.stage(stage) });
  const deal = async () => (await aldo.get(`/opportunities/${id}`).expect(200)).body;
  const history = async () => (await aldo.get(`/opportunities/${id}/history`).expect(200)).body.items;
  const codeOf = ({
    body,
    status,
  }: {
    body: { code: string; errors?: { code: string }[] };
    status: number;
  }) => [status, body.errors?.[0]?.code ?? body.code];
  const journalOf = async (action: string) => {
    const { body } = await story
      .as(story.people.admin)
      .get(`/audit?action=${action}&entityId=${action.startsWith('client') ? clientId : id}`);
    return body.items;
  };

  it('goes forward and back among open stages, and each stay is kept with its length', async () => {
    story.clock.setTo(TUESDAY);
    expect((await move('Offer').expect(200)).body).toMatchObject({
      stageId: pipeline.stage('Offer'),
      status: 'OPEN',
      probability: 40,
      closedAt: null,
    });
    story.clock.setTo(FRIDAY);
    await move('New').expect(200);
    expect(await history()).toMatchObject([
      {
        sequence: 1,
        toStageId: pipeline.stage('New'),
        at: MONDAY,
        leftAt: TUESDAY,
        secondsInStage: 86_400,
        byId: story.people.aldo.id,
      },
      {
        sequence: 2,
        fromStageId: pipeline.stage('New'),
        toStageId: pipeline.stage('Offer'),
        at: TUESDAY,
        leftAt: FRIDAY,
        secondsInStage: 3 * 86_400,
      },
      {
        sequence: 3,
        fromStageId: pipeline.stage('Offer'),
        toStageId: pipeline.stage('New'),
        at: FRIDAY,
        leftAt: null,
        secondsInStage: null,
      },
    ]);
    expect((await journalOf('opportunity.moved'))[0]).toMatchObject({
      clientId,
      ownerId: story.people.aldo.id,
      facts: {
        before: { stageId: pipeline.stage('Offer') },
        after: { stageId: pipeline.stage('New'), pipelineId: pipeline.id, createdAt: MONDAY },
      },
    });
  });

  it('wins: closed now, certain, and the client is a customer from then on', async () => {
    story.clock.setTo(FRIDAY);
    expect((await move('Won').expect(200)).body).toMatchObject({
      status: 'WON',
      probability: 100,
      closedAt: FRIDAY,
    });
    expect(await story.prisma.client.findUniqueOrThrow({ where: { id: clientId } })).toMatchObject({
      lifecycle: 'CUSTOMER',
      version: 2,
    });
    expect(await journalOf('client.lifecycle-changed')).toMatchObject([
      { clientId, actorId: story.people.aldo.id, facts: { from: 'LEAD', to: 'CUSTOMER' } },
    ]);
    expect((await journalOf('opportunity.moved'))[0].facts.after).toMatchObject({
      status: 'WON',
      closedAt: FRIDAY,
    });
  });

  it('wins for a client who is a customer already, without a second journal row about it', async () => {
    await story.prisma.client.update({ where: { id: clientId }, data: { lifecycle: 'CUSTOMER' } });
    await move('Won').expect(200);
    expect(await journalOf('client.lifecycle-changed')).toEqual([]);
  });

  it('is not won for nobody', async () => {
    ({ id } = await createOpportunity(story, story.people.aldo));
    expect(codeOf(await move('Won'))).toEqual([409, 'CLIENT_NEEDED']);
    expect(await deal()).toMatchObject({ status: 'OPEN', version: 1 });
    await aldo.patch(`/opportunities/${id}`).send({ clientId }).expect(200);
    await move('Won').expect(200);
    expect(codeOf(await aldo.patch(`/opportunities/${id}`).send({ clientId: null }))).toEqual([
      409,
      'CLIENT_NEEDED',
    ]);
  });

  it('loses with a reason and a date, as winning has one', async () => {
    expect(codeOf(await move('Lost'))).toEqual([400, 'LOST_REASON_NEEDED']);
    expect(codeOf(await move('Lost', { lostReason: 'OTHER' }))).toEqual([400, 'LOST_NOTE_NEEDED']);
    expect(codeOf(await move('Lost', { lostReason: 'BORED' }))).toEqual([400, 'REASON_UNKNOWN']);
    expect(codeOf(await move('Won', { lostReason: 'PRICE' }))).toEqual([400, 'NOT_LOST']);
    expect(await history()).toHaveLength(1);
    story.clock.setTo(FRIDAY);
    const { body } = await move('Lost', { lostReason: 'OTHER', lostNote: 'Shop closed down' }).expect(200);
    expect(body).toMatchObject({
      status: 'LOST',
      probability: 0,
      closedAt: FRIDAY,
      lostReason: 'OTHER',
      lostNote: 'Shop closed down',
    });
  });

  it('closes on the day that is told, between the creation and now', async () => {
    story.clock.setTo(FRIDAY);
    expect(codeOf(await move('Won', { closedAt: '2026-03-07T09:00:00Z' }))).toEqual([400, 'IN_THE_FUTURE']);
    expect(codeOf(await move('Won', { closedAt: '2026-03-01T09:00:00Z' }))).toEqual([400, 'BEFORE_CREATION']);
    expect(codeOf(await move('Offer', { closedAt: TUESDAY }))).toEqual([400, 'NOT_CLOSED']);
    expect((await move('Won', { closedAt: TUESDAY }).expect(200)).body.closedAt).toBe(TUESDAY);
    expect(await history()).toMatchObject([{ leftAt: TUESDAY, secondsInStage: 86_400 }, { at: TUESDAY }]);
  });

  it('lets no stay end before it began when the closing is told late', async () => {
    story.clock.setTo(FRIDAY);
    await move('Offer').expect(200);
    expect((await move('Won', { closedAt: TUESDAY }).expect(200)).body.closedAt).toBe(TUESDAY);
    expect(await history()).toMatchObject([
      { secondsInStage: 4 * 86_400 },
      { at: FRIDAY, leftAt: FRIDAY, secondsInStage: 0 },
      { at: FRIDAY },
    ]);
  });

  it('refuses every illegal step with a code of its own, and changes nothing', async () => {
    const other = await createPipeline(story, { name: 'Pharmacies' });
    expect(codeOf(await move('New'))).toEqual([409, 'ALREADY_THERE']);
    expect(codeOf(await move('New', { stageId: other.stage('Offer') }))).toEqual([409, 'OTHER_PIPELINE']);
    expect(codeOf(await move('New', { stageId: '01890000-0000-7000-8000-000000000000' }))).toEqual([
      400,
      'STAGE_UNKNOWN',
    ]);
    expect(codeOf(await reopen('Offer'))).toEqual([409, 'NOT_CLOSED']);
    expect(await deal()).toMatchObject({ version: 1, stageId: pipeline.stage('New') });
    await move('Won').expect(200);
    expect(codeOf(await move('Won'))).toEqual([409, 'ALREADY_THERE']);
    expect(codeOf(await move('Offer'))).toEqual([409, 'DEAL_CLOSED']);
    expect(codeOf(await move('Lost', { lostReason: 'PRICE' }))).toEqual([409, 'DEAL_CLOSED']);
    expect(codeOf(await reopen('Lost'))).toEqual([409, 'STAGE_NOT_OPEN']);
    expect(codeOf(await aldo.patch(`/opportunities/${id}`).send({ probability: 50 }))).toEqual([
      409,
      'DEAL_CLOSED',
    ]);
    expect(await deal()).toMatchObject({ version: 2, status: 'WON' });
    expect(await history()).toHaveLength(2);
  });

  it('enters no retired stage', async () => {
    const admin = story.as(story.people.admin);
    const other = await createPipeline(story, { name: 'Tobacconists' });
    ({ id } = await createOpportunity(story, story.people.aldo, { pipelineId: other.id }));
    await admin
      .patch(`/stages/${other.stage('Offer')}`)
      .send({ retired: true })
      .expect(200);
    expect(codeOf(await move('Offer', { stageId: other.stage('Offer') }))).toEqual([409, 'STAGE_RETIRED']);
  });

  it('is reopened into an open stage: date and reason are cleared, the history keeps the closing', async () => {
    story.clock.setTo(TUESDAY);
    await move('Lost', { lostReason: 'TIMING' }).expect(200);
    story.clock.setTo(FRIDAY);
    const { body } = await reopen('Offer').expect(200);
    expect(body).toMatchObject({
      status: 'OPEN',
      closedAt: null,
      lostReason: null,
      lostNote: null,
      probability: 40,
      probabilityOverridden: false,
    });
    expect(await history()).toMatchObject([
      { sequence: 1 },
      { toStageId: pipeline.stage('Lost'), at: TUESDAY, leftAt: FRIDAY },
      { toStageId: pipeline.stage('Offer'), at: FRIDAY },
    ]);
    expect((await journalOf('opportunity.reopened'))[0].facts).toMatchObject({
      before: { status: 'LOST', closedAt: TUESDAY },
      after: { status: 'OPEN', closedAt: null },
      changes: { lostReason: { from: 'TIMING', to: null } },
    });
  });

  it('keeps owner and amount of each stay as they were on entering', async () => {
    await aldo.patch(`/opportunities/${id}`).send({ amount: '2500' }).expect(200);
    await story
      .as(story.people.anna)
      .post(`/opportunities/${id}/assign`)
      .send({ ownerId: story.people.alma.id })
      .expect(200);
    await story
      .as(story.people.alma)
      .post(`/opportunities/${id}/move`)
      .send({ stageId: pipeline.stage('Offer') })
      .expect(200);
    const { body } = await story.as(story.people.anna).get(`/opportunities/${id}/history`);
    expect(body.items).toMatchObject([
      { ownerId: story.people.aldo.id, amount: '1000.00' },
      { ownerId: story.people.alma.id, amount: '2500.00', byId: story.people.alma.id },
    ]);
  });

  it('happens once when two move the same card to the same stage at once', async () => {
    const answers = await Promise.all([move('Offer'), move('Offer'), move('Offer'), move('Offer')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(answers.filter(({ body }) => body.code === 'ALREADY_THERE')).toHaveLength(3);
    expect(await history()).toHaveLength(2);
  });

  it('has one winner when one wins it and another loses it at once', async () => {
    const answers = await Promise.all([move('Won'), move('Lost', { lostReason: 'PRICE' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const entries = await story.prisma.opportunityStageEntry.findMany({
      where: { opportunityId: id },
      orderBy: { sequence: 'asc' },
    });
    expect(entries.map(({ sequence, leftAt }) => [sequence, leftAt === null])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it('tells all but the first who move with the same tag', async () => {
    const stages = ['Offer', 'Closing', 'Offer', 'Closing', 'Offer'];
    const answers = await Promise.all(stages.map((stage) => move(stage).set('If-Match', '"1"')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
    expect(
      await story.prisma.opportunityStageEntry.count({ where: { opportunityId: id, leftAt: null } }),
    ).toBe(1);
  });
});
