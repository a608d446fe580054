import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createVisit } from '../factories/visit.ts';
import { startStory, type Story } from '../support/story.ts';

const OFFICE = { latitude: 45.4642, longitude: 9.19 };

interface FoundDay {
  date: string;
  scheduledAt: string;
  addedTravelMeters: number;
  travelMeters: number;
}

describe('moving a visit to another day', () => {
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
      .send({
        clientId,
        from: '2026-03-02',
        days: 3,
        start: OFFICE,
        shift: { from: '09:00', to: '18:00' },
        ...body,
      });

  it('says what the day costs where it stands and what another would, before and after', async () => {
    const { aldo } = story.people;
    const [far, neighbour] = [await clientAt(20), await clientAt(21)];
    const visit = await createVisit(story, aldo, { clientId: far, scheduledAt: '2026-03-02T09:00:00Z' });
    await createVisit(story, aldo, { clientId: neighbour, scheduledAt: '2026-03-03T09:00:00Z' });
    const { status, body } = await find(far, { visitId: visit.id });
    expect(status).toBe(200);
    const days = new Map((body.days as FoundDay[]).map((day) => [day.date, day]));
    const [monday, tuesday] = [days.get('2026-03-02'), days.get('2026-03-03')];
    // Alone on Monday: there and back, all of the day's driving is its own, at the time that it has.
    expect(monday).toMatchObject({ scheduledAt: visit.scheduledAt.toISOString() });
    expect(monday!.travelMeters).toBe(monday!.addedTravelMeters);
    expect(monday!.addedTravelMeters).toBeGreaterThan(50_000);
    // On Tuesday it lies on the way.
    expect(tuesday!.addedTravelMeters).toBeLessThan(1_000);
    expect(tuesday!.travelMeters - tuesday!.addedTravelMeters).toBeGreaterThan(50_000);
  });

  it('takes as long on another day as it was meant to, unless somebody says otherwise', async () => {
    const { aldo } = story.people;
    const [client, other] = [await clientAt(1), await clientAt(2)];
    const long = { clientId: client, scheduledAt: '2026-03-16T08:30:00Z', durationMinutes: 240 };
    const { id: visitId } = await createVisit(story, aldo, long);
    const there = { clientId: other, scheduledAt: '2026-03-17T09:00:00Z', durationMinutes: 120 };
    await createVisit(story, aldo, there);
    const daysFor = async (body: object) => {
      const frame = { from: '2026-03-16', days: 2, shift: { from: '09:00', to: '14:00' } };
      const { body: found } = await find(client, { ...frame, visitId, ...body }).expect(200);
      return (found.days as FoundDay[]).map(({ date }) => date).sort();
    };
    expect(await daysFor({})).toEqual(['2026-03-16']);
    expect(await daysFor({ durationMinutes: 30 })).toEqual(['2026-03-16', '2026-03-17']);
  });

  it('is asked only of a visit to that client that can still be moved', async () => {
    const { aldo, beppe } = story.people;
    const client = await clientAt(2);
    const done = await createVisit(story, aldo, { clientId: client, status: 'COMPLETED' });
    const foreign = await createVisit(story, beppe, {
      clientId: client,
      scheduledAt: '2026-03-04T09:00:00Z',
    });
    for (const { id } of [done, foreign]) {
      const { status, body } = await find(client, { visitId: id });
      expect([status, body.errors[0].pointer, body.errors[0].code]).toEqual([
        400,
        '/visitId',
        'VISIT_UNKNOWN',
      ]);
    }
  });

  it('the calendar shows each day with names, places and opening hours, and why a day is off', async () => {
    const { aldo, beppe } = story.people;
    const openingHours = { mon: [['15:00', '19:00']] };
    const clientId = await clientAt(3, { name: 'Bar Sport', city: 'Monza', openingHours });
    await createVisit(story, aldo, { clientId, scheduledAt: '2026-04-07T09:00:00Z' });
    const { status, body } = await story.as(aldo).get('/routes/calendar?from=2026-04-03&days=5');
    expect(status).toBe(200);
    expect(
      body.days.map(({ date, off }: { date: string; off: { code: string } | null }) => [date, off?.code]),
    ).toEqual([
      ['2026-04-03', undefined],
      ['2026-04-04', 'WEEKEND'],
      ['2026-04-05', 'WEEKEND'],
      ['2026-04-06', 'HOLIDAY'],
      ['2026-04-07', undefined],
    ]);
    expect(body.days[4].visits).toMatchObject([
      {
        clientName: 'Bar Sport',
        city: 'Monza',
        latitude: OFFICE.latitude,
        open: [],
        closed: expect.any(String),
      },
    ]);
    const other = await story.as(beppe).get(`/routes/calendar?agentId=${aldo.id}`);
    expect([other.status, other.body.errors[0].code]).toEqual([400, 'OWNER_UNKNOWN']);
  });
});
