import type { Client, Prisma } from '../../../platform/prisma/generated/client.js';
import type { BusinessDate } from '../../../platform/time/rome.js';
import type { CustomValues } from '../../custom-fields/domain/custom-field.js';
import { toColumns } from '../client-columns.js';
import { toClientResponse } from '../client.mapper.js';
import type { ClientFieldsDto } from '../dto/client-fields.dto.js';
import { isEmpty, isSame, MERGE_FIELDS, type MergeValues } from './domain/merge-field.js';

const CUSTOM = 'custom.';

/** A client as the rules of a merge see it. */
export function mergeValues(client: Client, today: BusinessDate): MergeValues {
  const shown: Record<string, unknown> = {
    ...toClientResponse(client, today),
    externalId: client.externalId,
  };
  const custom = Object.entries(client.custom as CustomValues);
  return {
    ...Object.fromEntries(MERGE_FIELDS.map((field) => [field, shown[field]])),
    ...Object.fromEntries(custom.map(([key, value]) => [`${CUSTOM}${key}`, value])),
  };
}

/** `{ field: { from, to } }` as a merge and its undoing keep it. */
export type FieldChanges = Record<string, { from: unknown; to: unknown }>;

export function changesBetween(before: MergeValues, after: MergeValues): FieldChanges {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    fields
      .filter((field) => !isSame(before[field], after[field]))
      .map((field) => [field, { from: before[field] ?? null, to: after[field] ?? null }]),
  );
}

/** The columns that give a client these values. */
export function columnsOf(
  client: Client,
  values: MergeValues,
): Omit<Prisma.ClientUncheckedUpdateInput, 'custom'> & { custom?: CustomValues } {
  const columns = Object.entries(values).filter(([field]) => !field.startsWith(CUSTOM));
  const custom = Object.entries(values).filter(([field]) => field.startsWith(CUSTOM));
  return {
    ...toColumns(Object.fromEntries(columns) as Omit<ClientFieldsDto, 'custom'>),
    ...(custom.length > 0 && { custom: withValues(client.custom as CustomValues, custom) }),
  };
}

function withValues(before: CustomValues, values: readonly [string, unknown][]): CustomValues {
  const all = {
    ...before,
    ...Object.fromEntries(values.map(([field, value]) => [field.slice(CUSTOM.length), value])),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => !isEmpty(value))) as CustomValues;
}
