import { KpiRefresh } from '#app/analytics/refresh/kpi-refresh.service.js';
import { businessDateOf } from '#app/platform/time/rome.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openClientBook } from '../factories/client-book.ts';
import { openDealBook } from '../factories/deal-book.ts';
import { randomClientHistory, randomClientSteps } from '../factories/random-client-history.ts';
import type { Person } from '../support/people.ts';
import { whenFolded } from '../support/folded.ts';
import { recountClients, recountReports, STEPS } from '../support/recount-clients.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

const PERIODS = [
  ['2025-01-01', '2027-01-01'],
  ['2025-03-30', '2025-03-31'],
  ['2025-04-01', '2025-07-01'],
  ['2025-05-17', '2025-10-26'],
  ['2025-11-03', '2026-12-24'],
] as const;

describe('figures of clients', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const rows = async () => {
    const facts = await story.prisma.kpiClientFact.findMany({ orderBy: { clientId: 'asc' } });
    const sums = await whenFolded(story, (tx) =>
      Promise.all([
        tx.kpiClientDay.findMany(),
        tx.kpiClientDayRollup.findMany(),
        tx.kpiClientSource.findMany(),
        tx.kpiClientSourceRollup.findMany(),
        tx.kpiClientLength.findMany(),
        tx.kpiClientLengthRollup.findMany(),
      ]),
    );
    return { facts, sums: sums.map((table) => table.map((sum) => JSON.stringify(sum)).sort()) };
  };

  const reported = async (person: Person, [from, to]: readonly [string, string]) => {
    const ask = async (report: string) =>
      (await story.as(person).get(`/analytics/${report}?from=${from}&to=${to}`).expect(200)).body;
    const { kpis, now } = await ask('leads');
    const { steps, cohorts } = await ask('journey');
    expect(
      now.bySource.reduce((sum: number, row: never) => sum + Number(row['count']), now.otherSources),
    ).toBe(now.count);
    return {
      newLeads: kpis.newLeads.value,
      converted: kpis.leadConversion.numerator,
      newCustomers: kpis.newCustomers.value,
      median: kpis.leadResponseMedian.value,
      p90: kpis.leadResponseP90.value,
      waiting: kpis.leadsNotContacted.value,
      steps: steps.map(({ step, reached, conversion, medianDays }: never) => ({
        step,
        reached: reached['value'],
        conversion: conversion && [conversion['numerator'], conversion['denominator']],
        median: medianDays,
      })),
      cohort: STEPS.slice(1).map((_, index) =>
        cohorts.reduce(
          (sum: number, { steps: reached }: never) => sum + Number(reached[index]['reached']['numerator']),
          0,
        ),
      ),
    };
  };

  it.each([7, 20_261_127])(
    'are those of a full rebuild and of a recount after any history, for every reader (seed %i)',
    async (seed) => {
      const clients = openClientBook(story, await openDealBook(story, `Pipeline ${seed}`));
      const further = randomClientHistory(story, clients);
      await refreshFigures(story, { full: true });
      for (const [index, step] of randomClientSteps(seed, 240).entries()) {
        await further(step);
        if (index % 40 === 39) await refreshFigures(story);
      }
      const incremental = await rows();
      await refreshFigures(story, { full: true });
      expect(await rows()).toEqual(incremental);
      expect([incremental.facts.length > 15, incremental.sums.flat().length > 150]).toEqual([true, true]);

      const recounted = await recountClients(story);
      const today = businessDateOf(new Date());
      const { admin, anna, aldo, beppe, alma } = story.people;
      const team = (await story.prisma.user.findMany({ where: { teamId: anna.teamId } })).map(({ id }) => id);
      for (const [person, owners] of [
        [admin, null],
        [anna, team],
        [aldo, [aldo.id]],
        [alma, [alma.id]],
        [beppe, [beppe.id]],
      ] as const)
        for (const period of PERIODS)
          expect(await reported(person, period)).toEqual(recountReports(recounted, owners, period, today));
      const { body } = await story.as(aldo).get('/analytics/leads');
      expect(body.now.count).toBe(
        await story.prisma.client.count({ where: { ownerId: aldo.id, deletedAt: null } }),
      );

      // One has just ordered, and nothing happens any more but that days go by.
      const now = Date.now();
      const yesterday = new Date(now - 86_400_000).toISOString();
      await clients.sell(await clients.create(aldo, { at: yesterday }), aldo, yesterday);
      await refreshFigures(story);
      const refresh = (full: boolean) =>
        story.prisma.$transaction((tx) => story.app.get(KpiRefresh, { strict: false }).run(tx, full));
      const atRisk = async () => (await rows()).facts.filter(({ atRiskDay }) => atRiskDay !== null).length;
      const before = await atRisk();
      for (const days of [1, 30, 100]) {
        story.clock.setTo(new Date(now + days * 86_400_000).toISOString());
        await refresh(false);
      }
      const later = await rows();
      await refresh(true);
      story.clock.setTo(undefined);
      expect(await rows()).toEqual(later);
      expect(await atRisk()).toBeGreaterThan(before);
    },
  );
});
