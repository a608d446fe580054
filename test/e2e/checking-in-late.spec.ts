import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createClient } from '../factories/client.ts';
import { createVisit } from '../factories/visit.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

const DUOMO = { latitude: 45.4642, longitude: 9.19 };

describe('a telephone that was offline', () => {
  let story: Story;
  let clientId: string;
  let day = 1;
  beforeAll(async () => {
    story = await startStory();
    clientId = (await createClient(story, story.people.aldo, { name: 'Baita', ...DUOMO })).id;
  });
  afterAll(() => story.end());

  /** A visit of Aldo's at nine in Rome, each on a day of its own in March 2026, and the evening of that day. */
  const aDay = async () => {
    day += 1;
    const date = `2026-03-${String(day).padStart(2, '0')}`;
    const visit = await createVisit(story, story.people.aldo, { clientId, scheduledAt: `${date}T08:00:00Z` });
    story.clock.setTo(`${date}T18:00:00Z`);
    return { id: visit.id, at: (time: string) => `${date}T${time}:00.000Z` };
  };
  const send = (id: string, step: string, body: object, key: string = randomUUID()) =>
    story.as(story.people.aldo).post(`/visits/${id}/${step}`).set('Idempotency-Key', key).send(body);

  it('tells in the evening of the morning: the visit counts when it was, and says how late that came', async () => {
    const { id, at } = await aDay();
    const checkIn = await send(id, 'check-in', { at: at('08:03'), ...DUOMO, accuracyMeters: 8 });
    expect(checkIn.status).toBe(200);
    expect(checkIn.body).toMatchObject({
      ...{ status: 'CHECKED_IN', verification: 'VERIFIED', checkedInAt: at('08:03') },
      ...{ recordedLate: true, checkInLateSeconds: 35_820, checkOutLateSeconds: null },
    });
    const checkOut = await send(id, 'check-out', { at: at('08:33'), outcome: 'ORDER', orderAmount: '90' });
    expect(checkOut.body).toMatchObject({
      ...{ status: 'COMPLETED', checkedOutAt: at('08:33'), checkOutLateSeconds: 34_020, recordedLate: true },
    });
    const journal = await story.prisma.journalEntry.findMany({
      where: { entityId: id },
      orderBy: { id: 'asc' },
    });
    expect(journal).toMatchObject([
      { at: new Date(at('08:03')), facts: { lateSeconds: 35_820 } },
      { at: new Date(at('08:33')), facts: { lateSeconds: 34_020 } },
    ]);
  });

  it('stands in the figures and in the client’s history at the hour of the visit', async () => {
    const { id, at } = await aDay();
    await send(id, 'check-in', { at: at('08:00') });
    story.clock.setTo(new Date(Date.parse(at('18:00')) + 86_400_000).toISOString());
    await send(id, 'check-out', { at: at('08:40'), outcome: 'FOLLOW_UP' });
    await refreshFigures(story);
    const fact = await story.prisma.$queryRaw<{ kept_plan: boolean; store_seconds: bigint }[]>`
      SELECT kept_plan, store_seconds FROM kpi_visit_fact WHERE visit_id = ${id}::uuid`;
    expect(fact).toEqual([{ kept_plan: true, store_seconds: 2400n }]);
    const { items } = (await story.as(story.people.anna).get(`/clients/${clientId}/timeline`)).body;
    const told = items.find(
      (entry: { action: string; entityId: string }) =>
        entry.entityId === id && entry.action === 'visit.checked-out',
    );
    expect(told).toMatchObject({ at: at('08:40'), facts: { lateSeconds: 120_000 } });
  });

  it('may send a tap twice, and a check-out before its check-in: each counts once, in its order', async () => {
    const { id, at } = await aDay();
    const [into, out] = [randomUUID(), randomUUID()];
    const leave = () => send(id, 'check-out', { at: at('09:00'), outcome: 'OTHER' }, out);
    const early = await leave();
    expect([early.status, early.body.code]).toEqual([409, 'VISIT_TRANSITION']);
    const enter = () => send(id, 'check-in', { at: at('08:30') }, into);
    const [first, again] = [await enter(), await enter()];
    expect([first.status, again.status, again.headers['idempotent-replayed']]).toEqual([200, 200, 'true']);
    expect(again.body).toEqual(first.body);
    expect((await leave()).body).toMatchObject({ status: 'COMPLETED', version: 3 });
    expect((await leave()).headers['idempotent-replayed']).toBe('true');
    const afterwards = await send(id, 'check-in', { at: at('08:30') });
    expect([afterwards.status, afterwards.body.currentStatus]).toEqual([409, 'COMPLETED']);
    expect(await story.prisma.journalEntry.count({ where: { entityId: id } })).toBe(2);
  });

  it('is not lost because the plan moved the visit meanwhile', async () => {
    const { id, at } = await aDay();
    const tomorrow = new Date(Date.parse(at('08:00')) + 86_400_000 + 36_000_000);
    await story.prisma.visit.update({
      where: { id },
      data: { scheduledAt: tomorrow, endsAt: new Date(tomorrow.getTime() + 1_800_000) },
    });
    expect((await send(id, 'check-in', { at: at('08:05') })).body).toMatchObject({
      status: 'CHECKED_IN',
      checkedInAt: at('08:05'),
    });
  });

  it('is not late by what the network takes, nor ahead by a clock that is nearly right', async () => {
    const { id, at } = await aDay();
    const prompt = await send(id, 'check-in', { at: at('17:59') });
    expect(prompt.body).toMatchObject({ recordedLate: false, checkInLateSeconds: null });
    const ahead = await send(id, 'check-out', { at: at('18:04'), outcome: 'OTHER' });
    expect(ahead.body).toMatchObject({ checkedOutAt: at('18:00'), recordedLate: false });
  });

  it.each([
    ['TAP_IN_THE_FUTURE', { days: 0, time: '18:06' }],
    ['TAP_TOO_LONG_AGO', { days: 7, time: '17:59' }],
  ])('%s: what it says can not be', async (code, { days, time }) => {
    const { id, at } = await aDay();
    const when = new Date(Date.parse(at(time)) - days * 86_400_000).toISOString();
    const { status, body } = await send(id, 'check-in', { at: when });
    expect([status, body.errors[0]]).toEqual([400, expect.objectContaining({ pointer: '/at', code })]);
    expect((await story.prisma.visit.findUniqueOrThrow({ where: { id } })).status).toBe('PLANNED');
  });

  it('can not end a visit before it began', async () => {
    const { id, at } = await aDay();
    await send(id, 'check-in', { at: at('09:00') });
    const { status, body } = await send(id, 'check-out', { at: at('08:59'), outcome: 'OTHER' });
    expect([status, body.errors[0].code]).toEqual([400, 'TAP_BEFORE_CHECK_IN']);
    expect((await send(id, 'check-out', { at: at('09:00'), outcome: 'OTHER' })).status).toBe(200);
    expect((await send(id, 'check-in', { at: 'ieri' })).body.errors[0].pointer).toBe('/at');
  });
});
