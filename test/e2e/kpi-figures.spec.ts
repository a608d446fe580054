import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type DealBook, openDealBook } from '../factories/deal-book.ts';
import { createVisit } from '../factories/visit.ts';
import type { Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

describe('figures', () => {
  let story: Story;
  let deals: DealBook;
  let aldo: Person;

  beforeAll(async () => {
    story = await startStory();
    story.clock.setTo('2026-11-23T09:00:00Z');
    aldo = story.people.aldo;
  });
  // A pipeline of its own keeps each figure apart from those of the tests before.
  beforeEach(async () => {
    deals = await openDealBook(story, randomUUID());
  });
  afterAll(() => story.end());

  const read = async (path: string, person = story.people.admin) => {
    await refreshFigures(story);
    const { body, status } = await story
      .as(person)
      .get(`/analytics/${path}${path.includes('?') ? '&' : '?'}pipelineId=${deals.pipelineId}`);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body;
  };
  const values = (kpis: Record<string, { value: unknown }>, ...keys: string[]) =>
    keys.map((key) => kpis[key]?.value);
  const stageNamed = (stages: { stageName: string }[], name: string) =>
    stages.find(({ stageName }) => stageName === name);

  it('of an empty company are zero, and null where there is nothing to divide by', async () => {
    const { kpis, computedAt, period } = await read('overview');
    expect(computedAt).toBe('2026-11-23T09:00:00.000Z');
    expect(period).toEqual({ from: '2026-10-25', to: '2026-11-24', days: 30 });
    expect(
      values(
        kpis,
        'wonCount',
        'wonAmount',
        'winRate',
        'winRateByValue',
        'averageWonAmount',
        'salesCycle',
        'strikeRate',
      ),
    ).toEqual([0, '0.00', null, null, null, null, null]);
  });

  it('answer with numerator and denominator, and with the period before', async () => {
    for (const [amount, stage] of [
      ['100.10', 'Won'],
      ['200.20', 'Won'],
      ['300.30', 'Lost'],
    ] as const) {
      await deals.move(
        await deals.create(aldo, { at: '2026-03-01T10:00:00Z', amount }),
        stage,
        '2026-03-11T22:00:00Z',
      );
    }
    await deals.move(
      await deals.create(aldo, { at: '2026-02-01T10:00:00Z', amount: '50.00' }),
      'Won',
      '2026-02-11T10:00:00Z',
    );
    const { kpis, previousPeriod } = await read('overview?from=2026-03-01&to=2026-04-01&compare=previous');
    expect(previousPeriod).toEqual({ from: '2026-01-29', to: '2026-03-01', days: 31 });
    expect(kpis.wonAmount).toEqual({
      key: 'wonAmount',
      unit: 'EUR',
      value: '300.30',
      previous: '50.00',
      change: 500.6,
    });
    expect(kpis.winRate).toMatchObject({
      value: 66.67,
      numerator: 2,
      denominator: 3,
      previous: 100,
      change: -33.33,
      changePoints: -33.33,
    });
    expect(kpis.winRateByValue).toMatchObject({ value: 50, numerator: '300.30', denominator: '600.60' });
    expect(kpis.averageWonAmount).toMatchObject({ value: '150.15', numerator: '300.30', denominator: 2 });
    expect(kpis.salesCycle).toMatchObject({ value: 10.5, numerator: 21, denominator: 2, previous: 10 });
    expect(kpis.wonCount.drillDown).toBe(
      `/opportunities?status=WON&closedFrom=2026-03-01&closedTo=2026-04-01&pipelineId=${deals.pipelineId}`,
    );
  });

  it('forecast nothing from lost deals (peer mistake 1: lost counted at 100 %)', async () => {
    await deals.create(aldo, {
      at: '2026-11-01T10:00:00Z',
      amount: '1000.00',
      expectedCloseDate: '2026-12-15',
    });
    await deals.move(
      await deals.create(aldo, {
        at: '2026-11-01T10:00:00Z',
        amount: '5000.00',
        expectedCloseDate: '2026-12-15',
      }),
      'Lost',
      '2026-11-10T10:00:00Z',
    );
    await deals.move(
      await deals.create(aldo, {
        at: '2026-11-01T10:00:00Z',
        amount: '700.00',
        expectedCloseDate: '2026-12-15',
      }),
      'Won',
      '2026-11-10T10:00:00Z',
    );
    const { months, total, won } = await read('forecast');
    expect(months).toHaveLength(12);
    expect(months[1]).toMatchObject({
      from: '2026-12-01',
      to: '2027-01-01',
      open: { count: 1, amount: '1000.00', weighted: '100.00' },
    });
    expect(total).toMatchObject({ count: 1, amount: '1000.00', weighted: '100.00' });
    expect(won).toMatchObject({ count: 1, amount: '700.00' });
    expect(months[0].won).toMatchObject({ count: 1, amount: '700.00' });
  });

  it('place a won deal on the day it was closed (peer mistake 2: on the day it was created)', async () => {
    await deals.move(await deals.create(aldo, { at: '2026-01-15T10:00:00Z' }), 'Won', '2026-03-10T10:00:00Z');
    const { points } = await read('sales-trend?from=2026-01-01&to=2026-04-01&interval=month');
    expect(points.map(({ created, won }: never) => [created['count'], won['count']])).toEqual([
      [1, 0],
      [0, 0],
      [0, 1],
    ]);
  });

  it('count a deal once for a stage that it entered twice, and keep the lost (peer mistake 4: log rows, survivors only)', async () => {
    const wanderer = await deals.create(aldo, { at: '2026-03-01T10:00:00Z', amount: '100.00' });
    await deals.move(wanderer, 'Offer', '2026-03-02T10:00:00Z');
    await deals.move(wanderer, 'New', '2026-03-03T10:00:00Z');
    await deals.move(wanderer, 'Offer', '2026-03-05T10:00:00Z');
    await deals.move(wanderer, 'Won', '2026-03-06T10:00:00Z');
    const loser = await deals.create(aldo, { at: '2026-03-01T10:00:00Z', amount: '50.00' });
    await deals.move(loser, 'Offer', '2026-03-02T10:00:00Z');
    await deals.move(loser, 'Lost', '2026-03-04T10:00:00Z');
    await deals.create(aldo, { at: '2026-03-01T10:00:00Z', amount: '7.00' });

    const { stages } = await read('funnel?from=2026-03-01&to=2026-04-01');
    expect(stages.map(({ stageName }: { stageName: string }) => stageName)).toEqual([
      'New',
      'Offer',
      'Closing',
      'Won',
      'Lost',
    ]);
    expect(stageNamed(stages, 'New')).toMatchObject({
      entered: 3,
      advanced: 2,
      dropped: 0,
      remaining: 1,
      conversion: 66.67,
      amount: '157.00',
    });
    expect(stageNamed(stages, 'Offer')).toMatchObject({
      entered: 2,
      advanced: 1,
      dropped: 1,
      remaining: 0,
      conversion: 50,
      dropOff: 50,
    });
    expect(stageNamed(stages, 'Offer')).toMatchObject({
      staysEnded: 3,
      meanSecondsInStage: 4 * 28_800,
      medianSecondsInStage: 86_400,
    });
    expect(stageNamed(stages, 'Won')).toMatchObject({ entered: 1, advanced: null, conversion: null });
    // Any period counts distinct deals, also one that holds only the second entry.
    const later = await read('funnel?from=2026-03-04&to=2026-03-06');
    expect(stageNamed(later.stages, 'Offer')).toMatchObject({ entered: 1, advanced: 1 });
    expect(stageNamed(later.stages, 'New')).toMatchObject({ entered: 0, conversion: null });
  });

  it('show no change against nothing (peer mistake 5: 0 % when the previous value was 0)', async () => {
    await deals.move(await deals.create(aldo, { at: '2026-03-01T10:00:00Z' }), 'Won', '2026-03-10T10:00:00Z');
    const { kpis } = await read('overview?from=2026-03-01&to=2026-04-01&compare=previous');
    expect(kpis.wonCount).toMatchObject({ value: 1, previous: 0, change: null });
    expect(kpis.winRate).toMatchObject({ value: 100, previous: null, change: null, changePoints: null });
  });

  it('date a lost deal by its closing too (peer mistake 6: closing date for won deals only)', async () => {
    await deals.move(
      await deals.create(aldo, { at: '2026-01-15T10:00:00Z', amount: '80.00' }),
      'Lost',
      '2026-03-10T10:00:00Z',
    );
    const { points } = await read('sales-trend?from=2026-01-01&to=2026-04-01&interval=month');
    expect(points.map(({ lost }: never) => lost['amount'])).toEqual(['0.00', '0.00', '80.00']);
  });

  it('label months by their own first day and count every deal (peer mistake 8: the first 100 deals, labels wrong by three)', async () => {
    for (let day = 0; day < 130; day += 1)
      await deals.create(aldo, { at: new Date(Date.UTC(2026, 3, 1 + (day % 30), 9)).toISOString() });
    const { points } = await read('sales-trend?from=2026-01-01&to=2027-01-01');
    expect(points).toHaveLength(12);
    expect(points[3]).toMatchObject({
      from: '2026-04-01',
      to: '2026-05-01',
      created: { count: 130, amount: '130000.00' },
    });
  });

  it('show overdue and undated deals in buckets of their own (peer mistake 9: overdue deals hidden)', async () => {
    await deals.create(aldo, {
      at: '2026-01-15T10:00:00Z',
      amount: '10.00',
      expectedCloseDate: '2026-11-22',
    });
    await deals.create(aldo, {
      at: '2026-01-15T10:00:00Z',
      amount: '20.00',
      expectedCloseDate: '2026-11-23',
    });
    await deals.create(aldo, { at: '2026-01-15T10:00:00Z', amount: '40.00' });
    await deals.create(aldo, {
      at: '2026-01-15T10:00:00Z',
      amount: '80.00',
      expectedCloseDate: '2029-01-01',
    });
    const forecast = await read('forecast');
    expect(forecast.overdue).toMatchObject({ count: 1, amount: '10.00', weighted: '1.00' });
    expect(forecast.overdue.drillDown).toBe(
      `/opportunities?status=OPEN&expectedTo=2026-11-23&pipelineId=${deals.pipelineId}`,
    );
    expect(forecast.months[0].open).toMatchObject({ count: 1, amount: '20.00' });
    expect(forecast.undated).toMatchObject({ count: 1, amount: '40.00' });
    expect(forecast.outside).toMatchObject({ count: 1, amount: '80.00' });
    expect(forecast.total).toMatchObject({ count: 4, amount: '150.00', weighted: '15.00' });
  });

  it('keep expected and actual closing apart (peer mistake 10: one field for both)', async () => {
    const id = await deals.create(aldo, { at: '2026-01-15T10:00:00Z', expectedCloseDate: '2026-06-30' });
    await deals.move(id, 'Won', '2026-03-10T10:00:00Z');
    const { points } = await read('sales-trend?from=2026-03-01&to=2026-07-01&interval=month');
    expect(points.map(({ won }: never) => won['count'])).toEqual([1, 0, 0, 0]);
  });

  it('count a reopened deal by its last closing, and not at all while it is open', async () => {
    const id = await deals.create(aldo, { at: '2026-01-15T10:00:00Z' });
    await deals.move(id, 'Lost', '2026-02-10T10:00:00Z');
    expect(
      values(
        (await read('overview?from=2026-01-01&to=2026-06-01')).kpis,
        'lostCount',
        'wonCount',
        'openCount',
      ),
    ).toEqual([1, 0, 0]);
    await deals.move(id, 'Offer', '2026-02-20T10:00:00Z');
    expect(
      values(
        (await read('overview?from=2026-01-01&to=2026-06-01')).kpis,
        'lostCount',
        'wonCount',
        'openCount',
      ),
    ).toEqual([0, 0, 1]);
    await deals.move(id, 'Won', '2026-05-10T10:00:00Z');
    const { points } = await read('sales-trend?from=2026-01-01&to=2026-06-01&interval=month');
    expect(points.map(({ won, lost }: never) => [won['count'], lost['count']])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
      [1, 0],
    ]);
  });

  it('belong to who owned the deal when it was won; giving it away later rewrites nothing', async () => {
    const { alma, beppe } = story.people;
    const id = await deals.create(aldo, { at: '2026-03-01T10:00:00Z', amount: '500.00' });
    await deals.assign(id, alma);
    await deals.move(id, 'Won', '2026-03-10T10:00:00Z');
    await deals.assign(id, beppe);
    const { agents } = await read('agents?from=2026-03-01&to=2026-04-01');
    const rows = agents.map((row: never) => [
      row['fullName'],
      row['created']['count'],
      row['won']['amount'],
      row['open']['count'],
    ]);
    expect(rows).toEqual([
      ['Alma', 0, '500.00', 0],
      ['Aldo', 1, '0.00', 0],
      ['Beppe', 0, '0.00', 0],
    ]);
  });

  it('leave out deleted deals', async () => {
    const id = await deals.create(aldo, { at: '2026-03-01T10:00:00Z' });
    await deals.move(id, 'Won', '2026-03-10T10:00:00Z');
    expect(
      values((await read('overview?from=2026-03-01&to=2026-04-01')).kpis, 'createdCount', 'wonCount'),
    ).toEqual([1, 1]);
    await deals.remove(id);
    expect(
      values((await read('overview?from=2026-03-01&to=2026-04-01')).kpis, 'createdCount', 'wonCount'),
    ).toEqual([0, 0]);
  });

  it('fall on business days of Rome: 29 March 2026 has 23 hours, 25 October 25', async () => {
    const closedAt = [
      '2026-03-28T22:59:59Z',
      '2026-03-28T23:00:00Z',
      '2026-03-29T21:59:59Z',
      '2026-03-29T22:00:00Z',
    ];
    const autumn = [
      '2026-10-24T21:59:59Z',
      '2026-10-24T22:00:00Z',
      '2026-10-25T22:59:59Z',
      '2026-10-25T23:00:00Z',
    ];
    for (const at of [...closedAt, ...autumn]) {
      await deals.move(await deals.create(aldo, { at: '2026-01-10T10:00:00Z' }), 'Won', at);
    }
    const won = async (from: string, to: string) =>
      (await read(`sales-trend?from=${from}&to=${to}&interval=day`)).points.map(
        (point: never) => point['won']['count'],
      );
    expect(await won('2026-03-28', '2026-03-31')).toEqual([1, 2, 1]);
    expect(await won('2026-10-24', '2026-10-27')).toEqual([1, 2, 1]);
  });

  it('tell the visits of a period: planned, completed, with an order', async () => {
    const client = await story.prisma.client.create({ data: { name: 'Svapo', ownerId: aldo.id } });
    const visit = (scheduledAt: string) =>
      createVisit(story, aldo, { clientId: client.id, scheduledAt, status: 'COMPLETED' });
    const [ordered] = [await visit('2026-03-02T08:00:00Z'), await visit('2026-03-03T08:00:00Z')];
    await createVisit(story, aldo, {
      clientId: client.id,
      scheduledAt: '2026-03-04T08:00:00Z',
      status: 'CANCELLED',
    });
    await story.prisma.visit.update({
      where: { id: ordered.id },
      data: { outcome: 'ORDER', orderAmount: '120.50' },
    });
    // The visits came without journal rows: only a rebuild finds them.
    await refreshFigures(story, { full: true });
    const { kpis } = await read('overview?from=2026-03-01&to=2026-04-01');
    expect(values(kpis, 'visitsPlanned', 'visitsCompleted', 'strikeRate', 'visitOrderAmount')).toEqual([
      3,
      2,
      50,
      '120.50',
    ]);
    expect(kpis.visitsCompleted.drillDown).toBe(
      '/visits?status=COMPLETED&from=2026-02-28T23%3A00%3A00.000Z&to=2026-03-31T22%3A00%3A00.000Z',
    );
    const list = await story.as(aldo).get(`${kpis.visitsCompleted.drillDown}&count=exact`);
    expect(list.body.total).toBe(2);

    const { anna, bruno, admin } = story.people;
    const ofTeam = async (teamId: string | null) => {
      const path = `/analytics/overview?from=2026-03-01&to=2026-04-01&teamId=${teamId}`;
      const { value, drillDown } = (await story.as(admin).get(path)).body.kpis.visitsCompleted;
      expect(drillDown).toContain(`teamId=${teamId}`);
      const behind = await story.as(admin).get(`${drillDown}&count=exact`);
      return [value, behind.body.total];
    };
    expect([await ofTeam(anna.teamId), await ofTeam(bruno.teamId)]).toEqual([
      [2, 2],
      [0, 0],
    ]);
    // The filter is within the reader's reach, never instead of it.
    const foreign = await story.as(bruno).get(`/visits?teamId=${anna.teamId}&count=exact`);
    expect([foreign.status, foreign.body.total]).toEqual([200, 0]);
  });

  it('say what they mean', async () => {
    const { body } = await story.as(aldo).get('/analytics/definitions');
    const { kpis } = await read('overview');
    expect(body.definitionVersion).toBe('2');
    const defined = body.kpis.map(({ key }: { key: string }) => key);
    expect(defined).toEqual(expect.arrayContaining(Object.keys(kpis)));
    expect(Object.entries(kpis).map(([name, kpi]) => [name, (kpi as { key: string }).key])).toEqual(
      Object.keys(kpis).map((key) => [key, key]),
    );
  });

  it('answer each in the unit that its definition has, in every report', async () => {
    interface Figure {
      key: string;
      unit: string;
    }
    const { body } = await story.as(aldo).get('/analytics/definitions');
    const units = new Map((body.kpis as Figure[]).map(({ key, unit }) => [key, unit]));
    const figures = (value: unknown): Figure[] => {
      if (typeof value !== 'object' || value === null) return [];
      const { key, unit } = value as Partial<Figure>;
      const own = key !== undefined && unit !== undefined ? [{ key, unit }] : [];
      return [...own, ...Object.values(value).flatMap(figures)];
    };
    for (const report of ['overview', 'visits', 'leads', 'journey', 'agents', 'forecast', 'funnel']) {
      const answered = figures(await read(`${report}?from=2026-03-01&to=2026-04-01`));
      expect([report, answered.filter(({ key, unit }) => units.get(key) !== unit)]).toEqual([report, []]);
    }
  });
});
