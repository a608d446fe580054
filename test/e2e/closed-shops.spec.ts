import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { createClient } from '../factories/client.ts';
import { startStory, type Story } from '../support/story.ts';

const OFFICE = { latitude: 45.4642, longitude: 9.19 };
const WEEK = Object.fromEntries(['mon', 'tue', 'thu', 'fri'].map((day) => [day, [['09:00', '18:00']]]));
const SUMMER = { from: '2026-08-10', to: '2026-08-24', hours: [] };
const MORNING = { from: '2026-12-07', to: '2026-12-07', hours: [['09:00', '13:00']] };

describe('a shop that keeps other hours', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
    story.clock.setTo('2026-03-01T06:00:00Z');
  });
  afterAll(() => story.end());

  const me = () => story.as(story.people.aldo);
  const shop = async (fields: object = {}) =>
    (
      await createClient(story, story.people.aldo, {
        ...{ ...OFFICE, longitude: OFFICE.longitude + 0.05, city: 'Milano', openingHours: WEEK },
        ...fields,
      })
    ).id;
  const planDay = (date: string, clientId: string) =>
    me()
      .post('/routes/plan-day')
      .send({ date, clientIds: [clientId], start: OFFICE, shift: { from: '09:00', to: '18:00' } });

  it('says so with its fields, is changed like them, and the journal tells it', async () => {
    const made = await me()
      .post('/clients')
      .send({ name: 'Tabaccheria Duomo', openingHours: WEEK, openingExceptions: [SUMMER] });
    expect([made.status, made.body.openingExceptions]).toEqual([201, [SUMMER]]);
    const changed = await me()
      .patch(`/clients/${made.body.id}`)
      .set('If-Match', made.headers['etag'] ?? '')
      .send({ openingExceptions: [SUMMER, MORNING] });
    expect([changed.status, changed.body.openingExceptions]).toEqual([200, [SUMMER, MORNING]]);
    const read = (await me().get(`/clients/${made.body.id}`)).body;
    expect(read.openingExceptions).toEqual([SUMMER, MORNING]);
    const entry = await story.prisma.journalEntry.findFirstOrThrow({
      where: { entityId: made.body.id, action: 'client.updated' },
    });
    expect(entry.facts).toMatchObject({ openingExceptions: { from: [SUMMER] } });
    const none = await me().patch(`/clients/${made.body.id}`).send({ openingExceptions: null });
    expect([none.status, none.body.openingExceptions]).toEqual([200, null]);
  });

  it.each([
    [[{ ...SUMMER, to: '2026-08-01' }], /ends before it begins/],
    [[SUMMER, { ...MORNING, from: '2026-08-24', to: '2026-08-24' }], /lies in two exceptions/],
    [[{ ...MORNING, hours: [['9', '13']] }], /an interval is a pair of times/],
    [[{ ...SUMMER, note: 'ferie' }], /no note/],
    ['closed in August', /are a list/],
  ])('is asked to say it properly: %j', async (openingExceptions, words) => {
    const { status, body } = await me().post('/clients').send({ name: 'Bar', openingExceptions });
    expect([status, body.errors[0]]).toEqual([
      400,
      expect.objectContaining({ pointer: '/openingExceptions', code: 'IS_OPENING_EXCEPTIONS' }),
    ]);
    expect(body.errors[0].detail).toMatch(words);
  });

  it.each([
    ['2026-03-04', {}, 'The client is closed on that weekday.'],
    ['2026-08-17', { openingExceptions: [SUMMER] }, 'from 2026-08-10 to 2026-08-24'],
    ['2026-12-07', {}, "Sant'Ambrogio"],
    ['2026-06-02', {}, 'Festa della Repubblica'],
  ])('is not visited on %s, and the plan says why', async (date, fields, words) => {
    const id = await shop(fields);
    const { status, body } = await planDay(date, id);
    expect([status, body.stops]).toEqual([201, []]);
    expect(body.unassigned).toEqual([
      expect.objectContaining({
        clientId: id,
        code: 'CLOSED_THAT_DAY',
        message: expect.stringContaining(words),
      }),
    ]);
    const found = await me()
      .post('/routes/find-day')
      .send({ clientId: id, from: date, days: 1, start: OFFICE, shift: { from: '09:00', to: '18:00' } });
    const out = found.body.out.find((day: { date: string }) => day.date === date);
    if (out.code === 'CLOSED_THAT_DAY') expect(out.message).toContain(words);
    else expect([out.code, date]).toEqual(['HOLIDAY', '2026-06-02']);
  });

  it('is visited on the patron saint’s day within the hours that it has named for it', async () => {
    const id = await shop({ openingExceptions: [MORNING] });
    const { body } = await planDay('2026-12-07', id);
    expect(body.unassigned).toEqual([]);
    const late = await me()
      .post('/routes/plan-day')
      .send({
        ...{ date: '2026-12-07', clientIds: [id], start: OFFICE },
        shift: { from: '14:00', to: '18:00' },
      });
    expect(late.body.unassigned).toMatchObject([{ code: 'OUTSIDE_SHIFT' }]);
  });

  it('is planned into a week on a day on which it is open', async () => {
    const until = { from: '2026-12-03', to: '2026-12-04', hours: [] };
    const id = await shop({ openingExceptions: [until] });
    const { body } = await me()
      .post('/routes/plan-week')
      .send({
        ...{ from: '2026-12-02', days: 6, clientIds: [id], start: OFFICE },
        shift: { from: '09:00', to: '18:00' },
      });
    const day = body.routes.find(({ stops }: { stops: object[] }) => stops.length > 0);
    expect([day?.date, body.unassigned]).toEqual(['2026-12-10', []]);
  });

  it('is exported with it', async () => {
    const id = await shop({ name: 'Svapo Esportato', openingExceptions: [SUMMER] });
    const { text } = await me().get('/clients/export.csv?q=esportato');
    const [row] = parse<Record<string, string>>(text, { columns: true });
    expect([row?.['id'], JSON.parse(row?.['openingExceptions'] ?? '')]).toEqual([id, [SUMMER]]);
  });
});
