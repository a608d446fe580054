import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDealBook } from '../factories/deal-book.ts';
import { type OfficeAct, officeSteps, openOffice } from '../factories/office.ts';
import { randomHistory, randomSteps } from '../factories/random-history.ts';
import { figureRows, recountDealDays, recountFunnel, tabledDealDays } from '../support/recount.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

const BOOKS = 5;
const STEPS_A_BOOK = 480;
const OFFICE_STEPS = 140;
const REFRESHES = 4;

describe('figures after thousands of changes', () => {
  let story: Story;

  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  it('are row for row those of a full rebuild, and those of a recount', async () => {
    const office = await openOffice(story);
    const paths = await Promise.all(
      Array.from({ length: BOOKS }, async (_, book) => {
        const further = randomHistory(story, await openDealBook(story, `Book ${book}`));
        return { further, steps: randomSteps(book + 11, STEPS_A_BOOK) };
      }),
    );
    const acts = officeSteps(20_261_127, OFFICE_STEPS);
    const share = <Item>(items: Item[], round: number): Item[] =>
      items.slice((round * items.length) / REFRESHES, ((round + 1) * items.length) / REFRESHES);

    for (let round = 0; round < REFRESHES; round += 1) {
      // Each book is written page by page, and all of them at the same time.
      await Promise.all(
        paths.map(async ({ further, steps }) => {
          for (const step of share(steps, round)) await further(step);
        }),
      );
      for (const step of share(acts, round)) await office.further(step);
      await refreshFigures(story);
      expect(await tabledDealDays(story)).toEqual(await recountDealDays(story));
    }
    const never = [...new Set(acts.map(({ act }) => act))].filter((act: OfficeAct) => !office.done.has(act));
    expect(never).toEqual([]);

    const incremental = await figureRows(story);
    await refreshFigures(story, { full: true });
    const rebuilt = await figureRows(story);
    for (const [table, rows] of Object.entries(rebuilt))
      expect([table, incremental[table]]).toEqual([table, rows]);
    for (const [from, to] of [
      ['2024-12-01', '2027-12-01'],
      ['2025-03-15', '2026-02-01'],
    ] as const) {
      const { body } = await story.as(story.people.admin).get(`/analytics/funnel?from=${from}&to=${to}`);
      const stages = body.stages.filter(({ entered }: { entered: number }) => entered > 0);
      const counted = stages.map(({ stageId, entered, advanced }: never) => [
        stageId,
        [entered, advanced ?? 0],
      ]);
      expect(Object.fromEntries(counted)).toEqual(await recountFunnel(story, from, to));
    }
  }, 240_000);
});
