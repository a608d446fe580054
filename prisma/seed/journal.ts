import type { Prisma } from '#app/platform/prisma/generated/client.js';
import type { Deal } from './deals.ts';
import type { Shop } from './shops.ts';
import type { SeededVisit } from './visits.ts';

type Entry = Prisma.JournalEntryCreateManyInput & { at: Date };

/** What the demo's people did, as the journal would have it, so that timelines can be read. Oldest first. */
export function makeJournal(clients: Shop[], deals: Deal[], visits: SeededVisit[]): Entry[] {
  return [
    ...clients.map((client) =>
      entry('client.created', 'client', client.id, client.id, client.ownerId, client.createdAt),
    ),
    ...deals.map((deal) =>
      entry('opportunity.created', 'opportunity', deal.id, deal.clientId, deal.ownerId, deal.createdAt),
    ),
    ...deals.flatMap((deal) =>
      deal.closedAt
        ? [
            entry('opportunity.moved', 'opportunity', deal.id, deal.clientId, deal.ownerId, deal.closedAt, {
              status: deal.status ?? '',
              amount: deal.amount,
            }),
          ]
        : [],
    ),
    ...visits.flatMap((visit) =>
      visit.checkedOutAt
        ? [
            entry('visit.checked-out', 'visit', visit.id, visit.clientId, visit.agentId, visit.checkedOutAt, {
              outcome: visit.outcome ?? '',
            }),
          ]
        : [],
    ),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function entry(
  action: string,
  entity: string,
  entityId: string,
  clientId: string | null | undefined,
  ownerId: string,
  at: Date,
  facts: Prisma.InputJsonObject = {},
): Entry {
  return {
    action,
    entity,
    entityId,
    clientId: clientId ?? null,
    ownerId,
    actorId: ownerId,
    at,
    facts: { ...facts, demo: true },
  };
}
