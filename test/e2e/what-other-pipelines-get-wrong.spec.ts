import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline, STAGES } from '../factories/pipeline.ts';
import type { Caller } from '../support/story.ts';
import { startStory, type Story } from '../support/story.ts';

const CREATED = '2026-03-02T09:00:00.000Z';
const LATER = '2026-03-20T09:00:00.000Z';

/** Faults read in the source of other CRMs, each held against this one. */
describe('what other pipelines get wrong', () => {
  let story: Story;
  let pipeline: MadePipeline;
  let aldo: Caller;
  let id: string;

  beforeAll(async () => {
    story = await startStory();
    const stages = STAGES.map((stage) => ({
      ...stage,
      ...(stage.kind === 'OPEN' && { rottenAfterDays: 10 }),
    }));
    pipeline = await createPipeline(story, { stages });
    aldo = story.as(story.people.aldo);
  });
  beforeEach(async () => {
    story.clock.setTo(CREATED);
    const { id: clientId } = await createClient(story, story.people.aldo);
    ({ id } = await createOpportunity(story, story.people.aldo, {
      clientId,
      expectedCloseDate: '2026-03-15',
    }));
  });
  afterAll(() => story.end());

  const edit = async (body: object) => (await aldo.patch(`/opportunities/${id}`).send(body).expect(200)).body;
  const move = async (stage: string, more: object = {}) =>
    (
      await aldo
        .post(`/opportunities/${id}/move`)
        .send({ stageId: pipeline.stage(stage), ...more })
        .expect(200)
    ).body;
  const deal = async () => (await aldo.get(`/opportunities/${id}`).expect(200)).body;

  it('EspoCRM: a probability set by hand is reset by any unrelated edit; here each edit leaves it alone (peer mistake 10: a hand-set probability reset)', async () => {
    await edit({ probability: 66 });
    for (const unrelated of [
      { title: 'Bigger display' },
      { amount: '2500.00' },
      { expectedCloseDate: '2026-04-01' },
      { source: 'Fiera' },
      { clientId: null },
    ])
      expect(await edit(unrelated)).toMatchObject({ probability: 66, probabilityOverridden: true });
    await story
      .as(story.people.anna)
      .post(`/opportunities/${id}/assign`)
      .send({ ownerId: story.people.aldo.id })
      .expect(200);
    await story
      .as(story.people.admin)
      .patch(`/stages/${pipeline.stage('New')}`)
      .send({ name: 'Fresh', probability: 15 })
      .expect(200);
    expect(await deal()).toMatchObject({ probability: 66, probabilityOverridden: true });
    expect(await edit({ probabilityOverridden: false })).toMatchObject({
      probability: 15,
      probabilityOverridden: false,
    });
    expect(await edit({ probabilityOverridden: true })).toMatchObject({
      probability: 15,
      probabilityOverridden: true,
    });
    for (const both of [
      { probability: 30, probabilityOverridden: false },
      { probability: null, probabilityOverridden: true },
    ]) {
      const { status, body } = await aldo.patch(`/opportunities/${id}`).send(both);
      expect([status, body.errors?.[0].code]).toEqual([400, 'PROBABILITY_OF_STAGE']);
    }
  });

  it('Frappe: a lost deal has no closing date; here losing is dated as winning is, and found by its day', async () => {
    story.clock.setTo(LATER);
    expect(await move('Lost', { lostReason: 'PRICE' })).toMatchObject({ status: 'LOST', closedAt: LATER });
    const closedThatDay = await aldo.get(
      '/opportunities?status=LOST&closedFrom=2026-03-20&closedTo=2026-03-21',
    );
    expect(closedThatDay.body.items.map((found: { id: string }) => found.id)).toContain(id);
    await expect(
      story.prisma.opportunity.update({ where: { id }, data: { closedAt: null } }),
    ).rejects.toThrow();
  });

  it('Krayin: a deal rots from its creation on; here from the last thing that happened to it (peer mistake 7: rotting measured from creation)', async () => {
    story.clock.setTo('2026-03-09T09:00:00.000Z');
    await aldo
      .post('/activities')
      .send({ type: 'CALL', subject: 'Sentito', opportunityId: id, doneAt: '2026-03-09T09:00:00Z' })
      .expect(201);
    story.clock.setTo('2026-03-13T09:00:00.000Z');
    expect(await deal()).toMatchObject({ rotting: false, createdAt: CREATED });
    story.clock.setTo(LATER);
    expect(await deal()).toMatchObject({ rotting: true, rottenSince: '2026-03-19T09:00:00.000Z' });
  });

  it('SuiteCRM: one date is both the expected and the actual closing; here neither moves the other', async () => {
    story.clock.setTo(LATER);
    expect(await move('Won')).toMatchObject({ expectedCloseDate: '2026-03-15', closedAt: LATER });
    expect(await edit({ expectedCloseDate: '2026-03-10' })).toMatchObject({ closedAt: LATER });
    const { body } = await aldo
      .post(`/opportunities/${id}/reopen`)
      .send({ stageId: pipeline.stage('Offer') })
      .expect(200);
    expect(body).toMatchObject({ expectedCloseDate: '2026-03-10', closedAt: null });
  });

  it('a history that somebody may touch up; here the database keeps every stay as it was written', async () => {
    const { prisma } = story;
    await move('Offer');
    const stays = () =>
      prisma.opportunityStageEntry.findMany({ where: { opportunityId: id }, orderBy: { sequence: 'asc' } });
    const before = await stays();
    const [first, present] = before.map((stay) => stay.id);
    const change = (stayId: string | undefined, data: object) =>
      prisma.opportunityStageEntry.update({ where: { id: stayId ?? '' }, data });
    const refused = /append-only/;
    for (const data of [
      { amount: '1' },
      { probability: 1 },
      { enteredAt: new Date(0) },
      { stageId: pipeline.stage('Closing') },
      { ownerId: story.people.alma.id },
      { byId: null },
    ])
      await expect(change(present, data)).rejects.toThrow(refused);
    await expect(change(first, { leftAt: new Date() })).rejects.toThrow(refused);
    await expect(prisma.opportunityStageEntry.deleteMany({ where: { opportunityId: id } })).rejects.toThrow(
      refused,
    );
    await expect(prisma.$executeRaw`TRUNCATE opportunity_stage_entries`).rejects.toThrow(refused);
    expect(await stays()).toEqual(before);
    // They go with their deal only, as a purge takes it.
    await prisma.opportunity.delete({ where: { id } });
    expect(await stays()).toEqual([]);
  });
});
