import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EVERYBODY } from '#app/analytics/sums/sum-table.js';
import { type DealBook, openDealBook } from '../factories/deal-book.ts';
import { randomHistory, randomSteps } from '../factories/random-history.ts';
import { whenFolded } from '../support/folded.ts';
import type { Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

const PERIODS = [
  ['2024-12-01', '2027-12-01'],
  ['2025-01-15', '2026-03-15'],
  ['2025-03-01', '2025-04-01'],
  ['2025-03-30', '2025-10-26'],
  ['2025-05-31', '2025-07-02'],
  ['2025-06-03', '2025-06-29'],
] as const;

describe('figures by the month', () => {
  let story: Story;
  let deals: DealBook;

  beforeAll(async () => {
    story = await startStory();
    deals = await openDealBook(story);
    const further = randomHistory(story, deals);
    for (const [index, step] of randomSteps(77, 160).entries()) {
      await further(step);
      if (index % 80 === 79) await refreshFigures(story);
    }
  });
  afterAll(() => story.end());

  const whoOf = (reader: Person): string[] => {
    const { people } = story;
    const team = Object.values(people).filter((one: Person) => one.teamId === reader.teamId);
    if (reader === people.admin) return Object.values(people).map(({ id }: Person) => id);
    return reader === people.anna ? team.map(({ id }: Person) => id) : [reader.id];
  };
  const readers = (): Person[] => [story.people.aldo, story.people.anna, story.people.admin];

  it.each(PERIODS)('and by the day are those of the days alone: [%s, %s)', async (from, to) => {
    for (const reader of readers()) {
      const where = { day: { gte: new Date(from), lt: new Date(to) }, ownerId: { in: whoOf(reader) } };
      const [{ _sum: sold }, { _sum: visits }] = await whenFolded(story, (tx) =>
        Promise.all([
          tx.kpiOpportunityDay.aggregate({
            where,
            _sum: { createdCount: true, wonCount: true, wonAmount: true, lostCount: true },
          }),
          tx.kpiVisitDay.aggregate({ where, _sum: { planned: true } }),
        ]),
      );
      const { kpis } = (await story.as(reader).get(`/analytics/overview?from=${from}&to=${to}`)).body;
      expect([
        kpis.createdCount.value,
        kpis.wonCount.value,
        kpis.wonAmount.value,
        kpis.lostCount.value,
        kpis.visitsPlanned.value,
      ]).toEqual([
        sold.createdCount ?? 0,
        sold.wonCount ?? 0,
        (sold.wonAmount ?? 0).toFixed(2),
        sold.lostCount ?? 0,
        visits.planned ?? 0,
      ]);
    }
  });

  it.each(PERIODS)('count a deal that entered a stage again once: [%s, %s)', async (from, to) => {
    for (const reader of readers()) {
      const { stages } = (await story.as(reader).get(`/analytics/funnel?from=${from}&to=${to}`)).body;
      const shown = Object.fromEntries(
        stages
          .filter(({ entered }: { entered: number }) => entered > 0)
          .map(({ stageId, entered }: { stageId: string; entered: number }) => [stageId, entered]),
      );
      const first = await whenFolded(story, (tx) =>
        tx.kpiStageDay.groupBy({
          by: ['stageId'],
          where: {
            day: { gte: new Date(from), lt: new Date(to) },
            previousDay: { lt: new Date(from) },
            ownerId: { in: whoOf(reader) },
          },
          _sum: { entered: true },
        }),
      );
      expect(shown).toEqual(Object.fromEntries(first.map(({ stageId, _sum }) => [stageId, _sum.entered])));
    }
  });

  it('of the whole company are nobody’s whom one could ask for', async () => {
    const { kpis } = (
      await story
        .as(story.people.admin)
        .get(`/analytics/overview?from=2024-12-01&to=2027-12-01&ownerId=${EVERYBODY}`)
    ).body;
    expect(kpis).toMatchObject({
      createdCount: { value: 0 },
      openCount: { value: 0 },
      visitsPlanned: { value: 0 },
    });
  });

  it('are made anew when an older version of the application has refreshed meanwhile', async () => {
    const { prisma } = story;
    const rollup = () => whenFolded(story, (tx) => tx.kpiOpportunityRollup.findMany());
    const before = await rollup();
    // What the older one does: the days move, and the rollup, of which it knows nothing, stays.
    const id = await deals.create(story.people.aldo, { at: '2025-06-03T10:00:00Z', amount: '5.00' });
    await refreshFigures(story);
    const right = await rollup();
    expect(right).not.toEqual(before);
    await prisma.kpiOpportunityRollup.deleteMany({ where: { grain: 'MONTH' } });
    await prisma.kpiWatermark.create({ data: { name: 'kpi', transaction: 1n, refreshedAt: new Date() } });
    await refreshFigures(story);
    const order = (rows: typeof right) => rows.map((row) => JSON.stringify(row, String)).sort();
    expect(order(await rollup())).toEqual(order(right));
    expect(await prisma.kpiWatermark.count({ where: { name: 'kpi' } })).toBe(0);
    await deals.remove(id);
  });
});
