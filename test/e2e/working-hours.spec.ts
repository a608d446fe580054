import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

const HOME = { latitude: 45.4642, longitude: 9.19 };
const DAY = { from: '09:00', to: '18:00', lunchBreak: { from: '12:30', to: '14:30', minutes: 60 } };
const HOURS = {
  days: { mon: DAY, tue: DAY, thu: { from: '08:00', to: '13:00' } },
  ...{ start: HOME, maxKm: 250, homeTown: 'Milano' },
};

describe('the working hours of an agent', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());
  afterEach(async () => {
    await story.prisma.workingHours.deleteMany();
    await story.prisma.absence.deleteMany();
  });

  const hoursOf = ({ id }: Person) => `/agents/${id}/working-hours`;
  const absencesOf = ({ id }: Person) => `/agents/${id}/absences`;
  const journalOf = (entity: string) =>
    story.prisma.journalEntry.findMany({ where: { entity }, orderBy: { id: 'asc' } });

  it('are empty until somebody sets them, and then as they were set', async () => {
    const { aldo } = story.people;
    const before = await story.as(aldo).get(hoursOf(aldo));
    expect([before.status, before.headers['etag']]).toEqual([200, '"0"']);
    expect(before.body).toMatchObject({
      agentId: aldo.id,
      days: {},
      start: null,
      version: 0,
      updatedAt: null,
    });
    const set = await story.as(aldo).put(hoursOf(aldo)).set('If-Match', '"0"').send(HOURS);
    expect([set.status, set.headers['etag']]).toEqual([200, '"1"']);
    expect(set.body).toMatchObject({
      days: { mon: DAY, tue: DAY, thu: { from: '08:00', to: '13:00', lunchBreak: null } },
      ...{ start: HOME, end: HOME, maxKm: 250, homeTown: 'Milano', worksOnHolidays: false, version: 1 },
      updatedById: aldo.id,
    });
    expect((await story.as(aldo).get(hoursOf(aldo))).body).toEqual(set.body);
  });

  it('end at the last visit where the end is null, and are replaced whole', async () => {
    const { aldo } = story.people;
    await story.as(aldo).put(hoursOf(aldo)).send(HOURS);
    const { body } = await story.as(aldo).put(hoursOf(aldo)).send({ days: {}, start: HOME, end: null });
    expect(body).toMatchObject({ days: {}, start: HOME, end: null, maxKm: null, homeTown: null, version: 2 });
  });

  it('are set by the agent, by the manager of the team and by the admin, and by nobody else', async () => {
    const { admin, analyst, anna, aldo, alma, bruno, beppe } = story.people;
    for (const person of [aldo, anna, admin])
      expect((await story.as(person).put(hoursOf(aldo)).send(HOURS)).status).toBe(200);
    for (const person of [alma, bruno, beppe]) {
      const foreign = await story.as(person).put(hoursOf(aldo)).send(HOURS);
      const missing = await story.as(person).put(`/agents/${randomUUID()}/working-hours`).send(HOURS);
      expect([foreign.status, foreign.body.detail]).toEqual([404, missing.body.detail]);
      expect((await story.as(person).get(hoursOf(aldo))).status).toBe(404);
      expect((await story.as(person).get(absencesOf(aldo))).status).toBe(404);
    }
    expect((await story.as(analyst).get(hoursOf(aldo))).status).toBe(403);
    expect((await story.as(analyst).get(absencesOf(aldo))).status).toBe(403);
  });

  it('are told apart when two people set them: the later one reads again', async () => {
    const { anna, aldo } = story.people;
    await story.as(aldo).put(hoursOf(aldo)).send(HOURS);
    const late = await story.as(anna).put(hoursOf(aldo)).set('If-Match', '"0"').send({ days: {} });
    expect([late.status, late.body.code, late.body.currentVersion]).toEqual([412, 'STALE', 1]);
    const both = await Promise.all(
      [anna, aldo].map((person) =>
        story.as(person).put(hoursOf(aldo)).set('If-Match', '"1"').send({ days: {} }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('stand in the journal without the places of somebody’s home', async () => {
    const { anna, aldo } = story.people;
    await story.as(anna).put(hoursOf(aldo)).send(HOURS);
    const entry = (await journalOf('working-hours')).at(-1);
    expect(entry).toMatchObject({
      ...{ action: 'working-hours.set', actorId: anna.id, ownerId: aldo.id, entityId: aldo.id },
      facts: { placesChanged: true, changes: { maxKm: { from: null, to: 250 } } },
    });
    expect(JSON.stringify(entry?.facts)).not.toMatch(/45\.46|9\.19|atitude/);
    const count = (await journalOf('working-hours')).length;
    await story.as(anna).put(hoursOf(aldo)).send(HOURS);
    expect((await journalOf('working-hours')).length).toBe(count);
  });

  it.each([
    [{ days: { mon: { from: '18:00', to: '09:00' } } }, '/days/mon', 'NOT_A_SHIFT'],
    [{ days: { fri: { ...DAY, to: '13:00' } } }, '/days/fri/lunchBreak', 'NOT_A_BREAK'],
    [
      { days: { mon: { ...DAY, lunchBreak: { ...DAY.lunchBreak, minutes: 150 } } } },
      '/days/mon/lunchBreak',
      'NOT_A_BREAK',
    ],
    [{ days: {}, end: HOME }, '/end', 'END_WITHOUT_START'],
    [{ days: { monday: DAY } }, '/days/monday', 'UNKNOWN_FIELD'],
    [{ days: { mon: { from: '9', to: '18:00' } } }, '/days/mon/from', 'MATCHES'],
    [{ days: {}, maxKm: 0 }, '/maxKm', 'MIN'],
    [{}, '/days', 'REQUIRED'],
  ])('that cannot be are refused: %j', async (body, pointer, code) => {
    const { aldo } = story.people;
    const answer = await story.as(aldo).put(hoursOf(aldo)).send(body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer, code }));
    expect(await story.prisma.workingHours.count()).toBe(0);
  });

  it('leave room for absences, which say when and never why', async () => {
    const { anna, aldo } = story.people;
    const summer = { from: '2026-08-10', to: '2026-08-21' };
    const made = await story.as(anna).post(absencesOf(aldo)).send(summer);
    expect([made.status, made.headers['etag']]).toEqual([201, '"1"']);
    expect(made.body).toMatchObject({ agentId: aldo.id, ...summer, fromTime: null, toTime: null });
    const dentist = { from: '2026-09-01', to: '2026-09-01', fromTime: '09:00', toTime: '11:00' };
    await story.as(aldo).post(absencesOf(aldo)).send(dentist);
    const listed = (await story.as(aldo).get(`${absencesOf(aldo)}?from=2026-08-21&to=2026-09-02&count=exact`))
      .body;
    expect([listed.total, listed.items.map(({ from }: { from: string }) => from)]).toEqual([
      ...[2, ['2026-08-10', '2026-09-01']],
    ]);
    expect((await story.as(aldo).get(`${absencesOf(aldo)}?from=2026-08-22`)).body.items).toHaveLength(1);
    expect((await story.as(aldo).get(`${absencesOf(aldo)}?to=2026-08-10`)).body.items).toHaveLength(0);
    const refused = await story
      .as(aldo)
      .post(absencesOf(aldo))
      .send({ ...summer, kind: 'SICKNESS' });
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, '/kind']);
  });

  it('an absence is changed and taken back by those who may set it', async () => {
    const { anna, aldo, alma, bruno } = story.people;
    const { id } = (
      await story.as(aldo).post(absencesOf(aldo)).send({ from: '2026-08-10', to: '2026-08-21' })
    ).body;
    for (const person of [alma, bruno]) {
      expect((await story.as(person).patch(`/absences/${id}`).send({ to: '2026-08-14' })).status).toBe(404);
      expect((await story.as(person).delete(`/absences/${id}`)).status).toBe(404);
    }
    const changed = await story.as(anna).patch(`/absences/${id}`).send({ to: '2026-08-14' });
    expect([changed.status, changed.body.to, changed.body.version]).toEqual([200, '2026-08-14', 2]);
    expect((await story.as(aldo).delete(`/absences/${id}`).set('If-Match', '"1"')).status).toBe(412);
    expect((await story.as(aldo).delete(`/absences/${id}`).set('If-Match', '"2"')).status).toBe(204);
    expect(await story.prisma.absence.count()).toBe(0);
    expect((await journalOf('absence')).slice(-3).map(({ action, actorId }) => [action, actorId])).toEqual([
      ['absence.created', aldo.id],
      ['absence.updated', anna.id],
      ['absence.deleted', aldo.id],
    ]);
  });

  it('an absence that is sent twice is kept once', async () => {
    const { aldo } = story.people;
    const send = () =>
      story
        .as(aldo)
        .post(absencesOf(aldo))
        .set('Idempotency-Key', 'f8a3a7de-4e5b-4a1e-9f55-0d1c2b3a4f5e')
        .send({ from: '2026-08-10', to: '2026-08-21' });
    const [first, again] = [await send(), await send()];
    expect([first.status, again.body]).toEqual([201, first.body]);
    expect(await story.prisma.absence.count()).toBe(1);
  });

  it.each([
    [{ from: '2026-08-21', to: '2026-08-10' }, '/to', 'ABSENCE_END_BEFORE_START'],
    [{ from: '2026-08-21', to: '2027-08-23' }, '/to', 'ABSENCE_TOO_LONG'],
    [{ from: '2026-08-10', to: '2026-08-10', fromTime: '09:00' }, '/fromTime', 'ABSENCE_HOURS'],
    [
      { from: '2026-08-10', to: '2026-08-10', fromTime: '11:00', toTime: '09:00' },
      '/fromTime',
      'ABSENCE_HOURS',
    ],
    [
      { from: '2026-08-10', to: '2026-08-11', fromTime: '09:00', toTime: '11:00' },
      '/fromTime',
      'ABSENCE_HOURS',
    ],
    [{ from: '2026-02-30', to: '2026-03-01' }, '/from', 'IS_BUSINESS_DATE'],
  ])('an absence that cannot be is refused: %j', async (body, pointer, code) => {
    const { aldo } = story.people;
    const answer = await story.as(aldo).post(absencesOf(aldo)).send(body);
    expect([answer.status, answer.body.errors[0]]).toEqual([400, expect.objectContaining({ pointer, code })]);
  });
});

