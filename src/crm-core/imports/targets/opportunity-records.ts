import type { JournalRecord } from '../../../platform/journal/index.js';
import type { Tx } from '../../../platform/prisma/prisma.service.js';
import { opportunityFacts } from '../../opportunities/opportunity-facts.js';
import type { BatchPlan, StagedRow } from './import-target.js';
import { importedFacts } from './imported-facts.js';
import type { OpportunityUpdate } from './opportunity-changes.js';
import { makeCustomers } from './opportunity-import.queries.js';

/** What the journal says of the new deals of a batch. */
export function createdRecords(
  creates: readonly StagedRow[],
  ids: ReadonlyMap<number, string>,
  importId: string,
): JournalRecord[] {
  return creates.map(({ row, data }) => {
    const after = importedFacts(data);
    const { clientId, ownerId } = after;
    return {
      ...{ action: 'opportunity.imported', entity: 'opportunity', entityId: ids.get(row) ?? '' },
      ...{ clientId, ownerId, facts: { before: null, after, importId, row } },
    };
  });
}

/** What the journal says of the changed ones. */
export function updatedRecords(updates: readonly OpportunityUpdate[], importId: string): JournalRecord[] {
  return updates.map(({ id, row, before, after, changes, moves }) => {
    const { clientId, ownerId } = after;
    return {
      ...{ action: moves ? 'opportunity.moved' : 'opportunity.updated', entity: 'opportunity', entityId: id },
      ...{ clientId, ownerId, facts: { ...opportunityFacts(before, after, changes), importId, row } },
    };
  });
}

/** Whoever buys is a customer. @returns what the journal says of those who were none before */
export async function greetCustomers(
  tx: Tx,
  { creates, updates }: BatchPlan<OpportunityUpdate>,
  byId: string,
  importId: string,
  at: Date,
): Promise<JournalRecord[]> {
  const won = [
    ...creates
      .map(({ data }) => data.fields)
      .filter(({ status }) => status === 'WON')
      .map(({ clientId }) => clientId as string),
    ...updates
      .filter(
        ({ before, after, moves }) => after.status === 'WON' && (moves || after.clientId !== before.clientId),
      )
      .map(({ after }) => after.clientId ?? ''),
  ];
  const customers = won.length === 0 ? [] : await makeCustomers(tx, [...new Set(won)], byId, at);
  return customers.map(({ id, ownerId, lifecycle }) => ({
    ...{ action: 'client.lifecycle-changed', entity: 'client', entityId: id, clientId: id, ownerId },
    facts: { from: lifecycle, to: 'CUSTOMER', importId },
  }));
}
