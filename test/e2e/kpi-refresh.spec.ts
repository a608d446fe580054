import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { JobRunner } from '#app/platform/jobs/job-runner.service.js';
import { recordFailedWindow, tryJobLock } from '#app/platform/jobs/job-runs.queries.js';
import { KpiRefresh } from '#app/analytics/refresh/kpi-refresh.service.js';
import { keepPipelineSnapshot } from '#app/analytics/refresh/pipeline-snapshot.queries.js';
import { REFRESH_JOB, RefreshService, SNAPSHOT_JOB } from '#app/analytics/refresh/refresh.service.js';
import { readConfig } from '#app/platform/config/config.js';
import { type DealBook, openDealBook } from '../factories/deal-book.ts';
import { randomHistory, randomSteps } from '../factories/random-history.ts';
import { whenFolded } from '../support/folded.ts';
import { figureRows, recountDealDays, recountFunnel, tabledDealDays } from '../support/recount.ts';
import { refreshFigures, runOf } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

describe('a refresh of what changed', () => {
  let story: Story;
  let deals: DealBook;

  beforeEach(async () => {
    story = await startStory();
    deals = await openDealBook(story);
  });
  afterEach(() => story.end());

  it.each([1, 20_261_123])(
    'leaves the rows of a full rebuild after any history, and those of a recount (seed %i)',
    async (seed) => {
      const further = randomHistory(story, deals);
      await refreshFigures(story);
      for (const [index, step] of randomSteps(seed, 280).entries()) {
        await further(step);
        if (index % 40 !== 39) continue;
        await refreshFigures(story);
        expect(await tabledDealDays(story)).toEqual(await recountDealDays(story));
      }
      const incremental = await figureRows(story);
      expect(Object.values(incremental).filter((rows) => rows.length <= 3)).toEqual([]);
      await refreshFigures(story, { full: true });
      expect(await figureRows(story)).toEqual(incremental);

      for (const [from, to] of [
        ['2024-12-01', '2027-12-01'],
        ['2025-03-30', '2025-10-26'],
        ['2025-06-01', '2025-06-08'],
      ] as const) {
        const { body } = await story.as(story.people.admin).get(`/analytics/funnel?from=${from}&to=${to}`);
        const stages = body.stages.filter(({ entered }: { entered: number }) => entered > 0);
        const counted = stages.map(({ stageId, entered, advanced }: never) => [
          stageId,
          [entered, advanced ?? 0],
        ]);
        expect(Object.fromEntries(counted)).toEqual(await recountFunnel(story, from, to));
      }
    },
  );
});

