import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Housekeeping } from '#app/platform/housekeeping/index.js';
import { randomUUID } from 'node:crypto';
import { createClient } from '../factories/client.ts';
import { createVisit } from '../factories/visit.ts';
import { startStory, type Story } from '../support/story.ts';

const OFFICE = { latitude: 45.4642, longitude: 9.19 };
/** A Monday without anything in it; Rome is an hour ahead of UTC. */
let monday = 0;
const nextMonday = (): string => {
  monday += 7;
  return new Date(Date.UTC(2026, 0, 5 + monday)).toISOString().slice(0, 10);
};

interface Stop {
  visitId: string | null;
  clientId: string;
  serviceStart: string;
}

describe('planning a day anew', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const at = (km: number) => ({ latitude: OFFICE.latitude, longitude: OFFICE.longitude + km / 77.98 });
  const clientAt = async (km: number) => (await createClient(story, story.people.aldo, at(km))).id;
  const visitAt = async (km: number, scheduledAt: string, fields: object = {}) =>
    createVisit(story, story.people.aldo, { clientId: await clientAt(km), scheduledAt, ...fields });
  const plan = (body: object) =>
    story
      .as(story.people.aldo)
      .post('/routes/plan-day')
      .send({ start: OFFICE, shift: { from: '09:00', to: '18:00' }, ...body });
  const startOf = (body: { stops: Stop[] }, visitId: string) =>
    body.stops.find((stop) => stop.visitId === visitId)?.serviceStart;

  it('from here and now: what is done or in progress stays, the rest follows from where the agent is', async () => {
    const date = nextMonday();
    const done = await visitAt(2, `${date}T08:00:00Z`, { status: 'COMPLETED' });
    const running = await visitAt(20, `${date}T09:00:00Z`, { status: 'CHECKED_IN' });
    const checkedInAt = new Date(`${date}T09:20:00Z`);
    await story.prisma.visit.update({ where: { id: running.id }, data: { checkedInAt } });
    const missed = await visitAt(4, `${date}T08:45:00Z`, { durationMinutes: 10 });
    const ahead = await visitAt(21, `${date}T13:00:00Z`);
    const before = await story.prisma.visit.findMany({ where: { id: { in: [done.id, running.id] } } });
    const { status, body } = await plan({
      date,
      now: `${date}T09:30:10Z`,
      start: at(20),
      end: OFFICE,
      commit: true,
    });
    expect(status).toBe(201);
    expect(body.stops.map((stop: Stop) => stop.visitId)).toEqual([ahead.id, missed.id]);
    // Half an hour from the check-in, then a kilometre and three tenths.
    expect(Date.parse(body.totals.departure)).toBeGreaterThanOrEqual(Date.parse(`${date}T09:50:00Z`));
    expect(Date.parse(startOf(body, ahead.id)!)).toBeLessThan(Date.parse(`${date}T09:55:00Z`));
    expect(body.changes).toMatchObject({ kept: 0, moved: 2, dropped: 0, added: 0 });
    const after = await story.prisma.visit.findMany({ where: { id: { in: [done.id, running.id] } } });
    expect(after).toEqual(before);
  });

  it('forgets after thirty days where the agent stood, and then times no other order from there', async () => {
    const date = nextMonday();
    await visitAt(3, `${date}T13:00:00Z`);
    const planned = async (daysAgo: number) => {
      const { body } = await plan({ date, now: `${date}T09:30:00Z`, start: at(7), end: OFFICE });
      const createdAt = new Date(Date.now() - daysAgo * 86_400_000);
      await story.prisma.route.update({ where: { id: body.id }, data: { createdAt } });
      return body as { id: string; stops: Stop[] };
    };
    const [old, fresh] = [await planned(31), await planned(29)];
    await story.app.get(Housekeeping, { strict: false }).tick();
    const kept = async ({ id }: { id: string }) =>
      (await story.prisma.route.findUniqueOrThrow({ where: { id } })).input;
    expect(await kept(old)).not.toHaveProperty('start');
    expect(await kept(fresh)).toMatchObject({ start: at(7) });
    const { aldo } = story.people;
    const recalculated = ({ id, stops }: { id: string; stops: Stop[] }) =>
      story
        .as(aldo)
        .post(`/routes/${id}/recalculate`)
        .send({ order: stops.map(({ visitId }) => visitId) });
    expect((await recalculated(fresh)).status).toBe(200);
    expect((await recalculated(old)).body).toMatchObject({ status: 409, code: 'START_FORGOTTEN' });
    const { body } = await story.as(aldo).get(`/routes/${old.id}`);
    expect(body.stops).toHaveLength(old.stops.length);
    expect(JSON.stringify(body.links)).not.toContain(String(at(7).longitude).slice(0, 8));
  });

  it('an appointment that was missed is told, not moved', async () => {
    const date = nextMonday();
    const missed = await visitAt(2, `${date}T08:30:00Z`, { status: 'CONFIRMED' });
    const { body } = await plan({ date, now: `${date}T10:00:00Z` });
    expect(body.unassigned).toEqual([expect.objectContaining({ visitId: missed.id, code: 'OUTSIDE_SHIFT' })]);
    expect(body.changes).toMatchObject({ dropped: 1 });
  });

  it('an unchanged day keeps its plan, to the minute', async () => {
    const date = nextMonday();
    const clientIds = await Promise.all([14, 3, 9, 6, 11].map((km) => clientAt(km)));
    const first = (await plan({ date, clientIds, commit: true })).body;
    const { body } = await plan({ date, minutesPerMove: 10 });
    expect(body.stops).toEqual(first.stops);
    expect(body.changes).toEqual({ kept: 5, moved: 0, minutesMoved: 0, dropped: 0, added: 0 });
  });

  it('one more client moves nobody where there is room, and the plan that moves all is there for the asking', async () => {
    const date = nextMonday();
    const visits = [
      await visitAt(10, `${date}T09:00:00Z`),
      await visitAt(2, `${date}T10:30:00Z`),
      await visitAt(12, `${date}T13:00:00Z`),
    ];
    const clientIds = [await clientAt(3)];
    const steady = (await plan({ date, clientIds, minutesPerMove: 60 })).body;
    expect(visits.map(({ id }) => startOf(steady, id))).toEqual(
      visits.map(({ scheduledAt }) => scheduledAt.toISOString()),
    );
    expect(steady.changes).toMatchObject({ kept: 3, moved: 0, added: 1 });
    const free = (await plan({ date, clientIds })).body;
    expect(free.changes.moved).toBeGreaterThan(0);
    expect(free.totals.travelSeconds).toBeLessThan(steady.totals.travelSeconds);
    expect((await story.as(story.people.aldo).get(`/routes/${free.id}`)).body).toEqual(free);
  });

  it('a locked visit stays at its time while the others move', async () => {
    const date = nextMonday();
    const locked = await visitAt(10, `${date}T13:00:00Z`);
    const loose = await visitAt(9, `${date}T16:00:00Z`);
    const { body } = await plan({ date, lockedVisitIds: [locked.id] });
    expect(startOf(body, locked.id)).toBe(locked.scheduledAt.toISOString());
    expect(startOf(body, loose.id)).not.toBe(loose.scheduledAt.toISOString());
    expect(body.changes).toMatchObject({ kept: 1, moved: 1 });
    const elsewhere = await visitAt(3, `${nextMonday()}T13:00:00Z`);
    for (const id of [randomUUID(), elsewhere.id])
      expect((await plan({ date, lockedVisitIds: [id] })).body.errors[0]).toMatchObject({
        ...{ pointer: '/lockedVisitIds/0', code: 'VISIT_UNKNOWN' },
      });
  });

  it.each([
    ['NOT_THAT_DAY', '2026-02-17T10:00:00Z'],
    ['SHIFT_OVER', '2026-02-16T17:00:00Z'],
    ['SHIFT_OVER', '2026-02-16T22:59:30Z'],
  ])('a moment that leaves no day to plan is refused: %s', async (code, now) => {
    const { status, body } = await plan({ date: '2026-02-16', now });
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({ pointer: '/now', code });
  });

  it('an order made by hand is timed on the days when the clock changes, and with lunch in between', async () => {
    for (const [date, noon] of [
      ['2026-03-29', '2026-03-29T10:30:00.000Z'],
      ['2026-10-25', '2026-10-25T11:30:00.000Z'],
    ] as const) {
      const clientIds = [await clientAt(3), await clientAt(6)];
      const lunchBreak = { from: '12:30', to: '14:00', minutes: 60 };
      const { body } = await plan({ date, clientIds, visitMinutes: 200, lunchBreak });
      const order = body.stops.map(({ clientId }: Stop) => clientId);
      const turned = await story
        .as(story.people.aldo)
        .post(`/routes/${body.id}/recalculate`)
        .send({ order: [...order].reverse() });
      expect(turned.status).toBe(200);
      expect(turned.body.violations).toEqual([]);
      expect(turned.body.lunchBreak).toMatchObject({ beforeSequence: 2 });
      expect(turned.body.lunchBreak.start >= noon).toBe(true);
      const [first, second] = turned.body.stops;
      expect(Date.parse(second.serviceStart) - Date.parse(first.departure)).toBeGreaterThanOrEqual(3_600_000);
    }
  });

  it('a visit by hand over the whole of lunch time is a broken break, with its minutes', async () => {
    const clientIds = [await clientAt(3), await clientAt(6)];
    const lunchBreak = { from: '12:30', to: '13:30', minutes: 60 };
    const { body } = await plan({
      ...{ date: nextMonday(), clientIds, visitMinutes: 150, lunchBreak },
      shift: { from: '10:00', to: '18:00' },
    });
    const later = await story
      .as(story.people.aldo)
      .post(`/routes/${body.id}/recalculate`)
      .send({ order: clientIds });
    expect(later.body.violations.map(({ type }: { type: string }) => type)).toEqual(['BREAK']);
    expect(later.body.violations[0].excess).toBeGreaterThan(0);
  });
});
