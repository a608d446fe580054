import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createClient } from '../factories/client.ts';
import { createVisit } from '../factories/visit.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

const OFFICE = { latitude: 45.4642, longitude: 9.19 };
const MONDAY = '2026-03-02';
const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri'];

interface Stop {
  clientId: string;
  visitId: string | null;
  serviceStart: string;
  departure: string;
}
interface Week {
  routes: { id: string; date: string; committed: boolean; objective: string; stops: Stop[] }[];
  unassigned: { clientId: string; visitId: string | null; code: string; message: string }[];
  refused: { date: string; code: string }[];
}

describe('planning several days', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    story.clock.setTo('2026-03-02T06:00:00Z');
  });
  afterAll(() => story.end());
  /** Each story has the company to itself. */
  afterEach(async () => {
    await story.prisma.route.deleteMany();
    await story.prisma.visit.deleteMany();
    await story.prisma.client.deleteMany();
  });

  /** A client so many kilometres east of the office, last visited so many days ago. */
  const clientAt = async (km: number, daysAgo: number | null = null, fields: object = {}) => {
    const { aldo } = story.people;
    const longitude = OFFICE.longitude + km / 77.98;
    const { id } = await createClient(story, aldo, {
      ...{ latitude: OFFICE.latitude, longitude, visitIntervalDays: 30 },
      ...fields,
    });
    const before = (days: number) => new Date(Date.parse('2026-03-02T09:00:00Z') - days * 86_400_000);
    await story.prisma.client.update({ where: { id }, data: { createdAt: before(20) } });
    if (daysAgo !== null)
      await createVisit(story, aldo, {
        ...{ clientId: id, scheduledAt: before(daysAgo).toISOString(), status: 'COMPLETED' },
        durationMinutes: 1,
      });
    return id;
  };
  const plan = (body: object, person: Person = story.people.aldo) =>
    story
      .as(person)
      .post('/routes/plan-week')
      .send({ from: MONDAY, days: 5, start: OFFICE, shift: { from: '09:00', to: '18:00' }, ...body });
  const dayOf = (week: Week, clientId: string) =>
    week.routes.find(({ stops }) => stops.some((stop) => stop.clientId === clientId))?.date;

  it('puts who is due into the days, the most overdue first, and nobody who is not due', async () => {
    const latest = await clientAt(3, 120);
    const thursday = await clientAt(4, 27);
    const [resting, planned] = [await clientAt(5, 1), await clientAt(6, 60)];
    await createVisit(story, story.people.aldo, {
      clientId: planned,
      scheduledAt: '2026-03-20T10:00:00Z',
    });
    const { status, body } = await plan({});
    expect(status).toBe(201);
    expect(body.routes.map(({ date }: { date: string }) => date)).toEqual([
      ...['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06'],
    ]);
    expect(dayOf(body, latest)! <= '2026-03-03').toBe(true);
    expect(dayOf(body, thursday)! <= '2026-03-05').toBe(true);
    expect([dayOf(body, resting), dayOf(body, planned)]).toEqual([undefined, undefined]);
    expect(body).toMatchObject({
      ...{ unassigned: [], refused: [], skipped: [] },
      cadence: { due: 2, onTime: 1, late: 1, left: 0, moreDue: false },
    });
    for (const route of body.routes as Week['routes']) {
      expect(route).toMatchObject({ committed: false, objective: 'MAX_PRIORITY', engine: 'in-process' });
      expect((await story.as(story.people.aldo).get(`/routes/${route.id}`)).body).toEqual(route);
    }
  });

  it('keeps each visit of the calendar at its time, planned ones too, and frozen days as they are', async () => {
    const { aldo } = story.people;
    const [a, b, c, due] = [await clientAt(9), await clientAt(2), await clientAt(3), await clientAt(4, 90)];
    const frozen = await createVisit(story, aldo, { clientId: c, scheduledAt: '2026-03-02T09:00:00Z' });
    const loose = await createVisit(story, aldo, { clientId: a, scheduledAt: '2026-03-03T10:10:00Z' });
    const fixed = await createVisit(story, aldo, {
      ...{ clientId: b, scheduledAt: '2026-03-04T13:00:00Z', fixed: true },
    });
    const { body } = await plan({ days: 3, frozenDays: 1, commit: true });
    expect(body.routes.map(({ date }: { date: string }) => date)).toEqual(['2026-03-03', '2026-03-04']);
    expect(body.skipped).toMatchObject([{ date: MONDAY, reason: 'FROZEN' }]);
    const stops = (body as Week).routes.flatMap((route) => route.stops);
    for (const visit of [loose, fixed])
      expect(stops.find(({ visitId }) => visitId === visit.id)?.serviceStart).toBe(
        visit.scheduledAt.toISOString(),
      );
    expect(dayOf(body, due)).toBeDefined();
    const after = await story.prisma.visit.findMany({
      where: { id: { in: [frozen.id, loose.id, fixed.id] } },
      orderBy: { scheduledAt: 'asc' },
    });
    expect(after).toEqual([frozen, loose, fixed]);
  });

  it('visits again in time whom a frozen day, or one before the plan, has already', async () => {
    const { aldo } = story.people;
    const [weekly, monthly] = [
      await clientAt(3, 6, { visitIntervalDays: 7 }),
      await clientAt(4, 29, { visitIntervalDays: 30 }),
    ];
    await createVisit(story, aldo, { clientId: weekly, scheduledAt: '2026-03-02T09:00:00Z' });
    await createVisit(story, aldo, { clientId: monthly, scheduledAt: '2026-03-02T10:00:00Z' });
    for (const span of [
      { days: 10, frozenDays: 1 },
      { from: '2026-03-03', days: 9 },
    ]) {
      const { body } = await plan(span);
      const days = (body as Week).routes.filter(({ stops }) => stops.length > 0).map(({ date }) => date);
      expect(body.cadence).toMatchObject({ due: 1, onTime: 1, outside: [] });
      expect(days).toHaveLength(1);
      expect(days[0]! >= '2026-03-06' && days[0]! <= '2026-03-09').toBe(true);
      expect([dayOf(body, weekly), dayOf(body, monthly)]).toEqual([days[0], undefined]);
    }
  });

  it('sends nobody on weekends, holidays and absences, nor to a closed shop', async () => {
    const closed = EVERY_DAY.filter((day) => day !== 'wed').map((day) => [day, [['09:00', '12:30']]]);
    const clientIds = [await clientAt(2, null, { openingHours: Object.fromEntries(closed) })];
    const { body } = await plan({ from: '2026-06-01', days: 3, absentOn: ['2026-06-01'], clientIds });
    expect(body.skipped).toMatchObject([
      { date: '2026-06-01', reason: 'ABSENT' },
      { date: '2026-06-02', reason: 'HOLIDAY' },
    ]);
    expect(body.routes.map(({ date }: { date: string }) => date)).toEqual([
      ...['2026-06-03', '2026-06-04', '2026-06-05'],
    ]);
    expect(['2026-06-04', '2026-06-05']).toContain(dayOf(body, clientIds[0]!));
    const nextWeek = await plan({ from: '2026-06-05', days: 2, clientIds });
    expect(nextWeek.body.skipped).toMatchObject([
      { date: '2026-06-06', reason: 'WEEKEND' },
      { date: '2026-06-07', reason: 'WEEKEND' },
    ]);
  });

  it('names the visits of the calendar that stand before a closed door, and leaves them where they are', async () => {
    const clientId = await clientAt(3, null, { openingHours: { tue: [['09:00', '12:30']] } });
    const visitAt = (scheduledAt: string) => createVisit(story, story.people.aldo, { clientId, scheduledAt });
    const closed = await visitAt('2026-03-02T09:00:00Z');
    const early = await visitAt('2026-03-03T11:15:00Z');
    const { body } = await plan({});
    expect(body.closedDoors).toEqual([
      { visitId: closed.id, clientId, date: MONDAY, message: 'The client is closed that day.' },
      {
        ...{ visitId: early.id, clientId, date: '2026-03-03' },
        message: 'The client is open 09:00–12:30 that day.',
      },
    ]);
    expect(body.routes[0].stops).toMatchObject([{ visitId: closed.id }]);
  });

  it('says why somebody is left out of all days', async () => {
    const shut = await clientAt(2, null, { openingHours: { sat: [['09:00', '12:00']] } });
    const nowhere = await clientAt(2, null, { latitude: undefined, longitude: undefined });
    const many = await Promise.all(Array.from({ length: 5 }, (_, i) => clientAt(3 + i)));
    const { body } = await plan({
      ...{ clientIds: [shut, nowhere, ...many], days: 2, visitMinutes: 100, objective: 'MAX_VISITS' },
      shift: { from: '09:00', to: '13:00' },
    });
    const reasons = new Map(
      (body as Week).unassigned.map(({ clientId, code, message }) => [clientId, { code, message }]),
    );
    expect(reasons.get(shut)).toEqual({
      code: 'CLOSED_THAT_DAY',
      message: 'The client is closed on every day of the plan.',
    });
    expect(reasons.get(nowhere)?.code).toBe('NO_COORDINATES');
    const left = many.filter((id) => dayOf(body, id) === undefined);
    expect(left).toHaveLength(1);
    expect(reasons.get(left[0]!)?.code).toMatch(/NO_ROOM|LOWER_PRIORITY/);
  });

  it('comes late rather than never when the days before are full', async () => {
    const crowd = await Promise.all(Array.from({ length: 6 }, () => clientAt(3, 29)));
    const { body } = await plan({ shift: { from: '09:00', to: '11:00' }, visitMinutes: 45 });
    expect(crowd.map((id) => dayOf(body, id))).not.toContain(undefined);
    expect(body.cadence).toMatchObject({ due: 6, left: 0 });
    expect(body.cadence.late).toBeGreaterThan(0);
  });

  const daysOf = (week: Week, clientId: string) =>
    week.routes
      .filter(({ stops }) => stops.some((stop) => stop.clientId === clientId))
      .map(({ date }) => date);
  const apart = (days: readonly string[]) =>
    days.slice(1).map((day, i) => (Date.parse(day) - Date.parse(days[i]!)) / 86_400_000);

  it('visits a client as often in four weeks as its interval asks, and a second plan adds nothing', async () => {
    const weekly = await clientAt(3, 5, { visitIntervalDays: 7 });
    const fortnightly = await clientAt(4, 12, { visitIntervalDays: 14 });
    const monthly = await clientAt(5, 20);
    const { status, body } = await plan({ days: 20, commit: true });
    expect(status).toBe(201);
    expect(body.cadence).toEqual({
      ...{ due: 3, onTime: 3, late: 0, left: 0, moreDue: false, visitsNeeded: 7, outside: [] },
    });
    for (const [id, interval, first] of [
      [weekly, 7, '2026-03-04'],
      [fortnightly, 14, '2026-03-04'],
      [monthly, 30, '2026-03-12'],
    ] as const) {
      const days = daysOf(body, id);
      expect(days[0]! <= first).toBe(true);
      for (const gap of apart(days)) {
        expect(gap).toBeLessThanOrEqual(interval);
        expect(gap).toBeGreaterThanOrEqual(Math.floor(interval / 2));
      }
      expect(Date.parse(days.at(-1)!) + interval * 86_400_000).toBeGreaterThan(Date.parse('2026-03-29'));
    }
    const before = await story.prisma.visit.findMany({ orderBy: { id: 'asc' } });
    expect(before.filter((visit) => visit.status === 'PLANNED')).toHaveLength(7);
    const again = await plan({ days: 20, commit: true });
    expect(again.body).toMatchObject({ unassigned: [], cadence: { due: 3, onTime: 3, visitsNeeded: 0 } });
    expect(await story.prisma.visit.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
  });

  it('fills in the visits that are missing between those of the calendar', async () => {
    const weekly = await clientAt(3, 5, { visitIntervalDays: 7 });
    for (const scheduledAt of ['2026-03-03T10:00:00Z', '2026-03-20T10:00:00Z'])
      await createVisit(story, story.people.aldo, { clientId: weekly, scheduledAt });
    const { body } = await plan({ days: 15 });
    const days = daysOf(body, weekly);
    expect(days).toHaveLength(4);
    expect(days.filter((day) => ['2026-03-03', '2026-03-20'].includes(day))).toHaveLength(2);
    expect(Math.max(...apart(days))).toBeLessThanOrEqual(7);
  });

  it('names who is not kept within the cadence, with the day and the reason', async () => {
    const overdue = await clientAt(2, 90);
    const shut = await clientAt(3, 12, {
      ...{ visitIntervalDays: 14, openingHours: { fri: [['09:00', '18:00']] } },
    });
    const planned = await clientAt(4, 28);
    await createVisit(story, story.people.aldo, { clientId: planned, scheduledAt: '2026-03-06T15:00:00Z' });
    const nowhere = await clientAt(5, 28, { latitude: undefined, longitude: undefined });
    const { body } = await plan({});
    expect(body.cadence).toMatchObject({ due: 4, onTime: 0, late: 3, left: 1 });
    const outside = new Map(
      body.cadence.outside.map((entry: { clientId: string }) => [entry.clientId, entry]),
    );
    expect(outside.get(overdue)).toMatchObject({ code: 'ALREADY_OVERDUE', dueOn: '2026-01-01' });
    expect(outside.get(shut)).toMatchObject({
      ...{ code: 'CLOSED_THAT_DAY', dueOn: '2026-03-04', visitedOn: '2026-03-06' },
    });
    expect(outside.get(planned)).toMatchObject({ code: 'PLANNED_LATER', visitedOn: '2026-03-06' });
    expect(outside.get(nowhere)).toMatchObject({ code: 'NO_COORDINATES', visitedOn: null });
  });

  it('says so when more clients stand in the calendar than one plan takes', async () => {
    const { id: ownerId } = story.people.aldo;
    const begun = Date.parse('2026-03-02T08:00:00Z');
    const clients = await story.prisma.client.createManyAndReturn({
      data: Array.from({ length: 310 }, (_, i) => ({ name: `Svapo ${i}`, ownerId })),
    });
    await story.prisma.visit.createMany({
      data: clients.map(({ id: clientId }, i) => {
        const scheduledAt = new Date(begun + Math.floor(i / 80) * 86_400_000 + (i % 80) * 300_000);
        const endsAt = new Date(+scheduledAt + 300_000);
        return { clientId, agentId: ownerId, scheduledAt, endsAt, durationMinutes: 5 };
      }),
    });
    const { status, body } = await plan({});
    expect([status, body.code]).toEqual([422, 'TOO_MANY_CANDIDATES']);
    expect(body.detail).toContain('Plan fewer days');
  });

  it('is the same for the same request and seed', async () => {
    for (const km of [3, 7, 1, 9, 4, 6, 12, 15]) await clientAt(km, 40 + km);
    const stops = async () => ((await plan({ seed: 5 })).body as Week).routes.map((route) => route.stops);
    expect(await stops()).toEqual(await stops());
  });

  it('reads the wall clock on both sides of the night when it changes', async () => {
    const openingHours = Object.fromEntries(EVERY_DAY.map((day) => [day, [['10:00', '10:30']]]));
    const clientIds = [await clientAt(1, null, { openingHours }), await clientAt(1, null, { openingHours })];
    const { body } = await plan({ from: '2026-03-27', days: 2, clientIds });
    const starts = (body as Week).routes.map(({ stops }) => stops[0]?.serviceStart);
    expect(starts).toEqual(['2026-03-27T09:00:00.000Z', '2026-03-30T08:00:00.000Z']);
  });

  it('writes each day whole or not at all, and names the day that the calendar refuses', async () => {
    const { aldo } = story.people;
    await createVisit(story, aldo, {
      ...{ clientId: await clientAt(1), scheduledAt: '2026-03-01T22:00:00Z', durationMinutes: 900 },
    });
    const onlyMonday = await clientAt(2, null, { openingHours: { mon: [['09:00', '12:00']] } });
    const onlyTuesday = await clientAt(2, null, { openingHours: { tue: [['09:00', '12:00']] } });
    const { body } = await plan({ days: 2, clientIds: [onlyMonday, onlyTuesday], commit: true });
    const [monday, tuesday] = (body as Week).routes;
    expect(body.refused).toEqual([
      { date: MONDAY, code: 'VISIT_OVERLAP', message: expect.stringContaining('keep their time') },
    ]);
    expect([monday?.committed, tuesday?.committed]).toEqual([false, true]);
    expect(await story.prisma.visit.count({ where: { clientId: onlyMonday } })).toBe(0);
    const written = await story.prisma.visit.findMany({ where: { clientId: onlyTuesday } });
    expect(written.map(({ id, scheduledAt }) => [id, scheduledAt.toISOString()])).toEqual([
      [tuesday?.stops[0]?.visitId, tuesday?.stops[0]?.serviceStart],
    ]);
  });

  it('keeps the days that it says it wrote when a later one is refused, sent with a key too', async () => {
    const { aldo } = story.people;
    await createVisit(story, aldo, {
      ...{ clientId: await clientAt(1), scheduledAt: '2026-03-08T22:00:00Z', durationMinutes: 900 },
    });
    const clientIds: string[] = [];
    for (const day of ['fri', 'mon', 'tue'])
      clientIds.push(await clientAt(2, null, { openingHours: { [day]: [['09:00', '12:00']] } }));
    const key = randomUUID();
    const send = () =>
      plan({ from: '2026-03-06', days: 3, clientIds, commit: true }).set('Idempotency-Key', key).expect(201);
    const { body } = await send();
    const { routes, refused } = body as Week;
    expect(refused).toMatchObject([{ date: '2026-03-09', code: 'VISIT_OVERLAP' }]);
    expect(routes.map(({ committed }) => committed)).toEqual([true, false, true]);
    const kept = await story.prisma.route.findMany({ orderBy: { date: 'asc' } });
    expect(kept.map(({ id, committed }) => [id, committed])).toEqual(
      routes.map(({ id, committed }) => [id, committed]),
    );
    const visits = await story.prisma.visit.findMany({ where: { clientId: { in: clientIds } } });
    expect(visits.map(({ clientId }) => clientId).sort()).toEqual([clientIds[0], clientIds[2]].sort());
    const planned = { action: 'route.planned', entityId: { in: routes.map(({ id }) => id) } };
    expect(await story.prisma.journalEntry.count({ where: planned })).toBe(3);
    const again = await send();
    expect([again.body, await story.prisma.route.count()]).toEqual([body, 3]);
  });

  it('plans around a visit of the calendar that no route can hold, and says that it cannot be kept', async () => {
    const lost = await createVisit(story, story.people.aldo, {
      ...{ clientId: await clientAt(1, null, { latitude: undefined, longitude: undefined }) },
      ...{ scheduledAt: '2026-03-02T08:00:00Z', durationMinutes: 60 },
    });
    const clientIds = [await clientAt(2)];
    const { body } = await plan({ days: 1, clientIds, commit: true });
    expect(body.refused).toEqual([]);
    expect(body.unassigned).toEqual([expect.objectContaining({ visitId: lost.id, code: 'NO_COORDINATES' })]);
    expect(body.routes[0].unassigned).toEqual(body.unassigned);
    expect(body.routes[0].stops[0].serviceStart >= '2026-03-02T09:00').toBe(true);
  });

  it('a second plan leaves all that the first one wrote where it is', async () => {
    for (const km of [3, 7, 1, 9]) await clientAt(km, 40 + km);
    await plan({ commit: true });
    const before = await story.prisma.visit.findMany({ orderBy: { id: 'asc' } });
    await clientAt(5, 200);
    const { body } = await plan({ commit: true });
    expect(body).toMatchObject({ refused: [], unassigned: [], cadence: { due: 5, visitsNeeded: 1 } });
    const ids = before.map(({ id }) => id);
    const after = await story.prisma.visit.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' } });
    expect(after).toEqual(before);
    // The visit of long ago and the new one.
    expect(await story.prisma.visit.count()).toBe(before.length + 2);
  });

  describe('from here and now', () => {
    const NOON = '2026-03-02T12:10:00Z';
    const here = { latitude: OFFICE.latitude, longitude: OFFICE.longitude + 20 / 77.98 };

    it('takes what is left of today, where the agent is, and then the next days', async () => {
      const { aldo } = story.people;
      const [done, begun] = [await clientAt(1), await clientAt(20)];
      const [later, due] = [await clientAt(4), await clientAt(20.5, 90)];
      await createVisit(story, aldo, {
        ...{ clientId: done, scheduledAt: '2026-03-02T08:30:00Z', status: 'COMPLETED', durationMinutes: 30 },
      });
      const inProgress = await createVisit(story, aldo, {
        ...{
          clientId: begun,
          scheduledAt: '2026-03-02T12:00:00Z',
          status: 'CHECKED_IN',
          durationMinutes: 30,
        },
      });
      const fixed = await createVisit(story, aldo, {
        ...{ clientId: later, scheduledAt: '2026-03-02T16:00:00Z', fixed: true },
      });
      const { status, body } = await plan({ days: 2, now: NOON, here, commit: true });
      expect([status, body.refused]).toEqual([201, []]);
      const [today, tomorrow] = (body as Week).routes;
      expect(today?.stops.map(({ clientId }) => clientId)).toEqual([due, later]);
      const [first, last] = today?.stops ?? [];
      expect(Date.parse(first?.serviceStart ?? '')).toBeGreaterThanOrEqual(
        Date.parse('2026-03-02T12:30:00Z'),
      );
      expect(Date.parse(first?.serviceStart ?? '')).toBeLessThan(Date.parse('2026-03-02T12:45:00Z'));
      expect(last?.serviceStart).toBe('2026-03-02T16:00:00.000Z');
      expect(tomorrow?.stops).toEqual([]);
      for (const visit of [inProgress, fixed])
        expect(await story.prisma.visit.findUnique({ where: { id: visit.id } })).toEqual(visit);
    });

    it('makes up for a visit that was missed, tomorrow when nothing is left of today', async () => {
      const { aldo } = story.people;
      const missed = await createVisit(story, aldo, {
        ...{ clientId: await clientAt(2), scheduledAt: '2026-03-02T09:00:00Z' },
      });
      const today = await plan({ days: 2, now: NOON });
      const [stop] = (today.body as Week).routes[0]?.stops ?? [];
      expect(stop).toMatchObject({ visitId: missed.id });
      expect(stop!.serviceStart >= NOON).toBe(true);
      const { status, body } = await plan({ days: 2, now: '2026-03-02T17:30:00Z', commit: true });
      expect([status, body.refused]).toEqual([201, []]);
      expect(body.skipped).toEqual([expect.objectContaining({ date: MONDAY, reason: 'SHIFT_OVER' })]);
      const written = await story.prisma.visit.findMany();
      expect(written.map(({ id, scheduledAt }) => [id, scheduledAt.toISOString().slice(0, 10)])).toEqual([
        [missed.id, '2026-03-03'],
      ]);
    });

    it('leaves today alone when it is frozen, and refuses a moment of another day', async () => {
      const { body } = await plan({ days: 2, now: NOON, frozenDays: 1 });
      expect(body.routes.map(({ date }: { date: string }) => date)).toEqual(['2026-03-03']);
      const other = await plan({ now: '2026-03-03T10:00:00Z' });
      expect([other.status, other.body.errors?.[0]]).toEqual([
        400,
        expect.objectContaining({ pointer: '/now', code: 'NOT_THAT_DAY' }),
      ]);
    });
  });

  it.each([
    ['/days', { days: 21 }],
    ['/now', { now: 'noon' }],
    ['/days', { days: 0 }],
    ['/from', { from: '2026-02-30' }],
    ['/frozenDays', { frozenDays: 5 }],
    ['/shift', { shift: { from: '18:00', to: '09:00' } }],
    ['/absentOn', { absentOn: ['monday'] }],
  ])('points at %s when it is wrong', async (pointer, wrong) => {
    const { status, body } = await plan(wrong);
    expect([status, body.errors?.[0].pointer]).toEqual([400, pointer]);
  });
});
