import type { Prisma } from '#app/platform/prisma/generated/client.js';
import { type Conversion, conversionRecord } from './conversions.ts';
import type { Deal, StageEntry } from './deals.ts';
import { dealRecords } from './deal-records.ts';
import type { Shop } from './shops.ts';
import { visitRecords } from './visit-records.ts';
import type { SeededVisit } from './visits.ts';

export type Entry = Prisma.JournalEntryCreateManyInput & { at: Date };

/** What the demo's people did, in the words and facts of the real journal, so that timelines read like real ones. Oldest first. */
export function makeJournal(
  clients: Shop[],
  conversions: Conversion[],
  deals: Deal[],
  stays: StageEntry[],
  visits: SeededVisit[],
): Entry[] {
  const byDeal = Map.groupBy(stays, ({ opportunityId }) => opportunityId);
  return [
    ...clients.map(clientRecord),
    ...conversions.map(conversionRecord),
    ...deals.flatMap((deal) => dealRecords(deal, byDeal.get(deal.id) ?? [])),
    ...visits.flatMap(visitRecords),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function clientRecord({ id, ownerId, createdAt, name, kind, lifecycle, source }: Shop): Entry {
  return {
    ...{ action: 'client.created', entity: 'client', entityId: id, clientId: id },
    ...{ ownerId, actorId: ownerId, at: createdAt },
    facts: { name, kind: kind ?? null, lifecycle: lifecycle ?? null, source: source ?? null },
  };
}
