import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createVisit } from '../factories/visit.ts';
import { startStory, type Story } from '../support/story.ts';

interface Due {
  clientName: string;
  intervalDays: number;
  nextDueOn: string;
  status: string;
}

describe('how often a class of clients is visited', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    story.clock.setTo('2026-03-31T09:00:00Z');
  });
  afterAll(() => story.end());

  const admin = () => story.as(story.people.admin);
  const set = (intervalDays: object, ifMatch = '*') =>
    admin().patch('/visits/cadence').set('If-Match', ifMatch).send({ intervalDays });
  const read = async () => (await story.as(story.people.aldo).get('/visits/cadence').expect(200)).body;
  const due = async (): Promise<Record<string, Due>> => {
    const { body } = await story.as(story.people.aldo).get('/visits/due').expect(200);
    return Object.fromEntries((body.items as Due[]).map((item) => [item.clientName, item]));
  };
  const visited = async (name: string, lastVisit: string | null, fields: object) => {
    const { aldo } = story.people;
    const { id } = await createClient(story, aldo, { name, ...fields });
    if (lastVisit)
      await createVisit(story, aldo, { clientId: id, scheduledAt: lastVisit, status: 'COMPLETED' });
  };

  it('is known to everybody who sees visits, and set by an admin alone', async () => {
    const { body, headers } = await story.as(story.people.analyst).get('/visits/cadence').expect(200);
    expect(body).toEqual({
      intervalDays: { VAPE_SHOP: 21, TABACCHERIA: 30, FARMACIA: 45, PARAFARMACIA: 45, OTHER: 60 },
      version: 1,
    });
    expect(headers['etag']).toBe('"1"');
    for (const person of [story.people.aldo, story.people.anna, story.people.analyst])
      await story
        .as(person)
        .patch('/visits/cadence')
        .send({ intervalDays: { OTHER: 30 } })
        .expect(403);
    expect(await read()).toEqual(body);
  });

  it.each([
    [{ FARMACIA: 6 }, '/intervalDays/FARMACIA', 'MIN'],
    [{ FARMACIA: 731 }, '/intervalDays/FARMACIA', 'MAX'],
    [{ FARMACIA: 30.5 }, '/intervalDays/FARMACIA', 'IS_INT'],
    [{ FARMACIA: null }, '/intervalDays/FARMACIA', 'IS_INT'],
    [{ EDICOLA: 30 }, '/intervalDays/EDICOLA', 'UNKNOWN_FIELD'],
  ])('is a week to two years of a class there is: not %j', async (intervals, pointer, code) => {
    const { status, body } = await set(intervals);
    expect([status, body.errors.map((error: { pointer: string }) => error.pointer)]).toEqual([
      400,
      [pointer],
    ]);
    expect(body.errors[0].code).toBe(code);
  });

  it('moves its clients in the due list at once, but not those with an interval of their own', async () => {
    await visited('farmacia', '2026-03-01T10:00:00Z', { pointOfSaleType: 'FARMACIA' });
    await visited('farmacia sua', '2026-03-01T11:00:00Z', {
      pointOfSaleType: 'FARMACIA',
      visitIntervalDays: 45,
    });
    await visited('tabaccheria', '2026-03-01T12:00:00Z', { pointOfSaleType: 'TABACCHERIA' });
    await visited('senza classe', '2026-03-01T13:00:00Z', {});
    await visited('farmacia nuova', null, { pointOfSaleType: 'FARMACIA' });
    expect(await due()).toMatchObject({
      farmacia: { intervalDays: 45, nextDueOn: '2026-04-15', status: 'ON_TRACK' },
      'senza classe': { intervalDays: 60, nextDueOn: '2026-04-30' },
    });
    await set({ FARMACIA: 14, OTHER: 28 }).expect(200);
    const after = await due();
    expect(after).toMatchObject({
      farmacia: { intervalDays: 14, nextDueOn: '2026-03-15', status: 'OVERDUE' },
      'farmacia sua': { intervalDays: 45, nextDueOn: '2026-04-15', status: 'ON_TRACK' },
      'senza classe': { intervalDays: 28, nextDueOn: '2026-03-29', status: 'OVERDUE' },
      tabaccheria: { intervalDays: 30, nextDueOn: '2026-03-31', status: 'DUE_SOON' },
      'farmacia nuova': { intervalDays: 14, status: 'NEVER' },
    });
    expect(Object.keys(after).slice(0, 3)).toEqual(['farmacia', 'senza classe', 'tabaccheria']);
  });

  it('is not set over what somebody else has set meanwhile, and the journal says what changed', async () => {
    const { version, intervalDays } = await read();
    const { body } = await set(
      { VAPE_SHOP: 18, TABACCHERIA: intervalDays.TABACCHERIA },
      `"${version}"`,
    ).expect(200);
    expect(body).toEqual({ intervalDays: { ...intervalDays, VAPE_SHOP: 18 }, version: version + 1 });
    expect((await set({ VAPE_SHOP: 19 }, `"${version}"`)).body).toMatchObject({ status: 412, code: 'STALE' });
    expect((await set({}, `"${version + 1}"`).expect(200)).body).toEqual(body);
    const { body: audit } = await admin().get('/audit?entity=classinterval');
    expect(audit.items[0]).toMatchObject({
      action: 'classinterval.updated',
      actorId: story.people.admin.id,
      facts: { pointOfSaleType: 'VAPE_SHOP', intervalDays: { from: 21, to: 18 } },
    });
  });

  it('set by two admins at once ends as one of them set it, one version further for each', async () => {
    const { version } = await read();
    const answers = await Promise.all([40, 41, 42, 43].map((PARAFARMACIA) => set({ PARAFARMACIA })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await read()).version).toBe(version + 4);
    const raced = await Promise.all(
      [50, 51, 52].map((PARAFARMACIA) => set({ PARAFARMACIA }, `"${version + 4}"`)),
    );
    expect(raced.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });
});
