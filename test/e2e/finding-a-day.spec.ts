import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createClient } from '../factories/client.ts';
import { createVisit } from '../factories/visit.ts';
import { startStory, type Story } from '../support/story.ts';

const OFFICE = { latitude: 45.4642, longitude: 9.19 };

describe('finding a day for a client', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    story.clock.setTo('2026-03-02T06:00:00Z');
  });
  afterAll(() => story.end());

  const clientAt = async (km: number, fields: object = {}) =>
    (
      await createClient(story, story.people.aldo, {
        ...{ latitude: OFFICE.latitude, longitude: OFFICE.longitude + km / 77.98 },
        ...fields,
      })
    ).id;
  const find = (clientId: string, body: object = {}) =>
    story
      .as(story.people.aldo)
      .post('/routes/find-day')
      .send({ clientId, days: 5, start: OFFICE, shift: { from: '09:00', to: '18:00' }, ...body });

  it('ranks the days by what the visit adds, and says why the others are out', async () => {
    const { aldo } = story.people;
    const openingHours = Object.fromEntries(
      ['mon', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '18:00']]]),
    );
    const client = await clientAt(20, { openingHours });
    const [neighbour, near] = [await clientAt(20.5), await clientAt(1)];
    const thursday = await createVisit(story, aldo, {
      ...{ clientId: neighbour, scheduledAt: '2026-03-05T09:00:00Z' },
    });
    await createVisit(story, aldo, {
      ...{ clientId: near, scheduledAt: '2026-03-06T08:00:00Z', durationMinutes: 480 },
    });
    const before = await story.prisma.visit.findMany({ orderBy: { id: 'asc' } });
    const { status, body } = await find(client, { from: '2026-02-28', absentOn: ['2026-03-04'], days: 4 });
    expect(status).toBe(200);
    expect(body.days.map(({ date }: { date: string }) => date)).toEqual(['2026-03-05', '2026-03-02']);
    const [cheapest, alone] = body.days;
    expect(cheapest.addedMinutes).toBeLessThan(5);
    expect(alone.addedTravelMeters).toBeGreaterThan(50_000);
    expect(alone.addedMinutes).toBe(Math.ceil(alone.addedTravelSeconds / 60));
    const start = Date.parse(cheapest.scheduledAt);
    const end = start + 30 * 60_000;
    expect(end <= thursday.scheduledAt.getTime() || start >= thursday.endsAt.getTime()).toBe(true);
    expect(body.out.map(({ date, code }: Record<string, string>) => [date, code])).toEqual([
      ...[
        ['2026-02-28', 'WEEKEND'],
        ['2026-03-01', 'WEEKEND'],
        ['2026-03-03', 'CLOSED_THAT_DAY'],
        ['2026-03-04', 'ABSENT'],
        ['2026-03-06', 'NO_ROOM'],
      ],
    ]);
    expect(await story.prisma.visit.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
    expect(await story.prisma.route.count()).toBe(0);
  });

  it('names the holiday, and knows a client who is nowhere', async () => {
    const nowhere = (await createClient(story, story.people.aldo)).id;
    const { body } = await find(nowhere, { from: '2026-06-01', days: 2 });
    expect(body.days).toEqual([]);
    expect(body.out.map(({ code }: { code: string }) => code)).toEqual([
      ...['NO_COORDINATES', 'HOLIDAY', 'NO_COORDINATES'],
    ]);
    expect(body.out[1].message).toContain('Festa della Repubblica');
  });

  it('the time it proposes can be booked', async () => {
    const client = await clientAt(6);
    await createVisit(story, story.people.aldo, {
      ...{ clientId: await clientAt(3), scheduledAt: '2026-04-13T08:00:00Z' },
    });
    const { scheduledAt } = (await find(client, { from: '2026-04-13', days: 1, durationMinutes: 50 })).body
      .days[0];
    const booked = await story
      .as(story.people.aldo)
      .post('/visits')
      .send({ clientId: client, scheduledAt, durationMinutes: 50 });
    expect(booked.status).toBe(201);
  });

  it('a client of somebody else is as unknown as a missing one', async () => {
    const foreign = (await createClient(story, story.people.beppe)).id;
    for (const id of [foreign, randomUUID()])
      expect((await find(id, { from: '2026-04-13' })).body.errors[0]).toMatchObject({
        ...{ pointer: '/clientId', code: 'CLIENT_UNKNOWN' },
      });
  });
});
