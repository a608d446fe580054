import { diff } from '../../../platform/journal/index.js';
import type { Client, Prisma } from '../../../platform/prisma/generated/client.js';
import { fromDateColumn } from '../../../platform/time/rome.js';
import { type FieldTrouble, omit, ruleClient } from './client-row.js';
import type { StagedRow } from './import-target.js';

export interface ClientUpdate {
  row: number;
  id: string;
  /** All columns as they will be. */
  after: Record<string, unknown>;
  /** `{ field: { from, to } }`. */
  changes: Prisma.InputJsonObject;
}

/**
 * What a row changes on the client that it matches, by the rules of `PATCH`; undefined: it says what is there already.
 * The client may have changed since the row was checked: the rules between the fields are asked again.
 */
export function clientChanges(
  { row, data }: StagedRow,
  client: Client,
): ClientUpdate | { troubles: FieldTrouble[] } | undefined {
  const before = { ...client, admExpiresOn: client.admExpiresOn && fromDateColumn(client.admExpiresOn) };
  const { fields: given, troubles } = ruleClient(omit(data.fields, data.defaulted), client);
  if (troubles.length > 0) return { troubles };
  const changes = diff(before, given);
  return Object.keys(changes).length === 0
    ? undefined
    : { row, id: client.id, after: { ...before, ...given }, changes };
}
