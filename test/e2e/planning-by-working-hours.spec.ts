import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createVisit } from '../factories/visit.ts';
import { startStory, type Story } from '../support/story.ts';

const HOME = { latitude: 45.4642, longitude: 9.19 };
const DAY = { from: '09:00', to: '18:00', lunchBreak: { from: '12:30', to: '14:30', minutes: 60 } };
const HOURS = {
  days: { mon: DAY, tue: DAY, thu: DAY, fri: { from: '08:00', to: '12:00' }, sat: DAY },
  ...{ start: HOME, homeTown: 'Milano' },
};
const MONDAY = '2026-03-02';

/** The clock on the wall in Rome. */
const wall = (instant: string) =>
  new Date(instant).toLocaleTimeString('it-IT', {
    timeZone: 'Europe/Rome',
    hour: '2-digit',
    minute: '2-digit',
  });

describe('planning by the agent’s working hours', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    story.clock.setTo('2026-03-01T06:00:00Z');
  });
  afterAll(() => story.end());
  afterEach(async () => {
    await story.prisma.route.deleteMany();
    await story.prisma.visit.deleteMany();
    await story.prisma.client.deleteMany();
    await story.prisma.workingHours.deleteMany();
    await story.prisma.absence.deleteMany();
  });

  const me = () => story.as(story.people.aldo);
  const setHours = async (fields: object = {}) => {
    const { status } = await me()
      .put(`/agents/${story.people.aldo.id}/working-hours`)
      .send({ ...HOURS, ...fields });
    expect(status).toBe(200);
  };
  const away = async (absence: object) => {
    const { status } = await me().post(`/agents/${story.people.aldo.id}/absences`).send(absence);
    expect(status).toBe(201);
  };
  /** A client so many kilometres east of home. */
  const clientAt = async (km: number) =>
    (await createClient(story, story.people.aldo, { ...HOME, longitude: HOME.longitude + km / 77.98 })).id;
  const planDay = (body: object) => me().post('/routes/plan-day').send(body);

  it('needs no more than the date, for the agent and for the manager', async () => {
    await setHours();
    const near = await clientAt(3);
    await me().post('/visits').send({ clientId: near, scheduledAt: '2026-03-02T09:00:00Z' });
    const { status, body } = await planDay({ date: MONDAY });
    expect(status).toBe(201);
    expect(body.stops.map(({ clientId }: { clientId: string }) => clientId)).toEqual([near]);
    expect(body.totals.returnMeters).toBeGreaterThan(3000);
    const stored = await story.prisma.route.findUniqueOrThrow({ where: { id: body.id } });
    expect(stored.input).toMatchObject({
      ...{ start: HOME, end: HOME, shift: { from: '09:00', to: '18:00' }, lunchBreak: DAY.lunchBreak },
    });
    const byAnna = await story
      .as(story.people.anna)
      .post('/routes/plan-day')
      .send({ date: MONDAY, agentId: story.people.aldo.id });
    expect([byAnna.status, byAnna.body.stops.length]).toEqual([201, 1]);
  });

  it('keeps the hours of each weekday, and what the request says wins', async () => {
    await setHours();
    const clientIds = [await clientAt(2)];
    const friday = await planDay({ date: '2026-03-06', clientIds });
    const inputOf = async ({ body }: { body: { id: string } }) =>
      (await story.prisma.route.findUniqueOrThrow({ where: { id: body.id } })).input;
    expect(await inputOf(friday)).toMatchObject({ shift: { from: '08:00', to: '12:00' }, lunchBreak: null });
    const office = { latitude: 45.5, longitude: 9.2 };
    const asked = await planDay({
      ...{ date: MONDAY, clientIds, start: office, end: null, lunchBreak: null },
      shift: { from: '14:00', to: '17:00' },
    });
    expect(await inputOf(asked)).toMatchObject({
      ...{ start: office, end: null, lunchBreak: null, shift: { from: '14:00', to: '17:00' } },
    });
    expect(wall(asked.body.stops[0].serviceStart) >= '14:00').toBe(true);
  });

  it('says how to set them where nobody has, and names all that is missing', async () => {
    const { aldo } = story.people;
    const setAt = `/api/v1/agents/${aldo.id}/working-hours`;
    for (const path of ['plan-day', 'plan-week', 'find-day']) {
      const span = path === 'plan-day' ? { date: MONDAY } : { from: MONDAY, days: 2 };
      const client = path === 'find-day' ? { clientId: await clientAt(1) } : {};
      const { status, body } = await me()
        .post(`/routes/${path}`)
        .send({ ...span, ...client });
      expect([status, body.code]).toEqual([422, 'WORKING_HOURS_UNKNOWN']);
      expect(body).toMatchObject({ missing: ['start', 'shift'], setAt });
      expect(body.detail).toContain(`PUT ${setAt}`);
    }
    await setHours({ start: null });
    expect((await planDay({ date: MONDAY })).body).toMatchObject({ missing: ['start'] });
    expect((await planDay({ date: MONDAY, start: HOME })).status).toBe(201);
  });

  it.each([
    ['2026-03-04', 'DAY_OFF', 'weekday off'],
    ['2026-03-08', 'WEEKEND', 'weekend'],
    ['2026-04-06', 'HOLIDAY', "Lunedì dell'Angelo"],
    ['2026-12-07', 'HOLIDAY', "Sant'Ambrogio"],
    ['2026-03-03', 'ABSENT', 'absent'],
  ])('does not plan %s, %s, unless a shift is named for it', async (date, reason, words) => {
    await setHours();
    await away({ from: '2026-03-03', to: '2026-03-03' });
    const refused = await planDay({ date });
    expect([refused.status, refused.body.code, refused.body.reason]).toEqual([409, 'DAY_NOT_WORKED', reason]);
    expect(refused.body.detail).toContain(words);
    expect((await planDay({ date, shift: { from: '09:00', to: '12:00' } })).status).toBe(201);
    expect(await story.prisma.route.count()).toBe(1);
  });

  it('plans around an absence of some hours', async () => {
    await setHours();
    await away({ from: MONDAY, to: MONDAY, fromTime: '08:00', toTime: '15:00' });
    const { body } = await planDay({ date: MONDAY, clientIds: [await clientAt(1), await clientAt(2)] });
    expect(body.stops).toHaveLength(2);
    expect(wall(body.totals.departure) >= '15:00').toBe(true);
    expect(wall(body.totals.end) <= '18:00').toBe(true);
  });

  it('drives no farther than the day allows, and says so of whom it leaves out', async () => {
    await setHours({ maxKm: 40 });
    const [near, far, farther] = [await clientAt(10), await clientAt(-9), await clientAt(60)];
    const { body } = await planDay({ date: MONDAY, clientIds: [near, far, farther] });
    expect(body.totals.travelMeters).toBeLessThanOrEqual(40_000);
    expect(body.stops).toHaveLength(1);
    const codes = Object.fromEntries(
      body.unassigned.map(({ clientId, code, message }: Record<string, string>) => [
        clientId,
        [code, message],
      ]),
    );
    expect(codes[farther]).toEqual([
      'TOO_LONG_FOR_DAY',
      expect.stringMatching(/km, more than the day allows/),
    ]);
    const left = [near, far].find((id) => id !== body.stops[0].clientId) ?? '';
    expect(codes[left]).toEqual(['NO_ROOM', expect.stringMatching(/distance limit is .* km too short/)]);
    const free = await planDay({ date: MONDAY, clientIds: [near, far, farther], maxKm: null });
    expect(free.body.unassigned).toEqual([]);
    const byHand = await me()
      .post(`/routes/${body.id}/recalculate`)
      .send({ order: [near, far] });
    expect(byHand.body.violations).toMatchObject([{ type: 'MAX_DISTANCE' }]);
  });

  it('passes over days off, holidays and absences of a week, each with its reason', async () => {
    await setHours();
    await away({ from: '2026-12-10', to: '2026-12-11' });
    const { status, body } = await me()
      .post('/routes/plan-week')
      .send({ from: '2026-12-05', days: 3, absentOn: ['2026-12-14'], clientIds: [await clientAt(3)] });
    expect(status).toBe(201);
    expect(body.routes.map(({ date }: { date: string }) => date)).toEqual([
      ...['2026-12-05', '2026-12-12', '2026-12-15'],
    ]);
    expect(body.skipped.map(({ date, reason }: Record<string, string>) => [date, reason])).toEqual([
      ['2026-12-06', 'WEEKEND'],
      ['2026-12-07', 'HOLIDAY'],
      ['2026-12-08', 'HOLIDAY'],
      ['2026-12-09', 'DAY_OFF'],
      ['2026-12-10', 'ABSENT'],
      ['2026-12-11', 'ABSENT'],
      ['2026-12-13', 'WEEKEND'],
      ['2026-12-14', 'ABSENT'],
    ]);
    expect(body.skipped[1].message).toContain("Sant'Ambrogio");
    expect(body.skipped[2].message).toContain('Immacolata');
  });

  it('keeps the hours of each day of a week', async () => {
    await setHours();
    const clientIds = await Promise.all([1, 2, 3, 4].map(clientAt));
    const { body } = await me().post('/routes/plan-week').send({ from: '2026-03-05', days: 2, clientIds });
    const routes = await story.prisma.route.findMany({ orderBy: { date: 'asc' } });
    expect(routes.map(({ input }) => (input as { shift: object }).shift)).toEqual([
      { from: '09:00', to: '18:00' },
      { from: '08:00', to: '12:00' },
    ]);
    const friday = body.routes[1];
    if (friday.stops.length > 0) expect(wall(friday.totals.end) <= '12:00').toBe(true);
  });

  it('keeps a client within its cadence on a day on which both are at work', async () => {
    await setHours();
    const { aldo } = story.people;
    const { id: clientId } = await createClient(story, aldo, {
      ...{ ...HOME, visitIntervalDays: 7 },
      openingHours: { mon: [['09:00', '18:00']], fri: [['14:00', '18:00']] },
    });
    await createVisit(story, aldo, {
      ...{ clientId, scheduledAt: '2026-02-27T14:00:00Z', status: 'COMPLETED' },
    });
    const { body } = await me().post('/routes/plan-week').send({ from: MONDAY, days: 5 });
    expect(body.cadence).toMatchObject({ due: 1, onTime: 1, outside: [] });
    expect(body.routes[0].stops.map((stop: { clientId: string }) => stop.clientId)).toEqual([clientId]);
  });

  it('says so when the agent works on no day at all', async () => {
    await setHours({ days: {} });
    const shift = { from: '09:00', to: '18:00' };
    for (const [path, body] of [
      ['plan-week', {}],
      ['find-day', { clientId: await clientAt(1) }],
    ] as const) {
      const answer = await me()
        .post(`/routes/${path}`)
        .send({ ...body, from: MONDAY, days: 2, shift });
      expect([answer.status, answer.body.errors[0]]).toMatchObject([
        ...[400, { pointer: '/from', code: 'NOTHING_TO_PLAN' }],
      ]);
    }
  });

  it('finds a day within them, and says why the others are out', async () => {
    await setHours();
    const { status, body } = await me()
      .post('/routes/find-day')
      .send({ clientId: await clientAt(4), from: '2026-03-03', days: 3 });
    expect(status).toBe(200);
    expect(body.days.map(({ date }: { date: string }) => date).sort()).toEqual([
      ...['2026-03-03', '2026-03-05', '2026-03-06'],
    ]);
    const friday = body.days.find(({ date }: { date: string }) => date === '2026-03-06');
    expect(wall(friday.scheduledAt) < '12:00').toBe(true);
    expect(body.out).toEqual([
      { date: '2026-03-04', code: 'DAY_OFF', message: 'The agent has that weekday off.' },
    ]);
  });

  it('an explicit shift of a week still loses the hours away', async () => {
    await away({ from: MONDAY, to: MONDAY, fromTime: '08:00', toTime: '12:00' });
    await away({ from: '2026-03-03', to: '2026-03-03', fromTime: '09:00', toTime: '13:00' });
    const { body } = await me()
      .post('/routes/plan-week')
      .send({
        ...{ from: MONDAY, days: 2, start: HOME, shift: { from: '09:00', to: '13:00' } },
        clientIds: [],
      });
    expect(body.routes.map(({ date }: { date: string }) => date)).toEqual([MONDAY, '2026-03-04']);
    expect(body.skipped).toMatchObject([{ date: '2026-03-03', reason: 'ABSENT' }]);
    const [monday] = await story.prisma.route.findMany({ orderBy: { date: 'asc' } });
    expect(monday?.input).toMatchObject({ shift: { from: '12:00', to: '13:00' } });
  });
});
