import type { Opportunity } from '../../../platform/prisma/generated/client.js';
import type { StagedData } from './import-target.js';

/** Fields that may find a deal. */
export const OPPORTUNITY_KEYS = ['id', 'externalId'] as const;

export interface KnownOpportunity {
  deal: Opportunity;
  /** The importer may change it. */
  editable: boolean;
}

/** Living deals by {@link keyValue}, whoever owns them. */
export type KnownOpportunities = ReadonlyMap<string, KnownOpportunity>;

export const keyValue = (field: (typeof OPPORTUNITY_KEYS)[number], value: unknown): string =>
  JSON.stringify([field, value]);

/** The deal that a row names by this key. */
export function matchOf(
  key: string | null,
  fields: StagedData['fields'],
  known: KnownOpportunities,
): KnownOpportunity | undefined {
  const field = OPPORTUNITY_KEYS.find((one) => one === key);
  return field && known.get(keyValue(field, fields[field]));
}
