import { PrincipalDirectory } from '#app/auth/permissions/principal-directory.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import { createVisit } from '../factories/visit.ts';
import type { Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

const PARTS = ['overdueTasks', 'tasks', 'reminders', 'visits', 'overdueDeals', 'closingDeals'] as const;

type Row = Record<string, unknown> & { id: string };
type Part = { count: number; items: Row[]; drillDown: string };
type Day = Record<(typeof PARTS)[number], Part> & { date: string; agentId: string };

describe('my day', () => {
  let story: Story;
  let pipeline: MadePipeline;
  beforeAll(async () => {
    story = await startStory();
    pipeline = await createPipeline(story);
    // A Wednesday, nine in the morning in Rome.
    story.clock.setTo('2026-03-04T08:00:00Z');
  });
  afterAll(() => story.end());

  const dayOf = async (person: Person, query = ''): Promise<Day> =>
    (await story.as(person).get(`/my-day?${query}`).expect(200)).body as Day;
  const task = async (person: Person, subject: string, fields: object): Promise<void> => {
    await story
      .as(person)
      .post('/activities')
      .send({ type: 'TASK', subject, ...fields })
      .expect(201);
  };
  const names = (part: Part) => part.items.map((row) => row['subject'] ?? row['title'] ?? row['clientName']);

  /** Each part shows the rows that its list shows, and counts all of them. */
  const expectListsBehind = async (person: Person, day: Day): Promise<void> => {
    for (const part of PARTS) {
      const { count, items, drillDown } = day[part];
      const { body } = await story.as(person).get(`${drillDown}&limit=100&count=exact`).expect(200);
      expect([part, count]).toEqual([part, body.total]);
      expect(items.map(({ id }) => id)).toEqual(body.items.slice(0, items.length).map(({ id }: Row) => id));
    }
  };

  it('is what is late, due and to be remembered, where to go, and which deals should have closed', async () => {
    const { aldo } = story.people;
    const client = await createClient(story, aldo, {
      ...{
        name: 'Svapo Navigli',
        street: 'Via Vigevano 1',
        city: 'Milano',
        province: 'MI',
        postalCode: '20144',
      },
      ...{ phone: '02 1234567', latitude: 45.45, longitude: 9.17 },
    });
    await task(aldo, 'late', { dueAt: '2026-03-03T22:59:00Z' });
    await task(aldo, 'first minute', { dueAt: '2026-03-03T23:00:00Z', clientId: client.id });
    await task(aldo, 'last minute', { dueAt: '2026-03-04T22:59:00Z', type: 'CALL' });
    await task(aldo, 'tomorrow', { dueAt: '2026-03-04T23:00:00Z', remindMinutesBefore: 120 });
    await task(aldo, 'done', { dueAt: '2026-03-04T09:00:00Z', doneAt: '2026-03-04T07:00:00Z' });
    await task(aldo, 'some day', {});
    const visit = await createVisit(story, aldo, {
      clientId: client.id,
      scheduledAt: '2026-03-04T10:00:00Z',
    });
    await createVisit(story, aldo, { clientId: client.id, scheduledAt: '2026-03-05T10:00:00Z' });
    const deal = (title: string, expectedCloseDate: string, amount = '10') =>
      createOpportunity(story, aldo, { title, clientId: client.id, expectedCloseDate, amount });
    await deal('should have closed', '2026-03-03', '1500.5');
    await deal('today', '2026-03-04');
    await deal('Sunday', '2026-03-08');
    await deal('next Monday', '2026-03-09');
    const lost = await deal('lost', '2026-03-01');
    await story
      .as(aldo)
      .post(`/opportunities/${lost.id}/move`)
      .send({ stageId: pipeline.stage('Lost'), lostReason: 'PRICE' })
      .expect(200);

    const day = await dayOf(aldo);
    expect([day.date, day.agentId]).toEqual(['2026-03-04', aldo.id]);
    expect(PARTS.map((part) => [part, day[part].count, names(day[part])])).toEqual([
      ['overdueTasks', 1, ['late']],
      ['tasks', 2, ['first minute', 'last minute']],
      ['reminders', 1, ['tomorrow']],
      ['visits', 1, ['Svapo Navigli']],
      ['overdueDeals', 1, ['should have closed']],
      ['closingDeals', 2, ['today', 'Sunday']],
    ]);
    expect(day.tasks.items[0]).toMatchObject({
      clientId: client.id,
      clientName: 'Svapo Navigli',
      clientPhone: '+39021234567',
    });
    expect(day.visits.items[0]).toMatchObject({
      ...{ id: visit.id, scheduledAt: '2026-03-04T10:00:00.000Z', status: 'PLANNED', version: 1 },
      ...{ street: 'Via Vigevano 1', city: 'Milano', latitude: 45.45, longitude: 9.17 },
    });
    expect(day.overdueDeals.items[0]).toMatchObject({ amount: '1500.50', expectedCloseDate: '2026-03-03' });
    await expectListsBehind(aldo, day);
    const next = await dayOf(aldo, 'date=2026-03-05');
    expect([names(next.overdueTasks), names(next.tasks), next.visits.count]).toEqual([
      ['late', 'first minute', 'last minute'],
      ['tomorrow'],
      1,
    ]);
    await expectListsBehind(aldo, next);
  });

  it('shows so many rows of each part, counts the others, and stays whole on the days when the clock changes', async () => {
    const { alma } = story.people;
    for (let hour = 0; hour < 23; hour += 1)
      await task(alma, `hour ${hour}`, { dueAt: new Date(Date.UTC(2026, 2, 28, 23 + hour)).toISOString() });
    await task(alma, 'next day', { dueAt: '2026-03-29T22:00:00Z' });
    const day = await dayOf(alma, 'date=2026-03-29&limit=5');
    expect([day.tasks.count, day.tasks.items.length, day.tasks.items[0]?.['subject']]).toEqual([
      23,
      5,
      'hour 0',
    ]);
    await expectListsBehind(alma, day);
    expect((await story.as(alma).get('/my-day?limit=101')).body.errors[0]).toMatchObject({
      pointer: '/limit',
    });
  });

  it('holds what somebody else gave me to do; its client only when that is mine to see', async () => {
    const { anna, aldo, alma } = story.people;
    const clientId = (await createClient(story, alma, { name: 'Only Alma’s' })).id;
    await task(anna, 'given', {
      ownerId: alma.id,
      assigneeIds: [aldo.id],
      clientId,
      dueAt: '2026-04-01T09:00:00Z',
    });
    const [ofAldo, ofAlma] = [await dayOf(aldo, 'date=2026-04-01'), await dayOf(alma, 'date=2026-04-01')];
    expect(ofAldo.tasks.items[0]).toMatchObject({
      subject: 'given',
      clientId,
      clientName: null,
      clientPhone: null,
    });
    expect(ofAlma.tasks.items[0]).toMatchObject({ subject: 'given', clientName: 'Only Alma’s' });
    await expectListsBehind(aldo, ofAldo);
  });

  it('of an agent is read by who leads them, and by nobody else', async () => {
    const { admin, analyst, anna, aldo, alma, bruno } = story.people;
    const own = await dayOf(aldo);
    for (const person of [anna, admin, analyst]) {
      const day = await dayOf(person, `agentId=${aldo.id}`);
      expect(PARTS.map((part) => day[part].items)).toEqual(PARTS.map((part) => own[part].items));
      await expectListsBehind(person, day);
    }
    for (const person of [alma, bruno]) {
      const { status, body } = await story.as(person).get(`/my-day?agentId=${aldo.id}`);
      const nobody = await story.as(person).get('/my-day?agentId=01890000-0000-7000-8000-000000000000');
      expect([status, body.errors[0]]).toEqual([
        400,
        expect.objectContaining({ pointer: '/agentId', code: 'AGENT_UNKNOWN' }),
      ]);
      expect(nobody.body).toEqual({ ...body, requestId: expect.any(String) });
    }
  });

  it('is without the parts and the fields that a role does not see', async () => {
    const { aldo } = story.people;
    const permissions = { 'activity:read': 'own', 'opportunity:read': 'own' };
    const data = { key: 'TELESALES', name: 'Telesales', permissions, hiddenFields: ['opportunity.amount'] };
    await story.prisma.role.create({ data });
    await story.prisma.user.update({ where: { id: aldo.id }, data: { role: data.key } });
    story.app.get(PrincipalDirectory).forget();
    const day = await dayOf(aldo);
    expect(day.visits).toBeNull();
    expect(day.tasks.items[0]).toMatchObject({ clientName: null, clientPhone: null });
    expect(day.overdueDeals.items[0]).toMatchObject({ title: 'should have closed', clientName: null });
    expect(day.overdueDeals.items[0]).not.toHaveProperty('amount');
  });

  it('says of each visit when the client is open on that day: its week, what it said of the date, holidays', async () => {
    const { anna } = story.people;
    const openingHours = {
      mon: [['09:00', '12:30']],
      wed: [
        ['09:00', '12:30'],
        ['15:00', '19:00'],
      ],
    };
    const closed = { from: '2026-03-04', to: '2026-03-04', hours: [] };
    const clients = [
      { name: 'Aperto', openingHours },
      { name: 'Chiuso', openingHours, openingExceptions: [closed] },
      { name: 'Ignoto' },
    ];
    for (const [index, client] of clients.entries()) {
      const { id: clientId } = await createClient(story, anna, client);
      await createVisit(story, anna, { clientId, scheduledAt: `2026-03-04T1${index}:00:00Z` });
    }
    const { visits } = await dayOf(anna);
    expect(visits.items.map(({ openHours }) => openHours)).toEqual([
      [
        ['09:00', '12:30'],
        ['15:00', '19:00'],
      ],
      [],
      null,
    ]);
    expect(Object.keys(visits.items[0] ?? {})).not.toContain('openingHours');
  });
});
