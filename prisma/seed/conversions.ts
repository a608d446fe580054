import type { Deal } from './deals.ts';
import type { Entry } from './journal.ts';
import type { Shop } from './shops.ts';

/** A prospect that became a customer with its first deal that was won. */
export interface Conversion {
  client: Shop;
  at: Date;
}

export function makeConversions(clients: readonly Shop[], deals: readonly Deal[]): Conversion[] {
  const firstWon = new Map<string, Date>();
  for (const { clientId, status, closedAt } of deals) {
    if (status !== 'WON' || !closedAt || !clientId) continue;
    const known = firstWon.get(clientId);
    if (!known || closedAt < known) firstWon.set(clientId, closedAt);
  }
  return clients.flatMap((client) => {
    const at = firstWon.get(client.id);
    return at ? [{ client, at }] : [];
  });
}

export function conversionRecord({ client, at }: Conversion): Entry {
  return {
    ...{ action: 'client.updated', entity: 'client', entityId: client.id, clientId: client.id },
    ...{ ownerId: client.ownerId, actorId: client.ownerId, at },
    facts: { lifecycle: { from: 'PROSPECT', to: 'CUSTOMER' } },
  };
}
