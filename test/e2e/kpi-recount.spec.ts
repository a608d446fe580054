import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline, type MadePipeline } from '../factories/pipeline.ts';
import type { Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

interface Listed {
  id: string;
  amount: string;
}

describe('figures and the lists behind them', () => {
  let story: Story;
  let pipeline: MadePipeline;

  beforeAll(async () => {
    story = await startStory();
    pipeline = await createPipeline(story);
    const { aldo, alma, anna, beppe } = story.people;
    for (const [index, owner] of [aldo, aldo, aldo, alma, alma, anna, beppe, beppe].entries())
      await sell(owner, index);
    await refreshFigures(story);
  });
  afterAll(() => story.end());

  /** A day's deals of somebody: one stays open, one is won, one lost, one won after it was reopened, one deleted. */
  const sell = async (owner: Person, day: number): Promise<void> => {
    const api = story.as(owner);
    const { id: clientId } = await createClient(story, owner);
    const deal = async (cents: number): Promise<string> => {
      const amount = (1000 + day * 100 + cents / 100).toFixed(2);
      return (
        await createOpportunity(story, owner, { amount, clientId, expectedCloseDate: `2026-12-${10 + day}` })
      ).id;
    };
    const move = async (id: string, stage: string, verb = 'move'): Promise<void> => {
      const reason = stage === 'Lost' ? { lostReason: 'PRICE' } : {};
      const { body, status } = await api
        .post(`/opportunities/${id}/${verb}`)
        .send({ stageId: pipeline.stage(stage), ...reason });
      expect([status, body]).toEqual([200, expect.anything()]);
    };
    story.clock.setTo(`2026-03-${String(10 + day)}T23:30:00Z`);
    const [, won, lost, reopened, deleted] = [
      await deal(1),
      await deal(10),
      await deal(25),
      await deal(30),
      await deal(99),
    ];
    story.clock.setTo(`2026-04-${String(10 + day)}T09:30:00Z`);
    await move(won, 'Won');
    await move(lost, 'Lost');
    await move(reopened, 'Lost');
    await move(deleted, 'Won');
    story.clock.setTo(`2026-05-${String(10 + day)}T09:30:00Z`);
    await move(reopened, 'Offer', 'reopen');
    await move(reopened, 'Won');
    expect((await api.delete(`/opportunities/${deleted}`)).status).toBe(204);
    story.clock.setTo(undefined);
  };

  /** Everything that a list has, page by page. */
  const listAll = async (person: Person, path: string): Promise<Listed[]> => {
    const items: Listed[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body, status } = await story.as(person).get(`${path}&limit=3${cursor && `&cursor=${cursor}`}`);
      expect([status, body]).toEqual([200, expect.anything()]);
      items.push(...(body.items as Listed[]));
      cursor = body.nextCursor as string | null;
    }
    return items;
  };

  const worth = (deals: Listed[]): string =>
    (deals.reduce((cents, { amount }) => cents + Math.round(Number(amount) * 100), 0) / 100).toFixed(2);

  it.each(['aldo', 'alma', 'anna', 'beppe', 'bruno', 'admin', 'analyst'] as const)(
    'equal a recount of what %s may list, each behind its own drill-down',
    async (name) => {
      const person = story.people[name];
      for (const period of [
        'from=2026-03-01&to=2026-06-01',
        'from=2026-04-12&to=2026-05-12',
        'from=2026-03-13&to=2026-03-16',
      ]) {
        const { kpis } = (await story.as(person).get(`/analytics/overview?${period}`)).body;
        for (const key of ['created', 'won', 'lost', 'open']) {
          const [count, amount] = [kpis[`${key}Count`], kpis[`${key}Amount`]];
          const listed = await listAll(person, count.drillDown);
          expect([name, period, key, count.value, amount.value]).toEqual([
            name,
            period,
            key,
            listed.length,
            worth(listed),
          ]);
        }
      }
    },
  );

  it('agree for every point of the trend, every month of the forecast and every agent', async () => {
    const { anna } = story.people;
    const read = async (path: string) => (await story.as(anna).get(`/analytics/${path}`)).body;
    const { points } = await read('sales-trend?from=2026-03-01&to=2026-06-01&interval=month');
    const { months, total } = await read('forecast?from=2026-11-01&to=2027-02-01');
    const { agents } = await read('agents?from=2026-03-01&to=2026-06-01');
    const figures = [
      ...points.flatMap(({ created, won, lost }: never) => [created, won, lost]),
      ...months.flatMap(({ open, won }: never) => [open, won]),
      total,
      ...agents.flatMap(({ created, won, lost, open }: never) => [created, won, lost, open]),
    ].filter(({ drillDown }) => drillDown !== undefined);
    expect(figures.length).toBeGreaterThan(20);
    expect(figures.filter(({ count }) => count > 0).length).toBeGreaterThan(8);
    for (const { drillDown, count, amount } of figures) {
      const listed = await listAll(anna, drillDown);
      expect([drillDown, count, amount]).toEqual([drillDown, listed.length, worth(listed)]);
    }
  });
});