describe('the refresh', () => {
  let story: Story;
  let deals: DealBook;

  beforeAll(async () => {
    story = await startStory();
    deals = await openDealBook(story);
  });
  afterAll(() => story.end());

  const created = async (year = 2026): Promise<number> => {
    const { body } = await story
      .as(story.people.admin)
      .get(`/analytics/overview?from=${year}-01-01&to=${year + 1}-01-01`);
    return body.kpis.createdCount.value as number;
  };
  const status = async (person = story.people.admin) =>
    (await story.as(person).get('/analytics/status')).body;
  const service = () => story.app.get(RefreshService, { strict: false });

  it('takes in what was saved before it was asked for, and says how fresh the figures are', async () => {
    await deals.create(story.people.aldo, { at: '2026-03-01T10:00:00Z' });
    expect(await status()).toMatchObject({
      computedAt: null,
      watermark: null,
      schedule: null,
      lastRun: null,
    });
    await refreshFigures(story);
    expect(await created()).toBe(1);
    await deals.create(story.people.aldo, { at: '2026-03-01T10:00:00Z' });
    expect((await status()).lag).toEqual({ journalRows: 1, more: false });
    await refreshFigures(story);
    expect(await status()).toMatchObject({
      lag: { journalRows: 0 },
      lastRun: { job: REFRESH_JOB, state: 'DONE', facts: { full: false } },
    });
    expect(await created()).toBe(2);
  });

  it('corrects the days of last year when history arrives late', async () => {
    expect(await created(2025)).toBe(0);
    const late = await deals.create(story.people.beppe, { at: '2025-12-31T22:30:00Z' });
    await deals.move(late, 'Won', '2025-12-31T22:45:00Z');
    await refreshFigures(story);
    expect(await created(2025)).toBe(1);
    await deals.remove(late);
    await refreshFigures(story);
    expect(await created(2025)).toBe(0);
  });

  it('does not lose a change whose transaction commits after a later one', async () => {
    const before = await created();
    const owner = story.people.alma.id;
    let commit = (): void => {};
    const held = new Promise<void>((resolve) => (commit = resolve));
    let written = (): void => {};
    const isWritten = new Promise<void>((resolve) => (written = resolve));
    const slow = story.prisma.$transaction(async (tx) => {
      const data = {
        title: 'Slow',
        pipelineId: deals.pipelineId,
        stageId: deals.stageIds.New,
        probability: 10,
        ownerId: owner,
      };
      const { id } = await tx.opportunity.create({
        data: { ...data, createdAt: new Date('2026-03-01T10:00:00Z') },
      });
      await tx.journalEntry.create({
        data: { action: 'opportunity.created', entity: 'opportunity', entityId: id, ownerId: owner },
      });
      written();
      await held;
    });
    await isWritten;
    await deals.create(story.people.aldo, { at: '2026-03-01T10:00:00Z' });
    await service().tick();
    commit();
    await slow;
    await refreshFigures(story);
    expect(await created()).toBe(before + 2);
  });

  it('runs once for a tick, however many replicas wake up', async () => {
    story.clock.setTo('2026-01-13T10:05:00Z');
    await Promise.all(Array.from({ length: 4 }, () => service().tick()));
    story.clock.setTo(undefined);
    const window = '2026-01-13T10:05:00';
    expect(await story.prisma.jobRun.count({ where: { job: REFRESH_JOB, window } })).toBe(1);
  });

  it('keeps the open pipeline once for each business day, as the first tick of it finds it', async () => {
    story.clock.setTo('2026-01-14T22:59:00Z');
    await service().tick();
    story.clock.setTo('2026-01-14T23:00:00Z');
    await service().tick();
    await deals.create(story.people.aldo, { at: '2026-03-01T10:00:00Z' });
    story.clock.setTo('2026-01-14T23:05:00Z');
    await service().tick();
    story.clock.setTo(undefined);
    const days = await story.prisma.jobRun.findMany({
      where: { job: SNAPSHOT_JOB, window: { gte: '2026-01-14', lt: '2026-01-16' } },
      orderBy: { window: 'asc' },
    });
    expect(days.map(({ window }) => window)).toEqual(['2026-01-14', '2026-01-15']);
    const open = await story.prisma.opportunity.count({ where: { status: 'OPEN', deletedAt: null } });
    const kept = await story.prisma.kpiPipelineSnapshot.aggregate({
      where: { day: new Date('2026-01-15') },
      _sum: { openCount: true },
    });
    expect(kept._sum.openCount).toBe(open - 1);
  });

  /** When the pipeline of a day was kept, and how many deals it had. */
  const keptOn = async (day: string): Promise<[runs: number, open: number | null]> => {
    const { _sum } = await story.prisma.kpiPipelineSnapshot.aggregate({
      where: { day: new Date(day) },
      _sum: { openCount: true },
    });
    const runs = await story.prisma.jobRun.count({ where: { job: SNAPSHOT_JOB, window: day } });
    return [runs, _sum.openCount];
  };

  it('leaves the day of the pipeline to whoever refreshes, while another replica still does', async () => {
    await deals.create(story.people.aldo, { at: '2026-03-01T10:00:00Z' });
    await refreshFigures(story);
    story.clock.setTo('2026-01-17T08:00:00Z');
    await story.prisma.$transaction(async (tx) => {
      expect(await tryJobLock(tx, REFRESH_JOB)).toBe(true);
      await service().tick();
    });
    expect(await keptOn('2026-01-17')).toEqual([0, null]);
    story.clock.setTo('2026-01-17T08:05:00Z');
    await service().tick();
    story.clock.setTo(undefined);
    const open = await story.prisma.opportunity.count({ where: { status: 'OPEN', deletedAt: null } });
    expect(await keptOn('2026-01-17')).toEqual([1, open]);
  });

  it('keeps the pipeline of a day whose figures are right, even if they cannot be folded', async () => {
    await refreshFigures(story);
    await deals.create(story.people.aldo, { at: '2026-03-01T10:00:00Z' });
    // Fresh until another day.
    await refreshFigures(story);
    story.clock.setTo('2026-01-18T08:00:00Z');
    await story.prisma.$executeRaw`ALTER TABLE kpi_opportunity_rollup RENAME TO kpi_opportunity_rollup_away`;
    try {
      await expect(service().tick()).rejects.toThrow('kpi_opportunity_rollup');
    } finally {
      await story.prisma
        .$executeRaw`ALTER TABLE kpi_opportunity_rollup_away RENAME TO kpi_opportunity_rollup`;
      story.clock.setTo(undefined);
    }
    const open = await story.prisma.opportunity.count({ where: { status: 'OPEN', deletedAt: null } });
    expect(await keptOn('2026-01-18')).toEqual([1, open]);
  });

  it('that fails leaves alone what another replica has finished meanwhile', async () => {
    const runner = story.app.get(JobRunner, { strict: false });
    const job = 'two-replicas';
    const where = { job_window: { job, window: 'today' } };
    const late = runner.once(job, 'today', () => Promise.reject(new Error('too late')));
    await expect(late).rejects.toThrow('too late');
    expect(await story.prisma.jobRun.findUnique({ where })).toMatchObject({ error: 'too late' });
    expect(await runner.once(job, 'today', () => Promise.resolve({ rows: 1 }))).toBe(true);

    const error = 'the connection broke';
    const at = new Date();
    const failure = { job, window: 'today', startedAt: at, finishedAt: at, error };
    await recordFailedWindow(story.prisma, failure);
    expect(await story.prisma.jobRun.findUnique({ where })).toMatchObject({
      error: null,
      facts: { rows: 1 },
    });
    expect(await runner.once(job, 'today', () => Promise.resolve({ rows: 2 }))).toBe(false);
  });

  it('keeps a day of the pipeline as it was, should its window be taken again', async () => {
    const kept = () => story.prisma.kpiPipelineSnapshot.findMany({ where: { day: new Date('2026-01-15') } });
    const before = await kept();
    expect(before).not.toEqual([]);
    await story.prisma.$transaction((tx) => keepPipelineSnapshot(tx, '2026-01-15'));
    expect(await kept()).toEqual(before);
  });

  it('killed in the middle leaves nothing half, and the next tick catches up', async () => {
    await refreshFigures(story);
    const rows = await figureRows(story);
    const before = await created();
    await deals.create(story.people.aldo, { at: '2026-03-01T10:00:00Z' });
    const refresh = story.app.get(KpiRefresh, { strict: false });
    const killed = story.app.get(JobRunner, { strict: false }).once(REFRESH_JOB, 'killed', async (tx) => {
      const facts = await refresh.run(tx);
      await tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
      return facts;
    });
    await expect(killed).rejects.toThrow();
    expect(await figureRows(story)).toEqual(rows);
    expect((await status()).lag.journalRows).toBe(1);
    await service().tick();
    await refreshFigures(story);
    expect(await created()).toBe(before + 1);
  });

  it('that fails says so in the status, its reason to the admin only, and does not block the next', async () => {
    await story.prisma.$executeRaw`ALTER TABLE kpi_opportunity_day RENAME TO kpi_opportunity_day_away`;
    const { body } = await story.as(story.people.admin).post('/analytics/refresh').send({ full: true });
    const run = await runOf(story, body.runId);
    await story.prisma.$executeRaw`ALTER TABLE kpi_opportunity_day_away RENAME TO kpi_opportunity_day`;
    expect(run).toMatchObject({ state: 'FAILED', error: expect.stringContaining('kpi_opportunity_day') });
    expect((await status(story.people.aldo)).lastRun).toMatchObject({ state: 'FAILED', error: null });
    await refreshFigures(story, { full: true });
    expect((await status()).lastRun).toMatchObject({ state: 'DONE', error: null, facts: { full: true } });
  });

  it('rebuilds everything in a database that was restored on another server', async () => {
    await story.prisma.kpiWatermark.updateMany({ data: { transaction: 1n << 60n } });
    await refreshFigures(story);
    expect((await status()).runs.some(({ facts }: { facts: { full: boolean } }) => facts.full)).toBe(true);
    expect(BigInt((await status()).watermark)).toBeLessThan(1n << 60n);
  });

  it('tells nobody who asked for it', async () => {
    await refreshFigures(story);
    const { admin, aldo } = story.people;
    const asked = await story.prisma.jobRun.findFirstOrThrow({
      where: { job: REFRESH_JOB, window: { startsWith: 'on demand' } },
      orderBy: { startedAt: 'desc' },
    });
    expect(asked.facts).toMatchObject({ requestedById: admin.id });
    for (const person of [aldo, admin]) {
      const { lastRun, runs } = await status(person);
      expect(JSON.stringify([lastRun, runs])).not.toContain(admin.id);
    }
  });

  it('tells how much of the company it took in to whom everybody’s figures are open, and to nobody else', async () => {
    await refreshFigures(story);
    const { admin, analyst, anna, aldo } = story.people;
    for (const person of [admin, analyst]) {
      const { lastRun, runs } = await status(person);
      for (const run of [lastRun, runs[0]])
        expect(run.facts).toMatchObject({ full: expect.any(Boolean), deals: expect.any(Number) });
    }
    for (const person of [anna, aldo]) {
      const { lastRun, runs } = await status(person);
      expect([lastRun, ...runs].map(({ facts }) => facts)).toEqual([lastRun, ...runs].map(() => null));
    }
  });

  it('is for the admin to ask for', async () => {
    const { anna, aldo, analyst, admin } = story.people;
    for (const person of [anna, aldo, analyst])
      expect((await story.as(person).post('/analytics/refresh').send({})).status).toBe(403);
    expect((await story.anonymous.get('/analytics/status')).status).toBe(401);
    const refused = await story.as(admin).post('/analytics/refresh').send({ full: 'yes' });
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, '/full']);
  });
});

describe('the schedule of the refresh', () => {
  it('brings the figures up to date without being asked, from the start on', async () => {
    const story = await startStory({ KPI_REFRESH_CRON: '* * * * * *' });
    const deals = await openDealBook(story);
    await deals.create(story.people.aldo, { at: '2026-03-01T10:00:00Z' });
    const days = () => whenFolded(story, (tx) => tx.kpiOpportunityDay.count());
    for (let tries = 0; tries < 100 && (await days()) === 0; tries += 1) await pause(100);
    expect(await days()).toBe(1);
    const { body } = await story.as(story.people.aldo).get('/analytics/status');
    expect(body).toMatchObject({ schedule: '* * * * * *', lastRun: { error: null } });
    await story.end();
  });

  it('is refused at the start when it is no cron expression', () => {
    expect(() => readConfig({ KPI_REFRESH_CRON: 'now and then' })).toThrow(
      'KPI_REFRESH_CRON must be a cron expression',
    );
    expect(() => readConfig({ KPI_REFRESH_CRON: '' })).not.toThrow('KPI_REFRESH_CRON');
  });
});
