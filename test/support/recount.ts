import { businessDateOf, fromDateColumn } from '#app/platform/time/rome.js';
import { whenFolded } from './folded.ts';
import type { Story } from './story.ts';

type Row = Record<string, unknown>;

/** Every row of every figure table, in a stable order, with what is fresh in its sums; what the incremental refresh and the rebuild must agree on. */
export function figureRows(story: Story): Promise<Record<string, string[]>> {
  return whenFolded(story, async (prisma) => {
    const tables = {
      dealFacts: await prisma.kpiDealFact.findMany(),
      stageFacts: await prisma.kpiStageFact.findMany(),
      visitFacts: await prisma.kpiVisitFact.findMany(),
      dealDays: await prisma.kpiOpportunityDay.findMany(),
      stageDays: await prisma.kpiStageDay.findMany(),
      durations: await prisma.kpiDuration.findMany(),
      lost: await prisma.kpiLost.findMany(),
      openPipeline: await prisma.kpiOpenPipeline.findMany(),
      visitDays: await prisma.kpiVisitDay.findMany(),
      dealRollup: await prisma.kpiOpportunityRollup.findMany(),
      stageRollup: await prisma.kpiStageRollup.findMany(),
      openRollup: await prisma.kpiOpenRollup.findMany(),
      visitRollup: await prisma.kpiVisitRollup.findMany(),
      careFacts: await prisma.kpiCareFact.findMany(),
      careSums: await prisma.kpiCareSum.findMany(),
      visitStays: await prisma.kpiVisitStay.findMany(),
      stayRollup: await prisma.kpiVisitStayRollup.findMany(),
      clientFacts: await prisma.kpiClientFact.findMany(),
      clientDays: await prisma.kpiClientDay.findMany(),
      clientRollup: await prisma.kpiClientDayRollup.findMany(),
      clientSources: await prisma.kpiClientSource.findMany(),
      clientSourceRollup: await prisma.kpiClientSourceRollup.findMany(),
      clientLengths: await prisma.kpiClientLength.findMany(),
      clientLengthRollup: await prisma.kpiClientLengthRollup.findMany(),
    };
    return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, lines(rows)]));
  });
}

/** Deals created, won and lost by day, owner at the event and pipeline, counted anew from the deals and their stays. */
export async function recountDealDays({ prisma }: Story): Promise<string[]> {
  const days = new Map<string, { counts: number[]; cents: number[] }>();
  const add = (at: Date, ownerId: string, pipelineId: string, event: number, amount: string): void => {
    const key = [businessDateOf(at), ownerId, pipelineId].join(' ');
    const day = days.get(key) ?? { counts: [0, 0, 0], cents: [0, 0, 0] };
    day.counts[event] = (day.counts[event] ?? 0) + 1;
    day.cents[event] = (day.cents[event] ?? 0) + Math.round(Number(amount) * 100);
    days.set(key, day);
  };
  const deals = await prisma.opportunity.findMany({
    where: { deletedAt: null },
    include: { entries: { orderBy: { sequence: 'asc' } } },
  });
  for (const { createdAt, closedAt, status, pipelineId, amount, entries } of deals) {
    const [first, last] = [entries.at(0), entries.at(-1)];
    if (!first || !last) throw new Error('a deal without a stay');
    add(createdAt, first.ownerId, pipelineId, 0, amount.toFixed(2));
    if (closedAt) add(closedAt, last.ownerId, pipelineId, status === 'WON' ? 1 : 2, amount.toFixed(2));
  }
  return [...days].map(([key, { counts, cents }]) => [key, ...counts, ...cents].join(' ')).sort();
}

/** The same lines from the table. */
export async function tabledDealDays(story: Story): Promise<string[]> {
  const rows = await whenFolded(story, (tx) => tx.kpiOpportunityDay.findMany());
  return rows
    .map((row) => {
      const counts = [row.createdCount, row.wonCount, row.lostCount];
      const cents = [row.createdAmount, row.wonAmount, row.lostAmount].map((amount) =>
        Math.round(Number(amount) * 100),
      );
      return [fromDateColumn(row.day), row.ownerId, row.pipelineId, ...counts, ...cents].join(' ');
    })
    .sort();
}

/** Distinct deals that entered each stage in `[from, to)`, and how many of them went on, deal by deal. */
export async function recountFunnel(
  { prisma }: Story,
  from: string,
  to: string,
): Promise<Record<string, [number, number]>> {
  const funnel: Record<string, [number, number]> = {};
  const include = { entries: { orderBy: { sequence: 'asc' }, include: { stage: true } } } as const;
  for (const { entries } of await prisma.opportunity.findMany({ where: { deletedAt: null }, include })) {
    const seen = new Set<string>();
    for (const [index, { stage, stageId, enteredAt }] of entries.entries()) {
      const day = businessDateOf(enteredAt);
      if (day < from || day >= to || seen.has(stageId)) continue;
      seen.add(stageId);
      const wentOn = entries
        .slice(index + 1)
        .some(
          (later) =>
            later.stage.kind === 'WON' ||
            (later.stage.kind === 'OPEN' && later.stage.position > stage.position),
        );
      const [entered, advanced] = funnel[stageId] ?? [0, 0];
      funnel[stageId] = [entered + 1, advanced + (stage.kind === 'OPEN' && wentOn ? 1 : 0)];
    }
  }
  return funnel;
}

function lines(rows: Row[]): string[] {
  return rows
    .map((row) =>
      JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    )
    .sort();
}
