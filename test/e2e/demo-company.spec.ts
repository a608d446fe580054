import { createApp } from '#app/configure-app.js';
import { readConfig } from '#app/platform/config/config.js';
import { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeDemoCompany } from '../../prisma/seed/demo-company.ts';
import { DEMO_PASSWORD } from '../../prisma/seed/staff.ts';
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
