import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import type { Caller } from '../support/story.ts';
import { startStory, type Story } from '../support/story.ts';

interface Reason {
  id: string;
  key: string;
  outcome: string;
  needsNote: boolean;
}

describe('the reasons for winning and losing', () => {
  let story: Story;
  let pipeline: MadePipeline;
  let admin: Caller;
  let aldo: Caller;
  let id: string;

  beforeAll(async () => {
    story = await startStory();
    pipeline = await createPipeline(story);
    admin = story.as(story.people.admin);
    aldo = story.as(story.people.aldo);
  });
  beforeEach(async () => {
    const client = await createClient(story, story.people.aldo);
    ({ id } = await createOpportunity(story, story.people.aldo, { clientId: client.id }));
  });
  afterAll(() => story.end());

  const move = (stage: string, says: object = {}) =>
    aldo.post(`/opportunities/${id}/move`).send({ stageId: pipeline.stage(stage), ...says });
  const edit = (says: object) => aldo.patch(`/opportunities/${id}`).send(says);
  const reasons = async (query = ''): Promise<Reason[]> =>
    (await aldo.get(`/closing-reasons?limit=100${query}`).expect(200)).body.items;
  const keys = async (query: string) => (await reasons(query)).map(({ key }) => key);
  const add = (key: string, more: object = {}) =>
    admin
      .post('/closing-reasons')
      .send({ outcome: 'LOST', key, labelIt: 'Altro motivo', labelEn: 'Another reason', ...more });
  const problemOf = ({
    status,
    body,
  }: {
    status: number;
    body: { code: string; errors?: { code: string; pointer: string }[] };
  }) => [status, body.errors?.[0]?.code ?? body.code, body.errors?.[0]?.pointer];

  it('begin with those that every company has, in both languages', async () => {
    expect(await keys('&outcome=LOST&retired=false')).toEqual([
      ...['PRICE', 'COMPETITOR', 'NO_BUDGET', 'NO_NEED', 'NO_RESPONSE', 'TIMING', 'OTHER'],
    ]);
    expect((await reasons('&outcome=LOST')).filter(({ needsNote }) => needsNote)).toMatchObject([
      { key: 'OTHER', labelIt: 'Altro', labelEn: 'Other' },
    ]);
    expect(await keys('&outcome=WON')).toContain('SERVICE');
  });

  it('are added, renamed and put in order by who manages pipelines, and the journal says by whom', async () => {
    for (const person of [story.people.aldo, story.people.anna])
      await story.as(person).post('/closing-reasons').send({ outcome: 'LOST' }).expect(403);
    const { body } = await add('OUT_OF_RANGE').expect(201);
    expect(body).toMatchObject({ needsNote: false, position: 8, retiredAt: null, version: 1 });
    expect(problemOf(await add('OUT_OF_RANGE'))).toEqual([409, 'REASON_EXISTS', undefined]);
    expect(problemOf(await add('out of range'))).toEqual([400, 'MATCHES', '/key']);
    await admin
      .patch(`/closing-reasons/${body.id}`)
      .set('If-Match', '"1"')
      .send({ labelIt: 'Fuori gamma', position: 1 })
      .expect(200);
    await admin.patch(`/closing-reasons/${body.id}`).set('If-Match', '"1"').send({ position: 3 }).expect(412);
    await admin.patch(`/closing-reasons/${body.id}`).send({ key: 'RANGE' }).expect(400);
    expect((await keys('&outcome=LOST')).slice(0, 2)).toEqual(['OUT_OF_RANGE', 'PRICE']);
    const { body: lost } = await admin.get('/closing-reasons?outcome=LOST');
    expect(lost.items.map(({ position }: { position: number }) => position)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ]);
    const audit = await admin.get(`/audit?entity=closingreason&entityId=${body.id}`);
    expect(audit.body.items).toMatchObject([
      { action: 'closingreason.updated', facts: { labelIt: { from: 'Altro motivo', to: 'Fuori gamma' } } },
      { action: 'closingreason.created', actorId: story.people.admin.id },
    ]);
  });

  it('are required on losing as the catalogue says, a note with those that need one', async () => {
    await add('DOUBTS', { needsNote: true }).expect(201);
    expect(problemOf(await move('Lost', { lostReason: 'DOUBTS' }))).toEqual([
      400,
      'LOST_NOTE_NEEDED',
      '/lostNote',
    ]);
    const { body } = await move('Lost', { lostReason: 'DOUBTS', lostNote: 'too new to him' }).expect(200);
    expect(body).toMatchObject({ lostReason: 'DOUBTS', lostNote: 'too new to him', competitor: null });
  });

  it('that are retired are kept by old deals, and taken by none any more', async () => {
    const { body } = await add('FASHION').expect(201);
    await move('Lost', { lostReason: 'FASHION' }).expect(200);
    await admin.patch(`/closing-reasons/${body.id}`).send({ retired: true }).expect(200);
    expect((await edit({ competitor: 'Fumo SpA' }).expect(200)).body).toMatchObject({
      lostReason: 'FASHION',
      competitor: 'Fumo SpA',
    });
    ({ id } = await createOpportunity(story, story.people.aldo));
    expect(problemOf(await move('Lost', { lostReason: 'FASHION' }))).toEqual([
      400,
      'REASON_RETIRED',
      '/lostReason',
    ]);
    expect(await keys('&retired=true')).toEqual(['FASHION']);
  });

  it('always leave one to lose for', async () => {
    const living = await reasons('&outcome=LOST&retired=false');
    const answers = await Promise.all(
      living.map((reason) => admin.patch(`/closing-reasons/${reason.id}`).send({ retired: true })),
    );
    expect(answers.filter(({ status }) => status === 409).map(problemOf)).toEqual([
      [409, 'LAST_REASON', undefined],
    ]);
    await Promise.all(
      living.map((reason) => admin.patch(`/closing-reasons/${reason.id}`).send({ retired: false })),
    );
    expect(await reasons('&outcome=LOST&retired=false')).toHaveLength(living.length);
  });

  it('never keep a sale waiting: what was won without one is listed until it is told', async () => {
    expect((await move('Won').expect(200)).body).toMatchObject({ status: 'WON', wonReason: null });
    const asked = async () =>
      (await aldo.get('/opportunities?missingWonReason=true')).body.items.map((deal: Reason) => deal.id);
    expect(await asked()).toEqual([id]);
    expect(problemOf(await edit({ wonReason: 'LUCK' }))).toEqual([400, 'REASON_UNKNOWN', '/wonReason']);
    expect((await edit({ wonReason: 'SERVICE', wonNote: 'quick' }).expect(200)).body).toMatchObject({
      wonReason: 'SERVICE',
      wonNote: 'quick',
      version: 3,
    });
    expect(await asked()).toEqual([]);
    const audit = await admin.get(`/audit?entityId=${id}&action=opportunity.updated`);
    expect(audit.body.items[0].facts.changes).toMatchObject({ wonReason: { from: null, to: 'SERVICE' } });
  });

  it('of a lost deal are corrected without reopening it, by the rules of losing', async () => {
    await move('Lost', { lostReason: 'PRICE' }).expect(200);
    expect(problemOf(await edit({ lostReason: 'OTHER' }))).toEqual([400, 'LOST_NOTE_NEEDED', '/lostNote']);
    expect((await edit({ lostReason: 'OTHER', lostNote: 'moved away' })).body).toMatchObject({
      lostReason: 'OTHER',
      lostNote: 'moved away',
    });
    expect(problemOf(await edit({ lostNote: null }))).toEqual([400, 'LOST_NOTE_NEEDED', '/lostNote']);
    expect(problemOf(await edit({ wonReason: 'SERVICE' }))).toEqual([400, 'NOT_WON', '/wonReason']);
  });

  it('find the deals that were lost for one', async () => {
    await move('Lost', { lostReason: 'NO_BUDGET' }).expect(200);
    const found = await aldo.get('/opportunities?lostReason=NO_BUDGET&count=exact');
    expect(found.body).toMatchObject({ total: 1, items: [{ id }] });
    expect((await aldo.get('/opportunities?lostReason=TIMING')).body.items).toEqual([]);
  });

  it('hold in the database for every writer', async () => {
    const { prisma } = story;
    const write = (data: object) => prisma.opportunity.update({ where: { id }, data });
    const closedAt = new Date();
    await expect(write({ status: 'LOST', closedAt, lostReason: 'LUCK' })).rejects.toThrow();
    await expect(write({ status: 'LOST', closedAt, lostReason: 'SERVICE' })).rejects.toThrow();
    await expect(write({ status: 'LOST', closedAt })).rejects.toThrow();
    await expect(write({ status: 'LOST', lostReason: 'PRICE' })).rejects.toThrow();
    await expect(write({ status: 'WON', closedAt, wonReason: 'NO_BUDGET' })).rejects.toThrow();
    for (const said of [{ lostNote: 'x' }, { competitor: 'x' }, { wonReason: 'SERVICE' }, { wonNote: 'x' }])
      await expect(write(said)).rejects.toThrow();
    await expect(prisma.closingReason.deleteMany({ where: { key: 'FASHION' } })).rejects.toThrow();
    await write({ status: 'LOST', closedAt, lostReason: 'PRICE', competitor: 'Fumo SpA' });
  });
});
