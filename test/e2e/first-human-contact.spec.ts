import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { contactSteps, randomContacts, recountFirstContact } from '../factories/random-contacts.ts';
import { createVisit } from '../factories/visit.ts';
import { startStory, type Story } from '../support/story.ts';

describe('the first human contact with a lead', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const aldo = () => story.as(story.people.aldo);
  const lead = async () => (await createClient(story, story.people.aldo)).id;
  const firstOf = async (clientId: string) => {
    const { body } = await story.as(story.people.anna).get(`/clients/${clientId}`).expect(200);
    return [body.firstContactAt, body.firstContactKind, body.firstContactById];
  };
  const tell = async (clientId: string, fields: object): Promise<string> =>
    (
      await aldo()
        .post('/activities')
        .send({ type: 'CALL', subject: 'Presentazione', clientId, ...fields })
        .expect(201)
    ).body.id;
  const toldOf = async (clientId: string) =>
    (
      await story.prisma.journalEntry.findMany({
        where: { clientId, action: { startsWith: 'client.first-contact' } },
        orderBy: { id: 'asc' },
      })
    ).map(({ action, facts, actorId }) => ({ action, facts, actorId }));
  const [march, april, may] = [
    '2026-03-02T09:00:00.000Z',
    '2026-04-02T09:00:00.000Z',
    '2026-05-02T09:00:00.000Z',
  ];

  it('is the earliest done call, e-mail or meeting; notes, tasks and what is still planned are none', async () => {
    const { id } = story.people.aldo;
    const clientId = await lead();
    await tell(clientId, { type: 'NOTE' });
    await tell(clientId, { type: 'TASK', doneAt: march });
    const planned = await tell(clientId, { type: 'MEETING', dueAt: april });
    expect(await firstOf(clientId)).toEqual([null, null, null]);
    await aldo().patch(`/activities/${planned}`).send({ doneAt: may }).expect(200);
    expect(await firstOf(clientId)).toEqual([may, 'MEETING', id]);
    await tell(clientId, { type: 'EMAIL', doneAt: april });
    expect(await firstOf(clientId)).toEqual([april, 'EMAIL', id]);
  });

  it('is not a call that nobody answered, until it turns out that somebody did', async () => {
    const clientId = await lead();
    const call = await tell(clientId, { doneAt: march, callOutcome: 'NO_ANSWER', callDirection: 'OUTBOUND' });
    expect((await firstOf(clientId))[0]).toBeNull();
    const answered = { callOutcome: 'ANSWERED', durationSeconds: 95 };
    expect((await aldo().patch(`/activities/${call}`).send(answered).expect(200)).body).toMatchObject(
      answered,
    );
    expect((await firstOf(clientId)).slice(0, 2)).toEqual([march, 'CALL']);
    const odd = await aldo().post('/activities').send({ type: 'TASK', subject: 'X', durationSeconds: 5 });
    expect([odd.status, odd.body.errors[0]]).toEqual([
      400,
      expect.objectContaining({ pointer: '/durationSeconds', code: 'CALL_ONLY' }),
    ]);
  });

  it('is a visit from its check-in on, once it is completed; one that is given up is none', async () => {
    const { aldo: agent } = story.people;
    const clientId = await lead();
    const { id } = await createVisit(story, agent, { clientId, scheduledAt: march });
    story.clock.setTo('2026-03-02T09:12:00Z');
    await aldo().post(`/visits/${id}/check-in`).send({}).expect(200);
    expect((await firstOf(clientId))[0]).toBeNull();
    story.clock.setTo('2026-03-02T09:40:00Z');
    await aldo().post(`/visits/${id}/check-out`).send({ outcome: 'FOLLOW_UP' }).expect(200);
    story.clock.setTo(undefined);
    expect(await firstOf(clientId)).toEqual(['2026-03-02T09:12:00.000Z', 'VISIT', agent.id]);
  });

  it('is told late, taken back and given to another client, and the journal says each time who did it', async () => {
    const { aldo: agent } = story.people;
    const [clientId, other] = [await lead(), await lead()];
    await tell(clientId, { doneAt: april });
    const earlier = await tell(clientId, { type: 'EMAIL', doneAt: march });
    expect((await firstOf(clientId))[0]).toBe(march);
    await aldo().patch(`/activities/${earlier}`).send({ clientId: other }).expect(200);
    expect([(await firstOf(clientId))[0], (await firstOf(other))[0]]).toEqual([april, march]);
    await aldo().delete(`/activities/${earlier}`).expect(204);
    expect((await firstOf(other))[0]).toBeNull();
    const actorId = agent.id;
    expect(await toldOf(clientId)).toEqual([
      {
        actorId,
        action: 'client.first-contacted',
        facts: { at: april, kind: 'CALL', byId: actorId, previousAt: null },
      },
      {
        actorId,
        action: 'client.first-contacted',
        facts: { at: march, kind: 'EMAIL', byId: actorId, previousAt: april },
      },
      {
        actorId,
        action: 'client.first-contacted',
        facts: { at: april, kind: 'CALL', byId: actorId, previousAt: march },
      },
    ]);
    expect(await toldOf(other)).toEqual([
      {
        actorId,
        action: 'client.first-contacted',
        facts: { at: march, kind: 'EMAIL', byId: actorId, previousAt: null },
      },
      {
        actorId,
        action: 'client.first-contact-withdrawn',
        facts: { at: null, kind: null, byId: null, previousAt: march },
      },
    ]);
  });

  it('of two clients that become one is the earlier of both, foretold by the dry run, and parts with them again', async () => {
    const anna = story.as(story.people.anna);
    const [target, source] = [await lead(), await lead()];
    await tell(target, { doneAt: april });
    await tell(source, { doneAt: march });
    const merge = (dryRun: boolean) =>
      anna.post(`/clients/${target}/merge`).send({ sourceId: source, dryRun }).expect(200);
    expect((await merge(true)).body.client.firstContactAt).toBe(march);
    const { body } = await merge(false);
    expect([body.client.firstContactAt, (await firstOf(target))[0]]).toEqual([march, march]);
    const undone = (await anna.post(`/merges/${body.mergeId}/undo`).expect(200)).body;
    expect([undone.client.firstContactAt, undone.restored.firstContactAt]).toEqual([april, march]);
    expect([(await firstOf(target))[0], (await firstOf(source))[0]]).toEqual([april, march]);
  });

  it('stays right when many tell of contacts with one client at the same moment', async () => {
    const clientId = await lead();
    const days = Array.from(
      { length: 20 },
      (_, day) => `2026-02-${String(28 - day).padStart(2, '0')}T09:00:00.000Z`,
    );
    const ids = await Promise.all(days.map((doneAt) => tell(clientId, { doneAt })));
    expect((await firstOf(clientId))[0]).toBe(days.at(-1));
    await Promise.all(ids.slice(5).map((id) => aldo().delete(`/activities/${id}`).expect(204)));
    expect((await firstOf(clientId))[0]).toBe(days[4]);
  });

  it.each([1, 2, 3])('equals a recount after any history (%i)', async (seed) => {
    const clients = await Promise.all(Array.from({ length: 4 }, lead));
    const act = randomContacts(story, clients);
    for (const step of contactSteps(seed, 80)) await act(step);
    const rows = await story.prisma.client.findMany({
      where: { id: { in: clients } },
      select: { id: true, firstContactAt: true, firstContactKind: true, firstContactById: true },
      orderBy: { id: 'asc' },
    });
    expect(rows).toEqual(await recountFirstContact(story, clients));
    expect(rows.some(({ firstContactAt }) => firstContactAt)).toBe(true);
  });
});
