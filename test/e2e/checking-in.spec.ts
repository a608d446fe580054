import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createVisit } from '../factories/visit.ts';
import { startStory, type Story } from '../support/story.ts';

const DUOMO = { latitude: 45.4642, longitude: 9.19 };

describe('checking in and out', () => {
  let story: Story;
  let clientId: string;
  let hour = 0;
  beforeAll(async () => {
    story = await startStory();
    clientId = (
      await story.prisma.client.create({
        data: { name: 'Tabacchi Duomo', ownerId: story.people.aldo.id, ...DUOMO },
      })
    ).id;
  });
  afterAll(() => story.end());

  /** A planned visit of Aldo's, each in an hour of its own. */
  const aVisit = async () => {
    hour += 1;
    return createVisit(story, story.people.aldo, {
      clientId,
      scheduledAt: new Date(Date.UTC(2026, 2, 2, hour)).toISOString(),
    });
  };
  const step = (id: string, name: string, body: object = {}) =>
    story.as(story.people.aldo).post(`/visits/${id}/${name}`).send(body);

  it('an agent checks in at the door, checks out with an order, and the journal tells it without coordinates', async () => {
    const visit = await aVisit();
    story.clock.setTo('2026-03-02T08:03:00Z');
    const checkIn = await step(visit.id, 'check-in', {
      latitude: 45.4645,
      longitude: 9.1904,
      accuracyMeters: 12,
    });
    expect(checkIn.status).toBe(200);
    expect(checkIn.body).toMatchObject({
      status: 'CHECKED_IN',
      verification: 'VERIFIED',
      checkedInAt: '2026-03-02T08:03:00.000Z',
      version: 2,
    });
    expect(checkIn.body.distanceMeters).toBe(46);
    expect(checkIn.body.checkInPosition).toEqual({
      latitude: 45.4645,
      longitude: 9.1904,
      accuracyMeters: 12,
    });
    story.clock.setTo('2026-03-02T08:31:00Z');
    const checkOut = await step(visit.id, 'check-out', {
      outcome: 'ORDER',
      orderAmount: '420.5',
      nextAction: 'Consegna',
    });
    expect(checkOut.body).toMatchObject({
      status: 'COMPLETED',
      outcome: 'ORDER',
      orderAmount: '420.50',
      checkedOutAt: '2026-03-02T08:31:00.000Z',
    });
    story.clock.setTo(undefined);

    const journal = await story.prisma.journalEntry.findMany({
      where: { entityId: visit.id },
      orderBy: { id: 'asc' },
    });
    expect(journal.map(({ action }) => action)).toEqual(['visit.checked-in', 'visit.checked-out']);
    expect(journal[1]?.facts).toMatchObject({ outcome: 'ORDER', orderAmount: '420.50', status: 'COMPLETED' });
    expect(JSON.stringify(journal.map(({ facts }) => facts))).not.toMatch(/45\.46|latitude/);
  });

  it('a manager reads whether the agent was there, never where', async () => {
    const visit = await aVisit();
    await step(visit.id, 'check-in', { latitude: 45.4645, longitude: 9.1904, accuracyMeters: 12 });
    const { anna, admin, aldo } = story.people;
    for (const reader of [anna, admin]) {
      for (const seen of [
        (await story.as(reader).get(`/visits/${visit.id}`)).body,
        (await story.as(reader).get('/visits?sort=-createdAt')).body.items[0],
      ]) {
        expect(seen).toMatchObject({
          id: visit.id,
          verification: 'VERIFIED',
          distanceMeters: 50,
        });
        expect(seen).not.toHaveProperty('checkInPosition');
      }
    }
    expect((await story.as(aldo).get(`/visits/${visit.id}`)).body.checkInPosition.latitude).toBe(45.4645);
  });

  it('being elsewhere, or nowhere known, never blocks a check-in', async () => {
    const far = await step((await aVisit()).id, 'check-in', {
      latitude: 45.5,
      longitude: 9.19,
      accuracyMeters: 10,
    });
    expect(far.body).toMatchObject({
      status: 'CHECKED_IN',
      verification: 'OUT_OF_RANGE',
      distanceMeters: 3981,
    });
    const unknown = await story.as(story.people.aldo).post(`/visits/${(await aVisit()).id}/check-in`);
    expect(unknown.body).toMatchObject({
      status: 'CHECKED_IN',
      verification: 'UNVERIFIED',
      distanceMeters: null,
      checkInPosition: null,
    });
  });

  it("a manager's telephone does not vouch for the agent", async () => {
    const visit = await aVisit();
    const { body } = await story
      .as(story.people.anna)
      .post(`/visits/${visit.id}/check-in`)
      .send({ ...DUOMO, accuracyMeters: 5 });
    expect(body).toMatchObject({ status: 'CHECKED_IN', verification: 'UNVERIFIED', distanceMeters: null });
  });

  it.each([
    ['/longitude', { latitude: 45.4 }],
    ['/latitude', { latitude: 91, longitude: 9 }],
    ['/latitude', { latitude: '45.4', longitude: 9.19 }],
    ['/accuracyMeters', { ...DUOMO, accuracyMeters: -1 }],
  ])('points at %s of a broken position', async (pointer, body) => {
    const visit = await aVisit();
    const answer = await step(visit.id, 'check-in', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe(pointer);
    expect((await story.prisma.visit.findUniqueOrThrow({ where: { id: visit.id } })).status).toBe('PLANNED');
  });

  it('one of eight taps at once checks in', async () => {
    const visit = await aVisit();
    const answers = await Promise.all(Array.from({ length: 8 }, () => step(visit.id, 'check-in')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(409)]);
    expect(
      await story.prisma.journalEntry.count({ where: { entityId: visit.id, action: 'visit.checked-in' } }),
    ).toBe(1);
  });

  it('steps out of order are refused with what may follow, and change nothing', async () => {
    const visit = await aVisit();
    const early = await step(visit.id, 'check-out', { outcome: 'OTHER' });
    expect(early.status).toBe(409);
    expect(early.body).toMatchObject({
      code: 'VISIT_TRANSITION',
      currentStatus: 'PLANNED',
      allowedSteps: ['confirm', 'check-in', 'no-show', 'skip', 'cancel'],
    });
    expect((await step(visit.id, 'confirm')).body.status).toBe('CONFIRMED');
    expect((await step(visit.id, 'confirm')).body.code).toBe('VISIT_TRANSITION');
    expect((await step(visit.id, 'cancel', { reason: 'Chiuso per ferie' })).body).toMatchObject({
      status: 'CANCELLED',
      statusReason: 'Chiuso per ferie',
    });
    expect((await step(visit.id, 'check-in')).status).toBe(409);
  });

  it('skipping and cancelling need a reason, a no-show may have one', async () => {
    const visit = await aVisit();
    for (const name of ['skip', 'cancel']) {
      expect((await step(visit.id, name)).body.errors[0]).toMatchObject({ pointer: '/reason' });
      expect((await step(visit.id, name, { reason: '   ' })).status).toBe(400);
    }
    expect((await step(visit.id, 'no-show')).body).toMatchObject({ status: 'NO_SHOW', statusReason: null });
  });

  it('an amount belongs to an order, and is an amount', async () => {
    const visit = await aVisit();
    await step(visit.id, 'check-in');
    expect(
      (await step(visit.id, 'check-out', { outcome: 'FOLLOW_UP', orderAmount: '10' })).body.errors[0].code,
    ).toBe('ORDER_AMOUNT_WITHOUT_ORDER');
    for (const orderAmount of ['1.234,56', '-1', 12, '1e3']) {
      expect(
        (await step(visit.id, 'check-out', { outcome: 'ORDER', orderAmount })).body.errors[0].pointer,
      ).toBe('/orderAmount');
    }
    expect((await step(visit.id, 'check-out', { outcome: 'ORDER' })).body).toMatchObject({
      status: 'COMPLETED',
      orderAmount: null,
    });
  });
});
