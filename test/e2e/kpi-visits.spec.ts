import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { openVisitBook, type VisitBook } from '../factories/visit-book.ts';
import { createClient } from '../factories/client.ts';
import type { Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { figureRows } from '../support/recount.ts';
import { startStory, type Story } from '../support/story.ts';

interface Kpi {
  value: number | string | null;
  drillDown?: string;
}

describe('figures of visits', () => {
  let story: Story;
  let book: VisitBook;
  let aldo: Person;
  let month = 0;

  beforeAll(async () => {
    story = await startStory();
    book = openVisitBook(story);
    aldo = story.people.aldo;
  });
  // A month of its own keeps each figure apart from those of the tests before.
  beforeEach(() => {
    month += 1;
  });
  afterAll(() => story.end());

  const day = (date: number, time: string) =>
    new Date(`${new Date(Date.UTC(2024, month, date)).toISOString().slice(0, 10)}T${time}Z`).toISOString();
  const period = () =>
    `from=${day(1, '12:00').slice(0, 10)}&to=${new Date(Date.UTC(2024, month + 1, 1)).toISOString().slice(0, 10)}`;
  /** Long after all of it. */
  const read = async (
    path = `visits?${period()}`,
    person = story.people.admin,
    now = '2026-11-27T09:00:00Z',
  ) => {
    story.clock.setTo('2026-11-27T09:00:00Z');
    await refreshFigures(story);
    story.clock.setTo(now);
    const { body, status } = await story.as(person).get(`/analytics/${path}`);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body;
  };
  const kpisOf = async (...args: Parameters<typeof read>): Promise<Record<string, Kpi>> =>
    (await read(...args)).kpis;
  const listed = async (kpi: Kpi | undefined, person = story.people.admin): Promise<string[]> => {
    const { body, status } = await story.as(person).get(`${kpi?.drillDown}&limit=100`);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body.items.map(({ id }: { id: string }) => id).sort();
  };

  it('of a month without visits are zero, and null where there is nothing to divide by', async () => {
    const { kpis, points } = await read();
    const values = Object.fromEntries(
      Object.values<Kpi & { key: string }>(kpis).map((kpi) => [kpi.key, kpi.value]),
    );
    expect(values).toEqual({
      ...{ visitsPlanned: 0, visitsConfirmed: 0, visitsCompleted: 0, visitsCancelled: 0, visitsNoShow: 0 },
      ...{ visitsSkipped: 0, planAdherence: null, visitsCancelledByClient: 0, strikeRate: null },
      ...{ visitOrderAmount: '0.00', timeInStore: null, medianTimeInStore: null, visitsPerDay: null },
      ...{ kmPerVisit: null, visitCoverage: null, cadenceCompliance: null },
    });
    expect(points).toMatchObject([{ planned: { count: 0 }, planAdherence: null, strikeRate: null }]);
  });

  it('tell what became of each visit, and open to exactly those', async () => {
    const done = [
      await book.call(aldo, day(3, '08:00'), { order: '120.50' }),
      await book.call(aldo, day(3, '10:00')),
      await book.call(aldo, day(4, '08:00'), { order: '79.50' }),
    ];
    const [confirmed, cancelled, missed, skipped, open] = [
      await book.plan(aldo, day(5, '08:00')),
      await book.plan(aldo, day(5, '09:00')),
      await book.plan(aldo, day(5, '10:00')),
      await book.plan(aldo, day(5, '11:00')),
      await book.plan(aldo, day(5, '12:00')),
    ];
    await book.step(aldo, confirmed, 'confirm');
    await book.step(aldo, cancelled, 'cancel', { reason: 'Sciopero' });
    await book.step(aldo, missed, 'no-show');
    await book.step(aldo, skipped, 'skip', { reason: 'Neve' });
    const all = [...done, confirmed, cancelled, missed, skipped, open].sort();
    const deleted = await book.plan(aldo, day(6, '12:00'));
    expect((await story.as(aldo).delete(`/visits/${deleted}`)).status).toBe(204);

    const kpis = await kpisOf();
    const counts: [string, string[]][] = [
      ['visitsPlanned', all],
      ['visitsConfirmed', [confirmed]],
      ['visitsCompleted', [...done].sort()],
      ['visitsCancelled', [cancelled]],
      ['visitsNoShow', [missed]],
      ['visitsSkipped', [skipped]],
      ['visitsCancelledByClient', []],
    ];
    for (const [key, ids] of counts) {
      expect([key, kpis[key]?.value]).toEqual([key, ids.length]);
      expect([key, await listed(kpis[key])]).toEqual([key, ids]);
    }
    expect(kpis.strikeRate).toMatchObject({ value: 66.67, numerator: 2, denominator: 3 });
    expect(await listed(kpis.strikeRate)).toEqual([done[0], done[2]].sort());
    expect(kpis.visitOrderAmount).toMatchObject({ value: '200.00' });
    expect(kpis.visitsPerDay).toMatchObject({ value: 1.5, numerator: 3, denominator: 2 });
    // Nobody said that the client cancelled, so the plan still counts it.
    expect(kpis.planAdherence).toMatchObject({ value: 37.5, numerator: 3, denominator: 8 });
    expect(await listed(kpis.planAdherence)).toEqual([...done].sort());
  });

  it('leave what the client cancelled out of the plan, and list it apart', async () => {
    const kept = await book.call(aldo, day(3, '08:00'));
    const [theirs, ours] = [await book.plan(aldo, day(3, '10:00')), await book.plan(aldo, day(3, '11:00'))];
    await book.step(aldo, theirs, 'cancel', { reason: 'Ha chiuso per ferie', cancelledBy: 'CLIENT' });
    await book.step(aldo, ours, 'cancel', { reason: 'Macchina rotta', cancelledBy: 'COMPANY' });
    const kpis = await kpisOf();
    expect(kpis.planAdherence).toMatchObject({ value: 50, numerator: 1, denominator: 2 });
    expect(await listed(kpis.planAdherence)).toEqual([kept]);
    expect(kpis.visitsCancelledByClient).toMatchObject({ value: 1 });
    expect(await listed(kpis.visitsCancelledByClient)).toEqual([theirs]);
    expect(kpis.visitsCancelled).toMatchObject({ value: 2 });
    const { body } = await story.as(aldo).get(`/visits/${theirs}`);
    expect(body).toMatchObject({ cancelledBy: 'CLIENT', statusReason: 'Ha chiuso per ferie' });
    const refused = await story
      .as(aldo)
      .post(`/visits/${kept}/cancel`)
      .send({ reason: 'x', cancelledBy: 'ME' });
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, '/cancelledBy']);
  });

  it('don’t let a visit that was put off when its day had begun keep the plan of its new day', async () => {
    const putOff = await book.plan(aldo, day(3, '08:00'));
    await book.move(aldo, putOff, day(4, '08:00'), day(3, '15:00'));
    await book.move(aldo, putOff, day(5, '08:00'), day(3, '16:00'));
    await book.checkIn(aldo, putOff, day(5, '08:00'));
    await book.checkOut(aldo, putOff, day(5, '08:30'));
    const inTime = await book.plan(aldo, day(10, '08:00'));
    await book.move(aldo, inTime, day(12, '08:00'), day(9, '20:00'));
    await book.checkIn(aldo, inTime, day(12, '08:00'));
    await book.checkOut(aldo, inTime, day(12, '08:30'));
    const late = await book.call(aldo, day(17, '08:00'), { in: day(18, '08:00') });

    const kpis = await kpisOf();
    expect(kpis.visitsCompleted).toMatchObject({ value: 3 });
    expect(kpis.planAdherence).toMatchObject({ value: 33.33, numerator: 1, denominator: 3 });
    expect(await listed(kpis.planAdherence)).toEqual([inTime]);
    const planned = await story
      .as(aldo)
      .get(`/visits?plannedFrom=${day(3, '12:00').slice(0, 10)}&plannedTo=${day(4, '12:00').slice(0, 10)}`);
    expect(planned.body.items).toMatchObject([{ id: putOff, plannedOn: day(3, '12:00').slice(0, 10) }]);
    const missed = await story.as(aldo).get(`${kpis.planAdherence?.drillDown?.replace('true', 'false')}`);
    expect(missed.body.items.map(({ id }: { id: string }) => id).sort()).toEqual([putOff, late].sort());
  });

  it('begin a plan anew with the agent to whom a visit is given', async () => {
    const { alma, anna } = story.people;
    const id = await book.plan(aldo, day(3, '08:00'));
    await book.move(aldo, id, day(4, '08:00'), day(3, '15:00'));
    const given = await story.as(anna).patch(`/visits/${id}`).send({ agentId: alma.id });
    expect([given.status, given.body.plannedOn]).toEqual([200, day(4, '12:00').slice(0, 10)]);
    story.clock.setTo(day(4, '08:00'));
    await story.as(alma).post(`/visits/${id}/check-in`).send({});
    await book.checkOut(alma, id, day(4, '08:30'));
    expect((await kpisOf()).planAdherence).toMatchObject({ value: 100, numerator: 1, denominator: 1 });
    expect((await kpisOf(undefined, alma)).planAdherence).toMatchObject({ numerator: 1, denominator: 1 });
    expect((await kpisOf(undefined, aldo)).planAdherence).toMatchObject({ numerator: 0, denominator: 0 });
  });

  it('don’t count today and the days to come as missed', async () => {
    await book.call(aldo, day(3, '08:00'));
    for (const date of [4, 5, 6]) await book.plan(aldo, day(date, '08:00'));
    const kpis = await kpisOf(undefined, undefined, day(5, '12:00'));
    expect(kpis.planAdherence).toMatchObject({ value: 50, numerator: 1, denominator: 2 });
    expect(kpis.visitsPlanned).toMatchObject({ value: 4 });
    expect(await listed(kpis.planAdherence)).toHaveLength(1);
    expect((await kpisOf()).planAdherence).toMatchObject({ value: 25, denominator: 4 });
  });

  it('tell the mean and the median time in store, the median in whole minutes', async () => {
    for (const [date, seconds] of [
      [3, 10 * 60 + 59],
      [4, 20 * 60],
      [5, 33 * 60 + 1],
      [6, 9 * 3600],
    ] as const)
      await book.call(aldo, day(date, '06:00'), { seconds });
    await book.checkIn(aldo, await book.plan(aldo, day(7, '08:00')), day(7, '08:00'));
    const kpis = await kpisOf();
    expect(kpis.timeInStore).toMatchObject({ value: 9060, numerator: 36_240, denominator: 4 });
    expect(kpis.medianTimeInStore).toMatchObject({ value: 26.5 * 60, denominator: 4 });
  });

  it('measure no time in store where nobody knows when the agent came', async () => {
    await book.call(aldo, day(3, '08:00'), { seconds: 1200 });
    const id = await book.call(aldo, day(3, '10:00'), { seconds: 1800 });
    await story.prisma.visit.update({ where: { id }, data: { checkedInAt: null } });
    expect(await kpisOf()).toMatchObject({
      visitsCompleted: { value: 2 },
      timeInStore: { value: 1200, denominator: 1 },
      medianTimeInStore: { value: 1200, denominator: 1 },
    });
  });

  it('tell the kilometres of committed routes for the visits that were made, the way home with the last one', async () => {
    const office = { latitude: 45.4642, longitude: 9.19 };
    const at = (km: number) => ({ latitude: office.latitude, longitude: office.longitude + km / 77.98 });
    const clients = await Promise.all([5, 10, 15].map((km) => createClient(story, aldo, at(km))));
    const date = day(3, '12:00').slice(0, 10);
    story.clock.setTo(day(1, '08:00'));
    const plan = (body: object) =>
      story
        .as(aldo)
        .post('/routes/plan-day')
        .send({ date, start: office, end: office, shift: { from: '09:00', to: '18:00' }, ...body });
    const clientIds = clients.map(({ id }) => id);
    const tried = await plan({ clientIds });
    expect(tried.status).toBe(201);
    const { body: route, status } = await plan({ clientIds, commit: true });
    expect([status, route.stops.length]).toEqual([201, 3]);
    const [first, second, third] = route.stops as {
      visitId: string;
      travelMeters: number;
      serviceStart: string;
    }[];
    const walk = async (stop: typeof first): Promise<void> => {
      await book.checkIn(aldo, stop!.visitId, stop!.serviceStart);
      await book.checkOut(
        aldo,
        stop!.visitId,
        new Date(Date.parse(stop!.serviceStart) + 600_000).toISOString(),
      );
    };
    await walk(first);
    await walk(third);
    await book.step(aldo, second!.visitId, 'no-show');
    // Made too, but no route led there.
    await book.call(aldo, day(4, '08:00'));
    const kpis = await kpisOf();
    const meters = first!.travelMeters + third!.travelMeters + route.totals.returnMeters;
    expect(route.totals.returnMeters).toBeGreaterThan(5000);
    expect(kpis.kmPerVisit).toEqual({
      ...{ key: 'kmPerVisit', unit: 'km', denominator: 2, numerator: meters / 1000 },
      value: Math.round(meters / 20) / 100,
    });
  });

  it('follow time: days, weeks and months, each beside its previous ones', async () => {
    await book.call(aldo, day(3, '08:00'), { order: '10.00' });
    await book.call(aldo, day(20, '08:00'));
    const { points, previousPoints, kpis } = await read(`visits?${period()}&interval=week&compare=previous`);
    const weeks = points.map(({ planned, completed, withOrder, strikeRate, planAdherence }: never) => [
      planned['count'],
      completed['count'],
      withOrder['count'],
      strikeRate,
      planAdherence,
    ]);
    expect(weeks.filter(([planned]: [number]) => planned > 0)).toEqual([
      [1, 1, 1, 100, 100],
      [1, 1, 0, 0, 100],
    ]);
    expect(points.length).toBeGreaterThan(3);
    expect(previousPoints.length).toBeGreaterThan(3);
    expect(kpis.visitsCompleted).toMatchObject({ value: 2, previous: expect.any(Number) });
    expect(kpis.medianTimeInStore).toMatchObject({
      value: 1800,
      previous: expect.any(Number),
      change: expect.any(Number),
    });
    for (const point of points) expect(await listed(point.completed)).toHaveLength(point.completed.count);
  });

  it('stand in the row of each agent, and make the team’s', async () => {
    const { alma, anna, beppe } = story.people;
    await book.call(aldo, day(3, '08:00'), { order: '10.00', seconds: 600 });
    await book.call(aldo, day(3, '10:00'), { in: day(4, '10:00'), seconds: 1200 });
    await book.call(alma, day(5, '08:00'), { seconds: 3000 });
    await book.call(beppe, day(5, '08:00'), { seconds: 60 });
    const { agents } = await read(`agents?${period()}`, anna);
    const rows = agents.map((row: never) => [
      row['fullName'],
      row['visitsCompleted'],
      row['planAdherence']['value'],
      row['strikeRate']['value'],
      row['timeInStore']['value'],
      row['visitsPerDay']['value'],
      row['kmPerVisit']['value'],
    ]);
    expect(rows).toEqual([
      ['Aldo', 2, 50, 50, 900, 2, null],
      ['Alma', 1, 100, 0, 3000, 1, null],
    ]);
    const kpis = await kpisOf(undefined, anna);
    expect(kpis.timeInStore).toMatchObject({ value: 1600, denominator: 3 });
    expect(kpis.medianTimeInStore).toMatchObject({ value: 1200 });
    expect(kpis.planAdherence).toMatchObject({ numerator: 2, denominator: 3 });
    expect((await kpisOf()).visitsCompleted).toMatchObject({ value: 4 });
    expect(await kpisOf(`visits?${period()}&ownerId=${alma.id}`, anna)).toMatchObject({
      medianTimeInStore: { value: 3000 },
    });
    expect(await kpisOf(`visits?${period()}&ownerId=${beppe.id}`, anna)).toMatchObject({
      visitsPlanned: { value: 0 },
      medianTimeInStore: { value: null },
    });
  });

  it('correct an old day when a telephone tells of it late', async () => {
    const id = await book.plan(aldo, day(3, '08:00'));
    const before = await kpisOf(undefined, undefined, day(8, '09:00'));
    expect(before.visitsCompleted).toMatchObject({ value: 0 });
    expect(before.planAdherence).toMatchObject({ value: 0, denominator: 1 });
    const tap = (step: string, at: string, body: object = {}) =>
      story
        .as(aldo)
        .post(`/visits/${id}/${step}`)
        .set('Idempotency-Key', randomUUID())
        .send({ at, ...body });
    expect((await tap('check-in', day(3, '08:05'))).status).toBe(200);
    expect((await tap('check-out', day(3, '08:45'), { outcome: 'ORDER', orderAmount: '90' })).status).toBe(
      200,
    );
    const after = await kpisOf(undefined, undefined, day(8, '09:10'));
    expect(after.visitsCompleted).toMatchObject({ value: 1 });
    expect(after.planAdherence).toMatchObject({ value: 100, denominator: 1 });
    expect(after.medianTimeInStore).toMatchObject({ value: 2400 });
    expect(after.visitOrderAmount).toMatchObject({ value: '90.00' });
  });

  it('fall on business days of Rome, whatever the clock does', async () => {
    // 29 March 2026 has 23 hours, 25 October 25.
    for (const at of [
      '2026-03-28T22:20:00Z',
      '2026-03-28T23:00:00Z',
      '2026-03-29T21:20:00Z',
      '2026-03-29T22:00:00Z',
      '2026-10-24T21:20:00Z',
      '2026-10-24T22:00:00Z',
      '2026-10-25T22:20:00Z',
      '2026-10-25T23:00:00Z',
    ])
      await book.call(aldo, at, { seconds: 1200 });
    // Through the hour that does not exist, and through the one that comes twice.
    await book.call(aldo, '2026-03-29T00:30:00Z', { seconds: 3600 });
    await book.call(aldo, '2026-10-25T00:30:00Z', { seconds: 5400 });
    const on = async (from: string, to: string) => {
      const { points, kpis } = await read(`visits?from=${from}&to=${to}&interval=day`);
      for (const point of points) expect(await listed(point.planned)).toHaveLength(point.planned.count);
      expect(kpis.planAdherence).toMatchObject({ value: 100 });
      return points.map(({ completed }: never) => completed['count']);
    };
    expect(await on('2026-03-28', '2026-03-31')).toEqual([1, 3, 1]);
    expect(await on('2026-10-24', '2026-10-27')).toEqual([1, 3, 1]);
    const longest = await kpisOf('visits?from=2026-10-25&to=2026-10-26');
    expect(longest.timeInStore).toMatchObject({ numerator: 1200 + 1200 + 5400, denominator: 3 });
  });

  it('are the same after all of this when they are made anew', async () => {
    const kept = await figureRows(story);
    await refreshFigures(story, { full: true });
    expect(await figureRows(story)).toEqual(kept);
    expect(kept.visitFacts?.length).toBeGreaterThan(30);
    expect(kept.visitStays?.length).toBeGreaterThan(10);
  });
});
