import { SeriesJob } from '#app/visits/series/series-job.service.js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { createClient } from '../factories/client.ts';
import { createVisit } from '../factories/visit.ts';
import type { Person } from '../support/people.ts';
import { bootApp, startStory, type Story } from '../support/story.ts';

/** A Monday. */
const TODAY = '2026-03-09';

interface VisitRow {
  id: string;
  scheduledAt: string;
  status: string;
  purpose: string | null;
  version: number;
}

describe('recurring visits', () => {
  let story: Story;
  let clientId: string;
  let hour = 5;
  beforeAll(async () => {
    story = await startStory();
    clientId = (await createClient(story, story.people.aldo, { name: 'Bottega' })).id;
    setDay(TODAY);
  });
  afterAll(() => story.end());

  const setDay = (day: string) => story.clock.setTo(`${day}T05:00:00Z`);
  /** A series on Mondays of Aldo's, each at an hour of its own on the wall. */
  const aSeries = async (more: object = {}, person: Person = story.people.aldo) => {
    hour += 1;
    const time = `${String(hour).padStart(2, '0')}:00`;
    return story
      .as(person)
      .post('/visit-series')
      .send({ clientId, frequency: 'WEEKLY', weekdays: [1], from: TODAY, time, ...more });
  };
  const visitsOf = async (seriesId: string, person: Person = story.people.aldo) =>
    (await story.as(person).get(`/visits?seriesId=${seriesId}&sort=scheduledAt&limit=100`)).body
      .items as VisitRow[];
  const wall = ({ scheduledAt }: VisitRow) =>
    new Date(scheduledAt)
      .toLocaleString('sv-SE', { timeZone: 'Europe/Rome', dateStyle: 'short', timeStyle: 'short' })
      .slice(0, 16);
  const days = (rows: VisitRow[]) => rows.map((row) => wall(row).slice(5, 10));

  it('keep their hour on the wall when the clock goes forward, and stand in the calendar for eight weeks', async () => {
    const { status, body, headers } = await aSeries({ weekdays: [7, 1], time: '09:30', purpose: 'Ordine' });
    expect([status, headers['etag']]).toEqual([201, '"1"']);
    expect(body).toMatchObject({
      ...{ agentId: story.people.aldo.id, interval: 1, weekdays: [1, 7], until: null },
      // Easter and the Monday after.
      skipped: [
        { date: '2026-04-05', reason: 'HOLIDAY', visitId: null },
        { date: '2026-04-06', reason: 'HOLIDAY', visitId: null },
      ],
      ...{ madeThrough: '2026-05-04', endedAt: null, durationMinutes: 30 },
    });
    const visits = await visitsOf(body.id);
    expect(visits).toHaveLength(15);
    expect(new Set(visits.map((row) => wall(row).slice(11)))).toEqual(new Set(['09:30']));
    const at = (day: string) => visits.find((row) => wall(row).startsWith(day))?.scheduledAt.slice(11, 16);
    expect([at('2026-03-23'), at('2026-03-29'), at('2026-03-30')]).toEqual(['08:30', '07:30', '07:30']);
    const planned = await story.prisma.journalEntry.findFirstOrThrow({
      where: { entityId: visits[0]?.id ?? '' },
    });
    expect(planned).toMatchObject({
      ...{ action: 'visit.planned', actorId: story.people.aldo.id },
      facts: { seriesId: body.id },
    });
  });

  it('keep it when the clock goes back, too', async () => {
    const client = await createClient(story, story.people.beppe, { name: 'Autunno' });
    setDay('2026-10-12');
    const { body } = await aSeries(
      {
        clientId: client.id,
        from: '2026-10-12',
        frequency: 'MONTHLY',
        weekdays: undefined,
        monthDay: 25,
        time: '18:15',
        count: 2,
      },
      story.people.beppe,
    );
    expect(body.until).toBe('2026-11-25');
    const visits = await visitsOf(body.id, story.people.beppe);
    expect(visits.map(({ scheduledAt }) => scheduledAt)).toEqual([
      '2026-10-25T17:15:00.000Z',
      '2026-11-25T17:15:00.000Z',
    ]);
    setDay(TODAY);
  });

  it('leave out a day on which the agent is elsewhere, and say so', async () => {
    const { aldo } = story.people;
    const other = await createVisit(story, aldo, { clientId, scheduledAt: '2026-03-16T22:10:00Z' });
    const { body } = await aSeries({ time: '23:00', count: 3 });
    expect(body.skipped).toEqual([{ date: '2026-03-16', reason: 'OVERLAP', visitId: other.id }]);
    expect(days(await visitsOf(body.id))).toEqual(['03-09', '03-23']);

    // One that has forgotten how far it got finds the day left out already.
    const madeThrough = new Date('2026-03-10');
    await story.prisma.visitSeries.update({ where: { id: body.id }, data: { madeThrough } });
    expect(await story.app.get(SeriesJob).tick()).toBe(1);
    const after = await story.as(aldo).get(`/visit-series/${String(body.id)}`);
    expect(after.body.skipped).toEqual(body.skipped);
  });

  it('come further each day: once, whoever asks and however often', async () => {
    const { body } = await aSeries();
    const before = await visitsOf(body.id);
    const other = await bootApp(story.databaseUrl, {}, story.clock);
    try {
      setDay('2026-03-16');
      const behind = await story.prisma.visitSeries.count({ where: { until: null } });
      const done = await Promise.all([story.app, other].map((app) => app.get(SeriesJob).tick()));
      expect(done.reduce((sum, count) => sum + count)).toBe(behind);
      const visits = await visitsOf(body.id);
      expect(visits).toHaveLength(before.length + 1);
      expect(visits.slice(0, before.length)).toEqual(before);
      expect(await other.get(SeriesJob).tick()).toBe(0);

      // Even one that has forgotten how far it got makes no visit twice.
      const madeThrough = new Date('2026-03-20');
      await story.prisma.visitSeries.update({ where: { id: body.id }, data: { madeThrough } });
      expect(await other.get(SeriesJob).tick()).toBe(1);
      expect(await visitsOf(body.id)).toEqual(visits);
    } finally {
      await other.close();
      setDay(TODAY);
    }
  });

  it('come further though one of them cannot, which the log names', async () => {
    const { body: held } = await aSeries();
    const { body: other } = await aSeries();
    const before = await visitsOf(other.id);
    const log = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
    setDay('2026-03-16');
    try {
      await story.prisma.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT id FROM visit_series WHERE id = ${held.id}::uuid FOR UPDATE`;
        await story.app.get(SeriesJob).tick();
      });
      expect(await visitsOf(other.id)).toHaveLength(before.length + 1);
      const named = [expect.objectContaining({ seriesId: held.id }), expect.any(String)];
      expect(log.mock.calls).toEqual([named]);
      expect(await story.app.get(SeriesJob).tick()).toBe(1);
    } finally {
      log.mockRestore();
      setDay(TODAY);
    }
  });

  it('stop for who was suspended, and for a client that was deleted', async () => {
    const { alma } = story.people;
    const client = await createClient(story, alma, { name: 'Chiuso' });
    const { body } = await aSeries({ clientId: client.id }, alma);
    await story.prisma.visit.updateMany({ where: { seriesId: body.id }, data: { deletedAt: new Date() } });
    await story.prisma.client.update({ where: { id: client.id }, data: { deletedAt: new Date() } });
    setDay('2026-04-06');
    await story.app.get(SeriesJob).tick();
    expect(await visitsOf(body.id, alma)).toEqual([]);
    setDay(TODAY);
  });

  it('are changed where nobody has touched them, and nowhere else', async () => {
    const { aldo } = story.people;
    const { body } = await aSeries({ time: '14:00' });
    const [first, moved, deleted, confirmed, ...rest] = await visitsOf(body.id);
    await story
      .as(aldo)
      .patch(`/visits/${String(moved?.id)}`)
      .send({ scheduledAt: '2026-03-17T10:00:00Z' });
    await story.as(aldo).delete(`/visits/${String(deleted?.id)}`);
    await story.as(aldo).post(`/visits/${String(confirmed?.id)}/confirm`);
    const edit = await story
      .as(aldo)
      .patch(`/visit-series/${String(body.id)}`)
      .set('If-Match', '"1"')
      .send({ time: '15:00', purpose: 'Nuovo', until: '2026-04-20' });
    expect([edit.status, edit.body.version, edit.body.time]).toEqual([200, 2, '15:00']);
    const after = await visitsOf(body.id);
    expect(after.map((row) => `${wall(row)} ${row.status} ${row.purpose ?? '-'}`)).toEqual([
      '2026-03-09 15:00 PLANNED Nuovo',
      '2026-03-17 11:00 PLANNED -',
      '2026-03-30 14:00 CONFIRMED -',
      '2026-04-13 15:00 PLANNED Nuovo',
      '2026-04-20 15:00 PLANNED Nuovo',
    ]);
    // The same visits as before: a calendar sees them move.
    expect([after[0]?.id, after[3]?.id]).toEqual([first?.id, rest[0]?.id]);
    expect(after[0]?.version).toBe(2);
    const stale = await story
      .as(aldo)
      .patch(`/visit-series/${String(body.id)}`)
      .set('If-Match', '"1"')
      .send({ time: '16:00' });
    expect(stale.status).toBe(412);

    // Other days: those that fall out go, new ones come, a second change finds what the first one wrote.
    const tuesdays = await story
      .as(aldo)
      .patch(`/visit-series/${String(body.id)}`)
      .send({ weekdays: [2], until: null });
    expect(tuesdays.status).toBe(200);
    expect(days(await visitsOf(body.id))).toEqual([
      ...['03-10', '03-17', '03-17', '03-24', '03-30', '03-31', '04-07', '04-14', '04-21', '04-28'],
    ]);
  });

  it('end: what was touched or has happened stays, the rest goes', async () => {
    const { aldo } = story.people;
    const { body } = await aSeries({ time: '19:00' });
    const [first, second] = await visitsOf(body.id);
    await story.as(aldo).post(`/visits/${String(first?.id)}/check-in`);
    await story.as(aldo).post(`/visits/${String(second?.id)}/confirm`);
    expect((await story.as(aldo).delete(`/visit-series/${String(body.id)}`)).status).toBe(204);
    expect((await visitsOf(body.id)).map(({ status }) => status)).toEqual(['CHECKED_IN', 'CONFIRMED']);
    const ended = await story.as(aldo).get(`/visit-series/${String(body.id)}`);
    expect([ended.body.endedAt, ended.body.madeThrough]).toEqual([`${TODAY}T05:00:00.000Z`, null]);
    const again = await story
      .as(aldo)
      .patch(`/visit-series/${String(body.id)}`)
      .send({ time: '10:00' });
    expect([again.status, again.body.code]).toEqual([409, 'SERIES_ENDED']);
    setDay('2026-03-23');
    await story.app.get(SeriesJob).tick();
    expect(await visitsOf(body.id)).toHaveLength(2);
    setDay(TODAY);
  });

  it('make room for what is there when they are changed, and come back when it is gone', async () => {
    const { aldo } = story.people;
    const { body } = await aSeries({ time: '21:00', count: 3 });
    const other = await createVisit(story, aldo, { clientId, scheduledAt: '2026-03-16T20:45:00Z' });
    const change = (time: string) =>
      story
        .as(aldo)
        .patch(`/visit-series/${String(body.id)}`)
        .send({ time });
    const squeezed = await change('21:30');
    expect([squeezed.status, squeezed.body.skipped]).toEqual([
      200,
      [{ date: '2026-03-16', reason: 'OVERLAP', visitId: other.id }],
    ]);
    expect(days(await visitsOf(body.id))).toEqual(['03-09', '03-23']);
    const back = await change('21:15');
    expect([back.status, back.body.skipped]).toEqual([200, []]);
    expect((await visitsOf(body.id)).map(wall)).toEqual([
      ...['2026-03-09 21:15', '2026-03-16 21:15', '2026-03-23 21:15'],
    ]);
  });

  it('go with the client in a merge, which is no touch', async () => {
    const { aldo } = story.people;
    const gone = await createClient(story, aldo, { name: 'Doppione' });
    const { body } = await aSeries({ clientId: gone.id, time: '20:00', count: 3 });
    const merged = await story
      .as(story.people.anna)
      .post(`/clients/${clientId}/merge`)
      .send({ sourceId: gone.id });
    expect(merged.status).toBe(200);
    const path = `/visit-series/${String(body.id)}`;
    expect((await story.as(aldo).get(path)).body.clientId).toBe(clientId);
    expect((await story.as(aldo).patch(path).send({ time: '20:30' })).status).toBe(200);
    const visits = await visitsOf(body.id);
    expect(visits.map((row) => wall(row).slice(11))).toEqual(['20:30', '20:30', '20:30']);
  });

  it('are a manager’s to give to the team, and nobody’s to see beyond their reach', async () => {
    const { anna, alma, beppe, bruno } = story.people;
    const { body } = await aSeries({ agentId: alma.id, count: 1 }, anna);
    expect(body.agentId).toBe(alma.id);
    expect((await aSeries({ agentId: alma.id }, story.people.aldo)).status).toBe(403);
    expect((await aSeries({}, beppe)).body.errors[0].code).toBe('CLIENT_UNKNOWN');
    for (const stranger of [beppe, bruno]) {
      expect((await story.as(stranger).get(`/visit-series/${String(body.id)}`)).status).toBe(404);
      expect((await story.as(stranger).get('/visit-series?count=exact')).body.total).toBeLessThanOrEqual(1);
    }
    const list = await story.as(anna).get(`/visit-series?agentId=${alma.id}&clientId=${clientId}`);
    expect(list.body.items.map(({ id }: { id: string }) => id)).toEqual([body.id]);
  });

  it.each([
    ['/from', { from: '2026-03-08' }],
    ['/from', { from: '2027-04-01' }],
    ['/until', { until: '2026-03-08' }],
    ['/count', { count: 3, until: '2026-05-01' }],
    ['/count', { interval: 12, count: 260 }],
    ['/weekdays', { weekdays: [] }],
    ['/weekdays', { weekdays: [1, 8] }],
    ['/weekdays', { weekdays: [1, 1] }],
    ['/weekdays', { frequency: 'MONTHLY' }],
    ['/monthDay', { monthDay: 3 }],
    ['/time', { time: '25:00' }],
    ['/time', { time: '9:00' }],
    ['/interval', { interval: 0 }],
    ['/frequency', { frequency: 'DAILY' }],
    ['/durationMinutes', { durationMinutes: 481 }],
  ])('point at %s when it is wrong', async (pointer, wrong) => {
    const before = await story.prisma.visitSeries.count();
    const { status, body } = await aSeries({ time: '04:00', ...wrong });
    expect([status, body.errors?.[0].pointer]).toEqual([
      400,
      expect.stringMatching(new RegExp(`^${pointer}`)),
    ]);
    expect(await story.prisma.visitSeries.count()).toBe(before);
  });
});