describe('the holidays of a year', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    story.clock.setTo('2026-03-02T08:00:00Z');
  });
  afterAll(() => story.end());

  const holidays = async (query: string) => (await story.as(story.people.aldo).get(`/holidays${query}`)).body;

  it('are listed for this year when none is named', async () => {
    const { year, town, townKnown, holidays: days } = await holidays('');
    expect([year, town, townKnown, days.length]).toEqual([2026, null, false, 13]);
    expect(days).toContainEqual({ date: '2026-04-06', name: "Lunedì dell'Angelo", kind: 'NATIONAL' });
    expect(days).toContainEqual({ date: '2026-10-04', name: "San Francesco d'Assisi", kind: 'NATIONAL' });
  });

  it('have the patron saint of a town, however its name is written, and say when the town is unknown', async () => {
    for (const town of ['Milano', 'MILANO', ' milano '])
      expect((await holidays(`?year=2026&town=${encodeURIComponent(town)}`)).holidays).toContainEqual({
        ...{ date: '2026-12-07', name: "Sant'Ambrogio", kind: 'PATRON_SAINT' },
      });
    expect((await holidays('?year=2026&town=forli')).townKnown).toBe(true);
    expect(await holidays('?year=2025&town=Roccacannuccia')).toMatchObject({ townKnown: false });
    expect((await holidays('?year=2025')).holidays).toHaveLength(12);
  });

  it('are told to everybody who is signed in', async () => {
    expect((await story.anonymous.get('/holidays')).status).toBe(401);
    expect((await story.as(story.people.analyst).get('/holidays')).status).toBe(200);
    expect((await story.as(story.people.aldo).get('/holidays?year=1950')).status).toBe(400);
  });
});
