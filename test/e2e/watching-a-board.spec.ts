import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import { permissionList } from '../factories/role.ts';
import { EventReader } from '../support/event-reader.ts';
import { type Person, signIn } from '../support/people.ts';
import { type Replica, startReplica } from '../support/replica.ts';
import { startStory, type Story, STORY_SECRET } from '../support/story.ts';

interface Column {
  stageId: string;
  count: number;
  amount?: string;
  weighted?: string;
}

describe('who watches a board', () => {
  let story: Story;
  let replica: Replica;
  let pipeline: MadePipeline;
  const open: EventReader[] = [];

  beforeAll(async () => {
    story = await startStory();
    pipeline = await createPipeline(story);
    // The story's own application is the other replica: what is changed there has to arrive here.
    replica = await startReplica(story.databaseUrl, STORY_SECRET, {
      ...{ REQUESTS_PER_MINUTE: '1000000', LOG_LEVEL: 'warn' },
    });
  });
  afterAll(async () => {
    await replica.stop();
    await story.end();
  });
  afterEach(() => {
    for (const reader of open.splice(0)) reader.close();
  });

  const address = (id = pipeline.id) => `${replica.url}/api/v1/pipelines/${id}/board/events`;
  const watch = async (person: Person, headers: Record<string, string> = {}): Promise<EventReader> => {
    const reader = await EventReader.open(address(), person.token, headers);
    open.push(reader);
    return reader;
  };
  const move = (person: Person, id: string, stage: string) =>
    story
      .as(person)
      .post(`/opportunities/${id}/move`)
      .send({ stageId: pipeline.stage(stage) })
      .expect(200);
  const column = (columns: unknown, stage: string) =>
    (columns as Column[]).find(({ stageId }) => stageId === pipeline.stage(stage));

  it('is told which cards changed and what the columns hold, though it was done at another replica', async () => {
    const { aldo } = story.people;
    const reader = await watch(aldo);
    expect(reader.header('content-type')).toMatch(/^text\/event-stream/);
    const ready = await reader.next('ready');
    expect((ready.data['columns'] as Column[]).length).toBe(5);
    const deal = await createOpportunity(story, aldo, { amount: '250.00', stageId: pipeline.stage('New') });
    const made = await reader.next('changed');
    expect(made.data['changed']).toEqual([{ id: deal.id, stageId: pipeline.stage('New'), version: 1 }]);
    await move(aldo, deal.id, 'Offer');
    const moved = await reader.next('changed');
    expect(moved.data['changed']).toEqual([{ id: deal.id, stageId: pipeline.stage('Offer'), version: 2 }]);
    expect(column(moved.data['columns'], 'Offer')).toMatchObject({ count: 1, amount: '250.00' });
    await story.as(aldo).delete(`/opportunities/${deal.id}`).expect(204);
    const gone = await reader.next('changed');
    expect(gone.data).toMatchObject({ changed: [], gone: [deal.id] });
  });

  it('is told the same of the columns as the board says, where old closed deals are no more', async () => {
    const { anna } = story.people;
    for (const days of [2, 45]) {
      const { id } = await createOpportunity(story, anna, {
        amount: '70.00',
        stageId: pipeline.stage('New'),
      });
      await story
        .as(anna)
        .post(`/opportunities/${id}/move`)
        .send({ stageId: pipeline.stage('Lost'), lostReason: 'PRICE' })
        .expect(200);
      const closedAt = new Date(Date.now() - days * 86_400_000);
      await story.prisma.opportunity.update({ where: { id }, data: { closedAt } });
    }
    await createOpportunity(story, anna, { amount: '0.30', stageId: pipeline.stage('New') });
    const board = await story.as(anna).get(`/pipelines/${pipeline.id}/board`);
    const reader = await watch(anna);
    const { data } = await reader.next('ready');
    expect(column(data['columns'], 'Lost')).toMatchObject({ count: 1, amount: '70.00', weighted: '0.00' });
    expect(data['columns']).toEqual(
      (board.body.columns as Column[]).map(({ stageId, count, amount, weighted }) => ({
        ...{ stageId, count, amount, weighted },
      })),
    );
  });

  it('hears nothing of deals that are not theirs to see, and counts none', async () => {
    const { aldo, beppe } = story.people;
    const reader = await watch(beppe);
    const before = await reader.next('ready');
    await createOpportunity(story, aldo, { stageId: pipeline.stage('Offer') });
    const own = await createOpportunity(story, beppe, { stageId: pipeline.stage('Offer') });
    const { data } = await reader.next('changed');
    expect(data['changed']).toEqual([expect.objectContaining({ id: own.id })]);
    const counts = [before.data['columns'], data['columns']].map(
      (columns) => column(columns, 'Offer')?.count,
    );
    expect(counts[1]).toBe((counts[0] ?? NaN) + 1);
  });

  it('goes on after an interruption from the last event that came', async () => {
    const { aldo } = story.people;
    const first = await watch(aldo);
    const { id = '' } = await first.next('ready');
    first.close();
    const deal = await createOpportunity(story, aldo, { stageId: pipeline.stage('New') });
    await move(aldo, deal.id, 'Closing');
    const again = await watch(aldo, { 'last-event-id': id });
    const { data } = await again.next('changed');
    expect(data['changed']).toContainEqual(
      expect.objectContaining({ id: deal.id, stageId: pipeline.stage('Closing') }),
    );
    expect((await watch(aldo, { 'last-event-id': 'nonsense' })).status).toBe(400);
  });

  it('is told to read the board anew when its stages change, or the last event is of another life', async () => {
    const { admin, anna, aldo } = story.people;
    const reader = await watch(aldo);
    const { id = '' } = await reader.next('ready');
    await story
      .as(admin)
      .post(`/pipelines/${pipeline.id}/stages`)
      .send({ name: 'Prova', probability: 40, kind: 'OPEN' })
      .expect(201);
    await reader.next('reload');
    const other = await watch(anna, { 'last-event-id': id });
    await other.next('reload');
  });

  it('sees no amounts when the role hides them', async () => {
    const { admin, beppe, aldo } = story.people;
    const role = {
      ...{ key: 'WATCHER', name: 'Guarda', hiddenFields: ['opportunity.amount'] },
      permissions: permissionList({ 'opportunity:read': 'all' }),
    };
    await story.as(admin).post('/roles').send(role).expect(201);
    await story.as(admin).patch(`/users/${beppe.id}`).send({ role: 'WATCHER' }).expect(200);
    const token = await signIn(story.outside, beppe.email);
    const reader = await watch({ ...beppe, token });
    await reader.next('ready');
    await createOpportunity(story, aldo, { amount: '4321.00', stageId: pipeline.stage('New') });
    const { data } = await reader.next('changed');
    expect(Object.keys(column(data['columns'], 'New') ?? {}).sort()).toEqual(['count', 'stageId']);
    expect(reader.said).not.toContain('4321');
    await story.as(admin).patch(`/users/${beppe.id}`).send({ role: 'AGENT' }).expect(200);
  });

  it('is cut off when the session ends', async () => {
    const { alma } = story.people;
    const token = await signIn(story.outside, alma.email);
    const reader = await watch({ ...alma, token });
    await reader.next('ready');
    await story
      .as({ ...alma, token })
      .post('/auth/logout')
      .send({})
      .expect(204);
    const { data } = await reader.next('end');
    expect(data).toEqual({ reason: 'CREDENTIALS' });
    await reader.untilEnded();
  });

  it('is cut off when the account is suspended', async () => {
    const { admin, alma } = story.people;
    const token = await signIn(story.outside, alma.email);
    const reader = await watch({ ...alma, token });
    await reader.next('ready');
    await story.as(admin).post(`/users/${alma.id}/suspend`).send({}).expect(200);
    await reader.next('end');
    await reader.untilEnded();
    await story.as(admin).post(`/users/${alma.id}/activate`).send({}).expect(200);
  });

  it('has five streams at most, says that it takes events, and names a pipeline that is there', async () => {
    const { anna } = story.people;
    for (let index = 0; index < 5; index += 1) expect((await watch(anna)).status).toBe(200);
    const refused = await watch(anna);
    expect([refused.status, refused.header('retry-after')]).toEqual([429, '30']);
    open.splice(0).forEach((reader) => reader.close());
    await expect(untilStatus(200, () => watch(anna))).resolves.toBeUndefined();
    expect((await watch(anna, { accept: 'application/json' })).status).toBe(406);
    const head = { accept: 'text/event-stream', authorization: `Bearer ${anna.token}` };
    expect((await fetch(address(), { method: 'HEAD', headers: head })).status).toBe(406);
    const missing = await EventReader.open(address('01999999-9999-7999-8999-999999999999'), anna.token);
    expect(missing.status).toBe(404);
    expect((await fetch(address(), { headers: { accept: 'text/event-stream' } })).status).toBe(401);
    expect((await fetch(`${address()}?access_token=${anna.token}`)).status).toBe(401);
  });

  it('may stop reading, and the others go on', async () => {
    const { aldo } = story.people;
    const stalled = request(address(), {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${aldo.token}` },
    });
    // The answer is never read.
    stalled.on('response', (answer) => answer.pause()).end();
    const reader = await watch(aldo);
    await reader.next('ready');
    const deal = await createOpportunity(story, aldo, { stageId: pipeline.stage('New') });
    for (const stage of ['Offer', 'Closing', 'Offer']) {
      await move(aldo, deal.id, stage);
      await reader.next('changed');
    }
    stalled.destroy();
  });

  it('hears later of what happened just before the journal could not be read for a while', async () => {
    const { aldo } = story.people;
    const deal = await createOpportunity(story, aldo, { stageId: pipeline.stage('New') });
    const reader = await watch(aldo);
    await reader.next('ready');
    await move(aldo, deal.id, 'Offer');
    await reader.next('changed');
    const { prisma } = story;
    let barred: Promise<unknown> | undefined;
    // Whoever bars the journal waits in line for it, so that nobody reads the change before.
    await prisma.$transaction(async (writing) => {
      await writing.$executeRaw`LOCK TABLE journal IN ACCESS EXCLUSIVE MODE`;
      const facts = { action: 'opportunity.updated', entity: 'opportunity', entityId: deal.id };
      await writing.journalEntry.create({ data: { ...facts, ownerId: aldo.id } });
      barred = prisma.$transaction(async (barring) => {
        await barring.$executeRaw`LOCK TABLE journal IN ACCESS EXCLUSIVE MODE`;
        await untilReplicaSaid('could not be watched');
      });
      await untilSomebodyWaits();
    });
    await barred;
    const { data } = await reader.next('changed');
    expect(data['changed']).toEqual([expect.objectContaining({ id: deal.id })]);
  });

  it('is let go when the process stops, which it does at once', async () => {
    const { aldo } = story.people;
    const leaving = await startReplica(story.databaseUrl, STORY_SECRET, { BOARD_STREAMS: '1' });
    const url = `${leaving.url}/api/v1/pipelines/${pipeline.id}/board/events`;
    const reader = await EventReader.open(url, aldo.token);
    const { id = '' } = await reader.next('ready');
    // Nor does one process take more of them than it is told to, from whomever.
    const refused = await EventReader.open(url, story.people.anna.token);
    expect([refused.status, refused.header('retry-after')]).toEqual([503, '30']);
    const stopped = leaving.stop();
    const { data } = await reader.next('end');
    expect(data).toEqual({ reason: 'STOPPING' });
    await reader.untilEnded();
    await stopped;
    expect((await watch(aldo, { 'last-event-id': id })).status).toBe(200);
  });

  async function untilReplicaSaid(words: string): Promise<void> {
    for (let tries = 0; tries < 240 && !replica.said().includes(words); tries += 1)
      await new Promise((done) => setTimeout(done, 50));
    expect(replica.said()).toContain(words);
  }

  async function untilSomebodyWaits(): Promise<void> {
    for (let tries = 0; tries < 100; tries += 1) {
      const [row] = await story.prisma.$queryRaw<[{ waits: boolean }]>`
        SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'journal'::regclass AND mode = 'AccessExclusiveLock' AND NOT granted) AS waits`;
      if (row.waits) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('nobody waited for the journal');
  }

  async function untilStatus(wanted: number, ask: () => Promise<{ status: number }>): Promise<void> {
    for (let tries = 0; tries < 100; tries += 1) {
      if ((await ask()).status === wanted) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`it was never ${wanted}`);
  }
});
