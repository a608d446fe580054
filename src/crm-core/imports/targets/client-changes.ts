import { diff } from '../../../platform/journal/index.js';
import type { Client, Prisma } from '../../../platform/prisma/generated/client.js';
import { fromDateColumn } from '../../../platform/time/rome.js';
import type { StagedRow } from './import-target.js';

export interface ClientUpdate {
  row: number;
  id: string;
  /** All columns as they will be. */
  after: Record<string, unknown>;
  /** `{ field: { from, to } }`. */
  changes: Prisma.InputJsonObject;
}

/** What a row changes on the client that it matches; undefined: it says what is there already. */
export function clientChanges({ row, data }: StagedRow, client: Client): ClientUpdate | undefined {
  const before = { ...client, admExpiresOn: client.admExpiresOn && fromDateColumn(client.admExpiresOn) };
  const given = Object.fromEntries(
    Object.entries(data.fields).filter(([field]) => !data.defaulted.includes(field)),
  );
  const changes = diff(before, given);
  return Object.keys(changes).length === 0
    ? undefined
    : { row, id: client.id, after: { ...before, ...given }, changes };
}
