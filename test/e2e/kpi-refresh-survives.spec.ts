import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { KpiRefresh } from '#app/analytics/refresh/kpi-refresh.service.js';
import { REFRESH_JOB, RefreshService, SNAPSHOT_JOB } from '#app/analytics/refresh/refresh.service.js';
import { WATERMARK } from '#app/analytics/refresh/watermark.queries.js';
import { Reach } from '#app/analytics/reports/reach.js';
import { readWaiting } from '#app/analytics/reports/waiting.queries.js';
import { Principal } from '#app/platform/access/index.js';
import { JobRunner } from '#app/platform/jobs/index.js';
import { type DealBook, openDealBook } from '../factories/deal-book.ts';
import { figureRows, recountDealDays, tabledDealDays } from '../support/recount.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startReplica } from '../support/replica.ts';
import { someoneWaits } from '../support/someone-waits.ts';
import { startStory, type Story, STORY_SECRET } from '../support/story.ts';

describe('the refresh, when things go wrong', () => {
  let story: Story;
  let deals: DealBook;

  beforeAll(async () => {
    story = await startStory();
    deals = await openDealBook(story);
    await deals.create(story.people.aldo, { at: '2026-03-01T10:00:00Z' });
    await refreshFigures(story);
  });
  afterAll(() => story.end());

  const service = () => story.app.get(RefreshService, { strict: false });
  /** For as long as another process takes to start on a busy machine: longer than a request may. @returns lets go again */
  const holdWatermark = async (): Promise<() => Promise<void>> => {
    const held = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    const holder = story.prisma.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT set_config('idle_in_transaction_session_timeout', '0', true)`;
        await tx.$queryRaw`SELECT name FROM kpi_watermark FOR UPDATE`;
        held.resolve();
        await over.promise;
      },
      { timeout: 180_000 },
    );
    await Promise.race([held.promise, holder]);
    return async () => {
      over.resolve();
      await holder;
    };
  };
  const sessionsOf = async (instance: string): Promise<number> => {
    const [row] = await story.prisma.$queryRaw<{ sessions: number }[]>`
      SELECT count(*)::int AS sessions FROM pg_stat_activity WHERE application_name = ${`nexus-crm ${instance}`}`;
    return row?.sessions ?? 0;
  };

  it('leaves nothing half when its process is killed in the middle, and the next tick of another does the work', async () => {
    const before = await figureRows(story);
    const late = await deals.create(story.people.alma, { at: '2025-03-01T10:00:00Z' });
    await deals.move(late, 'Won', '2025-04-01T10:00:00Z');
    // It comes as far as the last row of all: every figure is written, and nothing committed.
    const letGo = await holdWatermark();
    try {
      const replica = await startReplica(story.databaseUrl, STORY_SECRET, {
        KPI_REFRESH_CRON: '0 0 1 1 *',
        INSTANCE: 'doomed',
      });
      try {
        await someoneWaits(story.prisma);
      } finally {
        await replica.kill();
      }
    } finally {
      await letGo();
    }
    for (let tries = 0; tries < 200 && (await sessionsOf('doomed')) > 0; tries += 1) await pause(50);
    expect(await sessionsOf('doomed')).toBe(0);
    expect(await figureRows(story)).toEqual(before);
    expect(await story.prisma.jobRun.count({ where: { job: REFRESH_JOB, finishedAt: null } })).toBe(0);

    await service().tick();
    await refreshFigures(story);
    expect(await tabledDealDays(story)).toEqual(await recountDealDays(story));
    const incremental = await figureRows(story);
    expect(incremental).not.toEqual(before);
    await refreshFigures(story, { full: true });
    expect(await figureRows(story)).toEqual(incremental);
  }, 180_000);

  it('catches up after days without a run; the days of the pipeline that nobody kept stay missing', async () => {
    await deals.create(story.people.aldo, { at: '2026-02-01T08:00:00Z' });
    story.clock.setTo('2026-02-02T08:00:00Z');
    await service().tick();
    for (const day of ['03', '04', '05', '06']) {
      const id = await deals.create(story.people.beppe, { at: `2026-02-${day}T08:00:00Z`, amount: '10.00' });
      await deals.move(id, day < '05' ? 'Won' : 'Lost', `2026-02-${day}T20:00:00Z`);
    }
    story.clock.setTo('2026-02-07T08:00:00Z');
    await service().tick();
    story.clock.setTo(undefined);
    await refreshFigures(story);
    expect(await tabledDealDays(story)).toEqual(await recountDealDays(story));
    const kept = await story.prisma.jobRun.findMany({
      where: { job: SNAPSHOT_JOB, window: { gte: '2026-02-01', lt: '2026-03-01' } },
      orderBy: { window: 'asc' },
    });
    expect(kept.map(({ window }) => window)).toEqual(['2026-02-02', '2026-02-07']);
    const { kpis } = (
      await story.as(story.people.beppe).get('/analytics/overview?from=2026-02-03&to=2026-02-07')
    ).body;
    expect([kpis.wonCount.value, kpis.lostCount.value, kpis.wonAmount.value]).toEqual([2, 2, '20.00']);
  });

  it('takes in thousands of imported deals in one go', async () => {
    const { prisma, people } = story;
    await prisma.$transaction(
      async (tx) => {
        await tx.$executeRaw`
          WITH made AS (
            INSERT INTO opportunities (title, pipeline_id, stage_id, amount, probability, owner_id, created_at)
            SELECT 'Da carta ' || i, ${deals.pipelineId}::uuid, ${deals.stageIds.New}::uuid, i, 10, ${people.aldo.id}::uuid,
              timestamptz '2023-01-01' + i * interval '1 hour'
            FROM generate_series(1, 6000) i RETURNING *
          ), begun AS (
            INSERT INTO opportunity_stage_entries (opportunity_id, sequence, stage_id, entered_at, owner_id, amount, probability)
            SELECT id, 1, stage_id, created_at, owner_id, amount, probability FROM made)
          INSERT INTO journal (action, entity, entity_id, owner_id) SELECT 'opportunity.imported', 'opportunity', id, owner_id FROM made`;
      },
      { timeout: 60_000 },
    );
    await refreshFigures(story);
    const { lastRun } = (await story.as(people.admin).get('/analytics/status')).body;
    expect(lastRun).toMatchObject({ state: 'DONE', facts: { full: false } });
    const incremental = await figureRows(story);
    expect(await tabledDealDays(story)).toEqual(await recountDealDays(story));
    await refreshFigures(story, { full: true });
    expect(await figureRows(story)).toEqual(incremental);
  });

  it('rebuilds a long history in parts, each kept: what is killed goes on where it was, and takes in what changed meanwhile', async () => {
    const { clock, prisma, app, people } = story;
    await refreshFigures(story);
    const before = await figureRows(story);
    const mark = await prisma.kpiWatermark.findUniqueOrThrow({ where: { name: WATERMARK } });
    // Each look at the clock finds two minutes gone: every part takes long.
    let instant = Date.now();
    const watch = jest.spyOn(clock, 'now').mockImplementation(() => new Date((instant += 120_000)));
    const work = app.get(KpiRefresh, { strict: false }).work(true);
    let parts = 0;
    const killed = app.get(JobRunner, { strict: false }).once(REFRESH_JOB, 'rebuild', async (tx) => {
      const facts = await work(tx);
      if (++parts === 3) await tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
      return facts;
    });
    await expect(killed).rejects.toThrow();
    const rebuilt = (): Promise<number> =>
      prisma.kpiWatermark.count({ where: { name: { contains: 'rebuilt' } } });
    expect(await rebuilt()).toBe(2);
    expect(await prisma.kpiWatermark.findMany({ where: { name: mark.name } })).toEqual([mark]);
    expect(await figureRows(story)).toEqual(before);
    // Deals are rebuilt already.
    const late = await deals.create(people.alma, { at: '2025-05-01T10:00:00Z' });
    await deals.move(late, 'Won', '2025-06-01T10:00:00Z');

    await service().tick();
    watch.mockRestore();
    const run = await prisma.jobRun.findFirstOrThrow({
      where: { job: REFRESH_JOB, error: null },
      orderBy: { startedAt: 'desc' },
    });
    // The deals and the visits were there.
    expect(run.facts).toEqual({ full: true, clients: expect.any(Number), care: expect.any(Number) });
    expect(await rebuilt()).toBe(0);
    await refreshFigures(story);
    expect(await tabledDealDays(story)).toEqual(await recountDealDays(story));
    const gone = await figureRows(story);
    expect(gone).not.toEqual(before);
    await refreshFigures(story, { full: true });
    expect(await figureRows(story)).toEqual(gone);
  });

  it('rebuilt in parts, what is told of deals changes at one moment, and the status tells that it is under way', async () => {
    const { clock, app, people, prisma } = story;
    const { anna, alma, admin } = people;
    const one = await deals.create(alma, { at: '2024-02-10T10:00:00Z' });
    const other = await deals.create(alma, { at: '2024-02-20T10:00:00Z' });
    await refreshFigures(story);
    // Whole months are told by sums, and of a team the days beside them by the deals themselves.
    const lost = async (): Promise<number> => {
      const { body } = await story.as(anna).get('/analytics/lost-reasons?from=2024-01-15&to=2024-04-15');
      return body.total.count;
    };
    const rights = { permissions: { 'analytics:read': 'all' as const }, hiddenFields: new Set<never>() };
    const reader = new Principal(admin.id, 'Admin', 'ADMIN', null, randomUUID(), rights);
    const months = { from: '2024-01-01', to: '2024-05-01', days: 121 };
    const waits = async (): Promise<number> => {
      const reach = new Reach(reader, { pipelineId: deals.pipelineId, teamId: alma.teamId ?? undefined });
      const rows = await prisma.$transaction((tx) => readWaiting(tx, reach, months, new Date(), 1n, 0n));
      return [...rows.values()].reduce((sum, { count }) => sum + count, 0);
    };
    const told = async (): Promise<string> => JSON.stringify([await lost(), await waits()]);
    const before = await told();
    await deals.move(one, 'Lost', '2024-03-10T10:00:00Z');
    await deals.move(other, 'Lost', '2024-04-10T10:00:00Z');

    // Every part takes long.
    const part = app.get(KpiRefresh, { strict: false }).work(true);
    const seen: string[] = [];
    const rebuilding: boolean[] = [];
    const see = async () => {
      seen.push(await told());
      rebuilding.push((await story.as(admin).get('/analytics/status')).body.rebuilding);
    };
    await app.get(JobRunner, { strict: false }).once(REFRESH_JOB, 'rebuild before readers', async (tx) => {
      await see();
      let instant = Date.now();
      const watch = jest.spyOn(clock, 'now').mockImplementation(() => new Date((instant += 120_000)));
      const facts = await part(tx);
      watch.mockRestore();
      return facts;
    });
    await see();
    const after = '[2,0]';
    expect([before, seen]).toEqual(['[0,2]', [before, after, after, after, after]]);
    expect(rebuilding).toEqual([false, true, true, true, false]);
  });

  it('may take longer than a request: its statements have no time limit, it waits longer for locks, and those after it have theirs again', async () => {
    const runner = story.app.get(JobRunner, { strict: false });
    const limits = async (tx: Pick<Story['prisma'], '$queryRaw'>): Promise<string[]> => {
      const rows = await tx.$queryRaw<{ setting: string }[]>`
        SELECT current_setting(name) AS setting FROM unnest('{statement_timeout,lock_timeout}'::text[]) AS name`;
      return rows.map(({ setting }) => setting);
    };
    // In a second transaction too, which begins by waiting for its turn.
    let parts = 0;
    await runner.once('patience', 'today', async (tx) => {
      parts += 1;
      return { [`part ${parts}`]: await limits(tx), unfinished: parts === 1 };
    });
    const run = await story.prisma.jobRun.findUnique({
      where: { job_window: { job: 'patience', window: 'today' } },
    });
    expect(run?.facts).toEqual({ 'part 1': ['0', '1min'], 'part 2': ['0', '1min'] });
    for (let session = 0; session < 10; session += 1)
      expect(await limits(story.prisma)).toEqual(['15s', '5s']);
  });
});
