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

/** A figure that says where its rows are. */
interface Counted {
  drillDown: string;
  notListed: number | null;
  count: number;
  amount: string | undefined;
}

type Node = Record<string, unknown>;

/** Every figure with a list, wherever in an answer; `count` stands under another name in some. */
function countedIn(answer: unknown): Counted[] {
  if (typeof answer !== 'object' || answer === null) return [];
  const node = answer as Node;
  const { fates, ...rest } = node;
  const inside = Object.values(rest).flatMap(countedIn);
  const own = (at: Node, count: unknown, amount?: unknown): Counted[] =>
    typeof at['drillDown'] === 'string'
      ? [
          {
            drillDown: at['drillDown'],
            notListed: (at['notListed'] ?? 0) as number,
            count: count as number,
            amount: amount as string | undefined,
          },
        ]
      : [];
  if ('entered' in node) {
    const lists = Object.entries((fates ?? {}) as Record<string, Node>);
    return [...inside, ...own(node, node['entered']), ...lists.flatMap(([fate, at]) => own(at, node[fate]))];
  }
  if ('stillOpen' in node) return own(node, node['numerator']);
  if ('count' in node) return [...inside, ...own(node, node['count'], node['amount'])];
  return node['unit'] === 'count' ? own(node, node['value']) : inside;
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
    await handOn();
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

  /** Some deals change hands after all is told: within a team, out of it, and into it. */
  const handOn = async (): Promise<void> => {
    const { aldo, alma, beppe, admin } = story.people;
    const moves: [Person, Person, number][] = [
      [aldo, beppe, 4],
      [beppe, alma, 3],
      [alma, aldo, 2],
    ];
    const wanted = moves.map(async ([from, to, limit]) => {
      const { body } = await story
        .as(admin)
        .get(`/opportunities?ownerId=${from.id}&sort=createdAt&limit=${limit}`);
      return (body.items as Listed[]).map(({ id }) => [id, to.id] as const);
    });
    for (const [id, ownerId] of (await Promise.all(wanted)).flat()) {
      const { body, status } = await story.as(admin).post(`/opportunities/${id}/assign`).send({ ownerId });
      expect([status, body]).toEqual([200, expect.anything()]);
    }
  };

  /** Everything that a list has, page by page. */
  const listAll = async (person: Person, path: string, limit = 3): Promise<Listed[]> => {
    const items: Listed[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body, status } = await story
        .as(person)
        .get(`${path}&limit=${limit}${cursor && `&cursor=${cursor}`}`);
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
          expect([name, period, key, count.value]).toEqual([
            name,
            period,
            key,
            listed.length + (count.notListed ?? 0),
          ]);
          if (!count.notListed) expect(amount.value).toBe(worth(listed));
        }
      }
    },
  );

  it.each(['aldo', 'alma', 'anna', 'beppe', 'bruno', 'admin', 'analyst'] as const)(
    'equal a recount, figure by figure of every report, of what %s may list and of what was handed on out of reach',
    async (name) => {
      const person = story.people[name];
      const { aldo, beppe, bruno } = story.people;
      const others = [`&ownerId=${aldo.id}`, `&ownerId=${beppe.id}`, `&teamId=${bruno.teamId}`];
      const filters = ['', ...(['aldo', 'anna', 'admin'].includes(name) ? others : [])];
      const seen = { figures: 0, rows: 0, handedOn: 0 };
      for (const report of ['overview', 'sales-trend', 'funnel', 'forecast', 'agents', 'lost-reasons']) {
        for (const filter of filters) {
          const path = `/analytics/${report}?from=2026-03-01&to=2026-06-01${filter}`;
          const { body, status } = await story.as(person).get(path);
          expect([path, status]).toEqual([path, 200]);
          for (const { drillDown, notListed, count, amount } of countedIn(body)) {
            const listed = await listAll(person, drillDown, 100);
            const told = { path, drillDown, notListed };
            expect({ ...told, count: listed.length + (notListed ?? 0) }).toEqual({ ...told, count });
            // What a list doesn't show can't be added up.
            if (amount !== undefined && !notListed)
              expect({ ...told, amount: worth(listed) }).toEqual({ ...told, amount });
            seen.figures += 1;
            seen.rows += listed.length;
            seen.handedOn += notListed ?? 0;
          }
        }
      }
      expect(seen.figures).toBeGreaterThan(50);
      expect(seen.rows).toBeGreaterThan(20);
      expect(seen.handedOn > 0).toBe(!['admin', 'analyst'].includes(name));
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
    for (const { drillDown, notListed = 0, count, amount } of figures) {
      const listed = await listAll(anna, drillDown);
      expect([drillDown, count]).toEqual([drillDown, listed.length + notListed]);
      if (notListed === 0) expect([drillDown, amount]).toEqual([drillDown, worth(listed)]);
    }
  });
});
