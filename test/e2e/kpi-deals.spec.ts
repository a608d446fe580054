import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readCycleMedian, readStayMedians } from '#app/analytics/reports/durations.queries.js';
import { readWaiting } from '#app/analytics/reports/waiting.queries.js';
import { Reach } from '#app/analytics/reports/reach.js';
import { Principal } from '#app/platform/access/index.js';
import { type DealBook, openDealBook, type StageName } from '../factories/deal-book.ts';
import type { Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

const MARCH = 'from=2026-03-01&to=2026-04-01';

describe('what is told of deals', () => {
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
    const { body, status } = await story.as(person).get(`/analytics/${path}&pipelineId=${deals.pipelineId}`);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body;
  };
  const close = async (
    stage: StageName,
    { from = '2026-03-01T10:00:00Z', at = '2026-03-11T10:00:00Z', amount = '100.00', owner = aldo },
    reason?: string,
  ): Promise<string> => {
    const id = await deals.create(owner, { at: from, amount });
    await deals.move(id, stage, at);
    if (reason !== undefined)
      await story.prisma.opportunity.update({ where: { id }, data: { lostReason: reason } });
    return id;
  };
  const total = async (path: string, person = story.people.admin): Promise<number> =>
    (await story.as(person).get(`${path}&count=exact`)).body.total as number;

  it('why deals were lost, by reason and by the stage from which, with shares', async () => {
    await close('Lost', { amount: '300.00' });
    await close('Lost', { amount: '100.00' }, 'COMPETITOR');
    await close('Lost', { amount: '50.00' }, 'NO_NEED');
    const far = await deals.create(aldo, { at: '2026-03-01T10:00:00Z', amount: '50.00' });
    await deals.move(far, 'Closing', '2026-03-05T10:00:00Z');
    await deals.move(far, 'Lost', '2026-03-06T10:00:00Z');
    await close('Lost', { at: '2026-02-20T10:00:00Z', from: '2026-02-01T10:00:00Z', amount: '9.00' });
    for (const person of [story.people.admin, aldo]) {
      const lost = await read(`lost-reasons?${MARCH}&compare=previous`, person);
      const reasonOf = (key: string) => lost.reasons.find(({ reason }: { reason: string }) => reason === key);
      expect(lost.total).toMatchObject({ count: 4, amount: '500.00', share: 100, previousCount: 1 });
      expect(reasonOf('PRICE')).toMatchObject({
        ...{ count: 2, amount: '350.00', share: 50, shareOfAmount: 70 },
        ...{ previousCount: 1, previousAmount: '9.00', change: 100, isRetired: false },
      });
      expect(reasonOf('COMPETITOR')).toMatchObject({ count: 1, previousCount: 0, change: null });
      expect(reasonOf('NO_NEED')).toMatchObject({ count: 1, amount: '50.00', labelIt: 'Nessuna esigenza' });
      expect(reasonOf('OTHER')).toMatchObject({ count: 0, share: 0 });
      expect(
        lost.stages.map(({ stageName, count, shareOfAmount }: never) => [stageName, count, shareOfAmount]),
      ).toEqual([
        ['New', 3, 90],
        ['Closing', 1, 10],
      ]);
      expect(lost.cells).toHaveLength(4);
      for (const figure of [lost.total, ...lost.reasons, ...lost.stages, ...lost.cells])
        expect(await total(figure.drillDown, person)).toBe(figure.count);
    }
  });

  it('as often lost from one stage as from another, always in the same order', async () => {
    for (const stage of ['Closing', 'New', 'Offer'] as const) {
      for (const reason of ['PRICE', 'COMPETITOR']) {
        const id = await deals.create(aldo, { at: '2026-03-01T10:00:00Z' });
        if (stage !== 'New') await deals.move(id, stage, '2026-03-05T10:00:00Z');
        await deals.move(id, 'Lost', '2026-03-06T10:00:00Z');
        await story.prisma.opportunity.update({ where: { id }, data: { lostReason: reason } });
      }
    }
    await close('Lost', {}, 'OTHER');
    await close('Lost', {}, 'OTHER');
    const { cells } = await read(`lost-reasons?${MARCH}`);
    const stages = [deals.stageIds.New, deals.stageIds.Offer, deals.stageIds.Closing].sort();
    expect(cells.map(({ reason, stageId }: never) => [reason, stageId])).toEqual([
      ['OTHER', deals.stageIds.New],
      ...stages.map((stageId) => ['COMPETITOR', stageId]),
      ...stages.map((stageId) => ['PRICE', stageId]),
    ]);
  });

  it('a reason that was retired still tells its deals, and is not offered where it has none', async () => {
    await close('Lost', {}, 'TIMING');
    const where = { outcome_key: { outcome: 'LOST' as const, key: 'TIMING' } };
    await story.prisma.closingReason.update({ where, data: { retiredAt: new Date() } });
    const keys = async (period: string) =>
      (await read(`lost-reasons?${period}`)).reasons.map(({ reason, isRetired }: never) => [
        reason,
        isRetired,
      ]);
    expect(await keys(MARCH)).toContainEqual(['TIMING', true]);
    expect(await keys('from=2025-03-01&to=2025-04-01')).not.toContainEqual(['TIMING', true]);
    await story.prisma.closingReason.update({ where, data: { retiredAt: null } });
  });

  it('a lost deal counts for who lost it, in the month of its closing (peer mistake 6: by its creation)', async () => {
    const { alma, beppe, anna, bruno } = story.people;
    const id = await close('Lost', { from: '2026-01-10T10:00:00Z', owner: alma });
    await deals.assign(id, beppe);
    const mine = async (person: Person, period = MARCH) => {
      const { count, notListed, drillDown } = (await read(`lost-reasons?${period}`, person)).total;
      return [count, notListed, await total(drillDown, person)];
    };
    expect(await mine(alma)).toEqual([1, 1, 0]);
    expect(await mine(anna)).toEqual([1, 1, 0]);
    expect(await mine(beppe)).toEqual([0, 0, 0]);
    expect(await mine(bruno)).toEqual([0, 0, 0]);
    expect(await mine(story.people.admin)).toEqual([1, 0, 1]);
    expect(await mine(alma, 'from=2026-01-01&to=2026-02-01')).toEqual([0, 0, 0]);
  });

  it('how many of those created were won by now, and how many may still be', async () => {
    await close('Won', { at: '2026-06-11T10:00:00Z' });
    await close('Lost', {});
    await deals.create(aldo, { at: '2026-03-31T21:59:00Z' });
    await deals.create(aldo, { at: '2026-03-31T22:00:00Z' });
    const { closeRate } = (await read(`overview?${MARCH}`)).kpis;
    expect(closeRate).toMatchObject({ value: 33.33, numerator: 1, denominator: 3, stillOpen: 1 });
    expect(await total(closeRate.drillDown)).toBe(1);
    const { kpis } = await read('overview?from=2025-01-01&to=2025-02-01');
    expect(kpis.closeRate).toMatchObject({ value: null, denominator: 0, stillOpen: 0 });
  });

  it('the period before has as many days, and no day is in both (peer mistake 3: one day shorter)', async () => {
    for (const at of [
      '2026-01-28T12:00:00Z',
      '2026-01-29T12:00:00Z',
      '2026-02-28T12:00:00Z',
      '2026-03-01T12:00:00Z',
    ])
      await close('Won', { from: '2026-01-01T10:00:00Z', at });
    const { kpis, period, previousPeriod } = await read(`overview?${MARCH}&compare=previous`);
    expect([period.days, previousPeriod]).toEqual([31, { from: '2026-01-29', to: '2026-03-01', days: 31 }]);
    expect(kpis.wonCount).toMatchObject({ value: 1, previous: 2, change: -50 });
  });

  it('the median of the sales cycle beside its mean: the middle one, or between the two in the middle', async () => {
    for (const day of ['02', '03', '21']) await close('Won', { at: `2026-03-${day}T10:00:00Z` });
    expect((await read(`overview?${MARCH}`)).kpis).toMatchObject({
      salesCycle: { value: 7.67 },
      salesCycleMedian: { value: 2, denominator: 3 },
    });
    await close('Won', { at: '2026-03-06T10:00:00Z' });
    expect((await read(`overview?${MARCH}`, aldo)).kpis.salesCycleMedian.value).toBe(3.5);
    const { kpis } = await read('overview?from=2025-01-01&to=2025-02-01');
    expect(kpis.salesCycleMedian.value).toBeNull();
  });

  it('what the pipeline earns a day: open deals × average won × win rate ÷ days of the cycle', async () => {
    expect((await read(`overview?${MARCH}`)).kpis.salesVelocity).toMatchObject({ value: null, openDeals: 0 });
    await close('Won', { amount: '1000.00' });
    await close('Won', { amount: '500.00', at: '2026-03-21T10:00:00Z' });
    await close('Lost', {});
    // More than twelve months ago.
    await close('Won', { from: '2025-01-01T10:00:00Z', at: '2025-11-23T10:00:00Z', amount: '99999.00' });
    await deals.create(aldo, { at: '2026-11-01T10:00:00Z' });
    await deals.create(aldo, { at: '2026-11-01T10:00:00Z' });
    expect((await read(`overview?${MARCH}`)).kpis.salesVelocity).toEqual({
      key: 'salesVelocity',
      unit: 'EUR/day',
      // 2 × 750 × ⅔ ÷ 15
      value: '66.67',
      openDeals: 2,
      averageWonAmount: '750.00',
      winRate: 66.67,
      salesCycleDays: 15,
      trailing: { from: '2025-11-24', to: '2026-11-24', days: 365 },
    });
  });

  it('how long deals have been standing in a stage, apart from those that left it', async () => {
    for (const day of ['20', '21', '22']) await deals.create(aldo, { at: `2026-11-${day}T09:00:00Z` });
    await deals.move(
      await deals.create(aldo, { at: '2026-11-01T09:00:00Z' }),
      'Offer',
      '2026-11-11T09:00:00Z',
    );
    await deals.move(await deals.create(aldo, { at: '2026-11-01T09:00:00Z' }), 'Won', '2026-11-03T09:00:00Z');
    const { stages, computedAt } = await read('funnel?from=2026-11-01&to=2026-12-01');
    expect(computedAt).toBe('2026-11-23T09:00:00.000Z');
    const day = 86_400;
    expect(stages[0]).toMatchObject({
      ...{ entered: 5, staysEnded: 2, medianSecondsInStage: 6 * day },
      waiting: { count: 3, meanSeconds: 2 * day, medianSeconds: 2 * day },
    });
    expect(stages[1].waiting).toMatchObject({ count: 1, medianSeconds: 12 * day });
    expect(stages[2].waiting).toMatchObject({ count: 0, meanSeconds: null, medianSeconds: null });
    expect(stages[3]).toMatchObject({ stageName: 'Won', waiting: null });
    expect(await total(stages[0].waiting.drillDown)).toBe(3);
  });

  it('medians told from counts lie within 1 % of the exact ones, over years, months and days, for the company, a team and an agent', async () => {
    const hours = Array.from({ length: 41 }, (_, index) => Math.round(3 * 1.12 ** index));
    for (const [index, length] of hours.entries()) {
      const from = Date.UTC(2026, 0, 20 + index);
      const at = new Date(from + length * 3_600_000 + 1_234).toISOString();
      await close('Won', { from: new Date(from).toISOString(), at });
    }
    for (const day of [1, 5, 20])
      await deals.create(aldo, { at: new Date(Date.UTC(2026, 1, day, 9)).toISOString() });
    await refreshFigures(story);
    const rights = { permissions: { 'analytics:read': 'all' as const }, hiddenFields: new Set<never>() };
    const admin = new Principal(story.people.admin.id, 'Admin', 'ADMIN', null, randomUUID(), rights);
    const { pipelineId } = deals;
    const company = new Reach(admin, { pipelineId });
    const now = story.clock.now();
    await story.prisma.$transaction(async (tx) => {
      const asked = [
        ['2026-01-25', '2026-12-15', company],
        ['2026-01-01', '2026-04-01', company],
        ['2026-02-03', '2026-02-17', company],
        ['2025-11-12', '2027-03-05', company],
        ['2025-12-15', '2027-01-10', new Reach(admin, { pipelineId, teamId: aldo.teamId ?? undefined })],
        ['2026-01-25', '2026-03-02', new Reach(admin, { pipelineId, ownerId: aldo.id })],
      ] as const;
      for (const [from, to, reach] of asked) {
        const period = { from, to, days: 0 };
        const exact = await readCycleMedian(tx, reach, period, 41n);
        const told = await readCycleMedian(tx, reach, period, 41n, 0n);
        expect(Math.abs((told ?? 0) / (exact ?? NaN) - 1)).toBeLessThanOrEqual(0.01);
        const stays = await readStayMedians(tx, reach, period, 41n);
        const toldStays = await readStayMedians(tx, reach, period, 41n, 0n);
        expect([...toldStays.keys()].sort()).toEqual([...stays.keys()].sort());
        for (const [stage, seconds] of stays)
          expect(Math.abs((toldStays.get(stage) ?? 0) / seconds - 1)).toBeLessThanOrEqual(0.01);
        const waiting = await readWaiting(tx, reach, period, now, 3n);
        const toldWaiting = await readWaiting(tx, reach, period, now, 3n, 0n);
        // The company's is told by the day, that of a team or an agent exactly.
        const within = reach === company ? 43_200 : 0;
        for (const [stage, { count, meanSeconds, medianSeconds }] of waiting) {
          const same = toldWaiting.get(stage);
          expect([same?.count, same?.meanSeconds]).toEqual([count, meanSeconds]);
          expect(Math.abs((same?.medianSeconds ?? 0) - medianSeconds)).toBeLessThanOrEqual(within);
        }
        expect(toldWaiting.size).toBe(waiting.size);
      }
    });
  });
});
