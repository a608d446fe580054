import { opportunityFacts } from '#app/crm-core/opportunities/opportunity-facts.js';
import { createApp } from '#app/configure-app.js';
import { readConfig } from '#app/platform/config/config.js';
import { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { businessDateOf } from '#app/platform/time/rome.js';
import { Calendar } from '../../prisma/seed/calendar.ts';
import { makeDemoCompany } from '../../prisma/seed/demo-company.ts';
import { Random } from '../../prisma/seed/random.ts';
import { makeShops } from '../../prisma/seed/shops.ts';
import { DEMO_PASSWORD, makeStaff } from '../../prisma/seed/staff.ts';
import { makeVisits } from '../../prisma/seed/visits.ts';
import { withClosures } from '../../prisma/seed/working-hours.ts';
import { createDatabase } from '../support/database.ts';

type App = Awaited<ReturnType<typeof createApp>>;

describe('the demo company', () => {
  let app: App;
  let prisma: PrismaService;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const database = await createDatabase();
    drop = database.drop;
    app = await createApp(
      readConfig({
        NODE_ENV: 'test',
        DATABASE_URL: database.url,
        JWT_SECRET: 'only for stories: thirty-two bytes and more',
        LOG_LEVEL: 'silent',
        KPI_REFRESH_CRON: '',
      }),
    );
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    prisma = app.get(PrismaService);
  });
  afterAll(async () => {
    await app.close();
    await drop();
  });

  it('is made once, of a size that a sales team knows', async () => {
    expect(await makeDemoCompany(prisma, new Date('2026-11-23T10:00:00Z'))).toMatch(/400 clients/);
    expect(await makeDemoCompany(prisma, new Date('2026-11-24T10:00:00Z'))).toMatch(/no demo was added/);
    expect([await prisma.team.count(), await prisma.user.count({ where: { role: 'AGENT' } })]).toEqual([
      2, 8,
    ]);
    expect(await prisma.opportunity.count()).toBeGreaterThan(1000);
    expect(await prisma.visit.count()).toBeGreaterThan(4000);
  }, 180_000);

  it.each(['admin', 'manager', 'agent', 'analyst'])('lets %s@nexus.local in', async (name) => {
    const { statusCode, payload } = await app.inject({
      method: 'POST',
      url: '/api/v1/auth/login',
      payload: { email: `${name}@nexus.local`, password: DEMO_PASSWORD },
    });
    expect([statusCode, JSON.parse(payload).user.role]).toEqual([200, name.toUpperCase()]);
  });

  it('lets an agent plan a day with its date alone', async () => {
    const ask = async (url: string, payload: object, token?: string) => {
      const headers = token ? { authorization: `Bearer ${token}` } : {};
      const answer = await app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers });
      return { status: answer.statusCode, body: JSON.parse(answer.payload) };
    };
    const { body: session } = await ask('/auth/login', {
      email: 'agent@nexus.local',
      password: DEMO_PASSWORD,
    });
    const { status, body } = await ask('/routes/plan-day', { date: '2026-11-25' }, session.accessToken);
    expect([status, body.engine, body.agentId]).toEqual([201, 'in-process', session.user.id]);
    expect(body.stops.length).toBeGreaterThan(0);
    expect(body.totals.returnMeters).toBeGreaterThan(0);
    const holiday = await ask('/routes/plan-day', { date: '2026-12-07' }, session.accessToken);
    expect([holiday.status, holiday.body.reason]).toEqual([409, 'HOLIDAY']);
  });

  it.each([
    ['a Monday', '2026-11-23T06:00:00Z'],
    ['a Saturday', '2026-11-28T06:00:00Z'],
    ['a Sunday', '2026-11-29T06:00:00Z'],
  ])('made on %s, gives every agent a day, and its shops are open', (_, now) => {
    const [random, calendar] = [new Random(1), new Calendar(new Date(now))];
    const staff = makeStaff(random, 'no password', calendar.instant(-560, '08:00'));
    const shops = withClosures(random, calendar, makeShops(random, calendar, staff).clients);
    const visits = makeVisits(random, calendar, shops);
    const isToday = ({ scheduledAt }: { scheduledAt: Date }) =>
      businessDateOf(scheduledAt) === calendar.today;
    const busy = new Set(visits.filter(isToday).map(({ agentId }) => agentId));
    expect(busy.size).toBe(staff.agents.length);
    const isSunday = now.startsWith('2026-11-29');
    const opened = shops.filter(({ openingExceptions }) =>
      JSON.stringify(openingExceptions)?.includes(calendar.today),
    );
    expect(opened).toHaveLength(isSunday ? shops.length : 0);
  });

  it('has a journal in the words and facts of the real one', async () => {
    const rows = await prisma.journalEntry.findMany({ orderBy: { id: 'asc' } });
    const deals = await prisma.opportunity.findMany();
    const states = new Map<string, unknown>();
    for (const { entity, entityId, action, facts } of rows) {
      const { before, after, slot, status } = facts as Record<string, never>;
      if (entity === 'opportunity') {
        expect([action, before]).toEqual([
          states.has(entityId) ? 'opportunity.moved' : 'opportunity.created',
          states.get(entityId) ?? null,
        ]);
        states.set(entityId, after);
      } else if (entity === 'visit') {
        expect(slot).toEqual({ agentId: expect.any(String), scheduledAt: expect.any(String) });
        states.set(entityId, status);
      }
    }
    for (const deal of deals) expect(states.get(deal.id)).toEqual(opportunityFacts(null, deal).after);
    for (const { id, status } of await prisma.visit.findMany()) expect(states.get(id)).toBe(status);
  }, 60_000);

  it('turns prospects into customers with their first deal that is won, and tells so', async () => {
    const clients = await prisma.client.findMany({
      include: { opportunities: { where: { status: 'WON' }, orderBy: { closedAt: 'asc' }, take: 1 } },
    });
    const told = await prisma.journalEntry.findMany({
      where: { entity: 'client', action: 'client.updated' },
    });
    const at = new Map(told.map(({ entityId, at }) => [entityId, at]));
    const won = clients.filter(({ opportunities }) => opportunities.length > 0);
    expect(won.length).toBeGreaterThan(100);
    for (const { id, lifecycle, opportunities } of clients) {
      const since = opportunities[0]?.closedAt;
      expect([lifecycle, at.get(id)]).toEqual(since ? ['CUSTOMER', since] : ['PROSPECT', undefined]);
    }
    const spans = await prisma.clientSpan.count({ where: { sequence: 2, lifecycle: 'CUSTOMER' } });
    expect(spans).toBe(won.length);
  });

  it('has clients that go by the interval of their class, and some by their own', async () => {
    const byClass = await prisma.client.count({ where: { visitIntervalDays: null } });
    expect([byClass > 250, byClass < 400]).toEqual([true, true]);
  });

  it('has a catalogue, deals whose lines sum up to their amount, and targets for every agent', async () => {
    expect(await prisma.product.count()).toBeGreaterThan(5);
    const lined = await prisma.opportunity.findMany({
      where: { lines: { some: {} } },
      include: { lines: true },
    });
    expect(lined.length).toBeGreaterThan(200);
    for (const { amount, lines } of lined) {
      const cents = lines.map(({ quantity, unitPrice }) =>
        Math.round(Number(quantity) * Number(unitPrice) * 100),
      );
      expect(cents.reduce((sum, each) => sum + each, 0)).toBe(Math.round(Number(amount) * 100));
    }
    expect(await prisma.salesTarget.count()).toBe(8 * 15);
  });

  it('stands on the same history for every deal: one present stay, and a closing that is its last', async () => {
    const deals = await prisma.opportunity.findMany({
      include: { entries: { orderBy: { sequence: 'asc' } } },
    });
    for (const { entries, stageId, closedAt } of deals) {
      expect(entries.filter(({ leftAt }) => leftAt === null)).toHaveLength(1);
      expect(entries.at(-1)?.stageId).toBe(stageId);
      if (closedAt) expect(entries.at(-1)?.enteredAt).toEqual(closedAt);
    }
  });
});
