import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { integer, sample } from 'fast-check';
import { FOLDS, MOST_FRESH } from '#app/analytics/refresh/fold.queries.js';
import { KpiRefresh } from '#app/analytics/refresh/kpi-refresh.service.js';
import { REFRESH_JOB, RefreshService } from '#app/analytics/refresh/refresh.service.js';
import { JobRunner } from '#app/platform/jobs/index.js';
import type { JobRun } from '#app/platform/prisma/generated/client.js';
import { type DealBook, openDealBook } from '../factories/deal-book.ts';
import { randomHistory, randomSteps } from '../factories/random-history.ts';
import { figureRows, recountDealDays, tabledDealDays } from '../support/recount.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

const REPORTS = [
  ...['overview?', 'sales-trend?interval=month&', 'sales-trend?interval=week&', 'funnel?', 'forecast?'],
  ...['agents?', 'lost-reasons?', 'leads?', 'journey?', 'visits?interval=week&'],
];
const PERIODS = ['from=2024-12-01&to=2027-12-01', 'from=2025-03-15&to=2025-10-26'];

describe('figures that a refresh leaves fresh beside the sums', () => {
  let story: Story;
  let deals: DealBook;

  beforeAll(async () => {
    story = await startStory();
    deals = await openDealBook(story);
  });
  afterAll(() => story.end());

  /** Of a manager and the company. */
  const reports = async (): Promise<unknown[]> => {
    const { anna, admin } = story.people;
    const answers: unknown[] = [];
    for (const person of [anna, admin])
      for (const report of REPORTS)
        for (const period of PERIODS) {
          const { body, status } = await story.as(person).get(`/analytics/${report}${period}`);
          expect([status, report, body]).toEqual([200, report, expect.anything()]);
          answers.push([person.email, report, period, body]);
        }
    return answers;
  };
  const fresh = async (): Promise<number> => {
    const counts = FOLDS.map(
      (fold) => story.prisma.$queryRaw<{ rows: number }[]>`SELECT count(*)::int AS rows FROM ${fold.fresh}`,
    );
    return (await Promise.all(counts)).flat().reduce((sum, { rows }) => sum + rows, 0);
  };
  const work = () => story.app.get(KpiRefresh, { strict: false }).work(false);
  const runner = () => story.app.get(JobRunner, { strict: false });
  const lastRun = (): Promise<JobRun> =>
    story.prisma.jobRun.findFirstOrThrow({ where: { job: REFRESH_JOB }, orderBy: { startedAt: 'desc' } });

  it('are the same before, while and after they are folded, after any history, and those of a rebuild', async () => {
    const further = randomHistory(story, deals);
    await refreshFigures(story);
    const dice = sample(integer({ min: 0, max: 1_000 }), { seed: 17, numRuns: 500 });
    const some = (): typeof FOLDS => FOLDS.filter(() => (dice.pop() ?? 0) % 2 === 0);
    let folded = 0;
    for (const [index, step] of randomSteps(1, 75).entries()) {
      await further(step);
      if (index % 15 !== 14) continue;
      await refreshFigures(story);
      const before = index === 59 ? await reports() : undefined;
      // Some of the tables alone: whoever is killed in between leaves the others fresh.
      const during = await story.prisma.$transaction(
        async (tx) => {
          for (const fold of some()) folded += await fold.fold(tx);
          return before && reports();
        },
        { timeout: 60_000 },
      );
      expect(during).toEqual(before);
      if (before) expect(await reports()).toEqual(before);
    }
    expect(folded).toBeGreaterThan(100);
    expect(await fresh()).toBeGreaterThan(20);
    expect(await tabledDealDays(story)).toEqual(await recountDealDays(story));
    const rows = await figureRows(story);
    await refreshFigures(story, { full: true });
    expect(await fresh()).toBe(0);
    expect(await figureRows(story)).toEqual(rows);
  }, 120_000);

  const refreshedYesterday = () =>
    story.prisma.kpiWatermark.updateMany({ data: { refreshedAt: new Date(Date.now() - 86_400_000) } });
  const more = async (): Promise<void> => {
    const id = await deals.create(story.people.aldo, { at: '2025-05-01T10:00:00Z', amount: '70.00' });
    await deals.move(id, 'Won', '2025-06-01T10:00:00Z');
  };

  it('are folded by the first refresh of a day, once the figures are right', async () => {
    await refreshFigures(story);
    await more();
    await refreshFigures(story);
    expect((await lastRun()).facts).not.toHaveProperty('folded');
    const left = await fresh();
    expect(left).toBeGreaterThan(5);
    const before = await figureRows(story);
    await refreshedYesterday();
    await story.app.get(RefreshService, { strict: false }).tick();
    expect(await lastRun()).toMatchObject({ error: null, facts: { full: false, folded: left } });
    expect(await fresh()).toBe(0);
    expect(await figureRows(story)).toEqual(before);
  });

  it('are folded when they have become many, and what comes to nothing leaves no row', async () => {
    await story.prisma.$executeRaw`
      INSERT INTO kpi_visit_stay_fresh (day, owner_id, minutes, visits)
      SELECT date '2025-01-01' + i / 2, ${story.people.aldo.id}::uuid, 17, i % 2 * 2 - 1 FROM generate_series(0, ${MOST_FRESH + 1}::int) i`;
    const before = await figureRows(story);
    await runner().once(REFRESH_JOB, 'many', work());
    expect((await lastRun()).facts).toMatchObject({ folded: expect.any(Number) });
    expect(await fresh()).toBe(0);
    expect(await figureRows(story)).toEqual(before);
  });

  it('are folded once, whoever is killed in the middle of it', async () => {
    await more();
    await refreshFigures(story);
    const left = await fresh();
    const before = await figureRows(story);
    for (const part of [2, 5]) {
      await refreshedYesterday();
      const folding = work();
      let parts = 0;
      const killed = runner().once(REFRESH_JOB, `killed in part ${part}`, async (tx) => {
        const facts = await folding(tx);
        if (++parts === part) await tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
        return facts;
      });
      await expect(killed).rejects.toThrow();
    }
    expect(await fresh()).toBeGreaterThan(0);
    expect(await fresh()).toBeLessThan(left);
    expect(await figureRows(story)).toEqual(before);
    // On the same day: the sums are not whole yet.
    await runner().once(REFRESH_JOB, 'after them', work());
    expect(await fresh()).toBe(0);
    expect(await figureRows(story)).toEqual(before);
    await more();
    await refreshFigures(story);
    expect(await fresh()).toBeGreaterThan(0);
    const further = await figureRows(story);
    await refreshFigures(story, { full: true });
    expect(await figureRows(story)).toEqual(further);
  });

  it('are left alone when another version has refreshed in between', async () => {
    const name = 'kpi:999';
    const created = async () => {
      const { body } = await story
        .as(story.people.admin)
        .get('/analytics/overview?from=2024-12-01&to=2027-12-01');
      return [body.computedAt === null, body.kpis.createdCount.value];
    };
    await refreshFigures(story);
    await more();
    await refreshFigures(story);
    const left = await fresh();
    const [, count] = await created();
    await refreshedYesterday();
    const folding = work();
    let parts = 0;
    await runner().once(REFRESH_JOB, `beside ${name}`, async (tx) => {
      if (++parts === 2) {
        await story.prisma.kpiWatermark.deleteMany();
        await story.prisma.kpiWatermark.create({ data: { name, transaction: 1n, refreshedAt: new Date() } });
      }
      return folding(tx);
    });
    expect([parts, await fresh()]).toEqual([2, left]);
    expect(await created()).toEqual([true, count]);
    await refreshFigures(story);
    expect(await fresh()).toBe(0);
    expect(await created()).toEqual([false, count]);
    const right = await figureRows(story);
    await refreshFigures(story, { full: true });
    expect(await figureRows(story)).toEqual(right);
  });
});
