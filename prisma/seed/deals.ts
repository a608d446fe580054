import type { Prisma } from '#app/platform/prisma/generated/client.js';
import { toDateColumn } from '#app/platform/time/rome.js';
import type { Calendar } from './calendar.ts';
import type { Random } from './random.ts';
import type { Shop } from './shops.ts';

const YEAR = 365;
const DAY_MS = 86_400_000;
const PRODUCTS = [
  'Fornitura liquidi',
  'Espositore da banco',
  'Linea aromi',
  'Kit avviamento',
  'Pod usa e getta',
  'Campagna stagionale',
  'Riassortimento hardware',
];
const REASONS = ['PRICE', 'COMPETITOR', 'NO_NEED', 'NO_RESPONSE', 'TIMING'];
export const STAGES = [
  { name: 'Nuovo contatto', probability: 10, kind: 'OPEN', rottenAfterDays: 14 },
  { name: 'Qualificato', probability: 25, kind: 'OPEN', rottenAfterDays: 21 },
  { name: 'Offerta inviata', probability: 50, kind: 'OPEN', rottenAfterDays: 14 },
  { name: 'Trattativa', probability: 75, kind: 'OPEN', rottenAfterDays: 14 },
  { name: 'Vinta', probability: 100, kind: 'WON', rottenAfterDays: null },
  { name: 'Persa', probability: 0, kind: 'LOST', rottenAfterDays: null },
] as const;
const WON = 4;
const LOST = 5;

export type Stage = Prisma.PipelineStageCreateManyInput & {
  id: string;
  probability: number;
  kind: 'OPEN' | 'WON' | 'LOST';
};
export type Deal = Prisma.OpportunityUncheckedCreateInput & {
  id: string;
  createdAt: Date;
  closedAt: Date | null;
  amount: string;
  expectedCloseDate: Date | null;
};
export type StageEntry = Prisma.OpportunityStageEntryCreateManyInput & { enteredAt: Date };

export interface Pipeline {
  id: string;
  stages: Stage[];
}

export function makePipeline(random: Random, since: Date): Pipeline {
  const id = random.uuid(since);
  return {
    id,
    stages: STAGES.map((stage, index) => ({
      ...stage,
      id: random.uuid(since),
      pipelineId: id,
      position: index + 1,
      createdAt: since,
    })),
  };
}

/** A year of deals: shops buy again and again, some never; the youngest deals are still open. */
export function makeDeals(
  random: Random,
  calendar: Calendar,
  clients: Shop[],
  pipeline: Pipeline,
): { deals: Deal[]; entries: StageEntry[] } {
  const made = clients.flatMap((client) =>
    Array.from({ length: random.whole(1, 5) }, () => makeDeal(random, calendar, client, pipeline)),
  );
  return { deals: made.map(({ deal }) => deal), entries: made.flatMap(({ entries }) => entries) };
}

function makeDeal(
  random: Random,
  calendar: Calendar,
  client: Shop,
  { id: pipelineId, stages }: Pipeline,
): { deal: Deal; entries: StageEntry[] } {
  const start = Math.max(client.createdAt.getTime(), calendar.now.getTime() - YEAR * DAY_MS);
  const span = calendar.now.getTime() - start;
  const createdAt = new Date(start + Math.floor(span * random.next() * 0.98));
  const id = random.uuid(createdAt);
  const amount = `${random.whole(8, 420) * 10}.00`;
  const path = journey(random);
  const entries = walk(random, calendar, { id, createdAt, ownerId: client.ownerId, amount, path, stages });
  const last = entries.at(-1);
  const stage = stages.find(({ id: stageId }) => stageId === last?.stageId);
  if (!last || !stage) throw new Error('a deal stands in a stage');
  const expected = new Date(createdAt.getTime() + random.whole(20, 75) * DAY_MS);
  const deal: Deal = {
    id,
    title: `${random.pick(PRODUCTS)} – ${client.name}`,
    clientId: client.id,
    pipelineId,
    stageId: stage.id,
    amount,
    probability: stage.probability,
    status: stage.kind,
    closedAt: stage.kind === 'OPEN' ? null : last.enteredAt,
    lostReason: stage.kind === 'LOST' ? random.pick(REASONS) : null,
    expectedCloseDate: toDateColumn(expected.toISOString().slice(0, 10)),
    source: client.source ?? null,
    ownerId: client.ownerId,
    createdAt,
    createdById: client.ownerId,
  };
  return { deal, entries };
}

/** Which stages it would go through, by index. */
function journey(random: Random): number[] {
  const reached = random.whole(1, 4);
  const open = Array.from({ length: reached }, (_, index) => index);
  if (reached >= 3 && random.chance(0.72)) return [...open, WON];
  return random.chance(0.75) ? [...open, LOST] : open;
}

/** As far along that path as the time since its creation allows. */
function walk(
  random: Random,
  calendar: Calendar,
  deal: { id: string; createdAt: Date; ownerId: string; amount: string; path: number[]; stages: Stage[] },
): StageEntry[] {
  const entries: StageEntry[] = [];
  let at = deal.createdAt;
  for (const index of deal.path) {
    const stage = deal.stages[index];
    if (!stage || at > calendar.now) break;
    const before = entries.at(-1);
    if (before) before.leftAt = at;
    entries.push({
      id: random.uuid(at),
      opportunityId: deal.id,
      sequence: entries.length + 1,
      fromStageId: before?.stageId ?? null,
      stageId: stage.id,
      enteredAt: at,
      leftAt: null,
      byId: deal.ownerId,
      ownerId: deal.ownerId,
      amount: deal.amount,
      probability: stage.probability,
    });
    at = new Date(at.getTime() + random.whole(2, 16) * DAY_MS + random.whole(0, 8) * 3_600_000);
  }
  return entries;
}
