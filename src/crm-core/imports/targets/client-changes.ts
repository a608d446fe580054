import type { Client, Prisma } from '../../../platform/prisma/generated/client.js';
import { fromDateColumn } from '../../../platform/time/rome.js';
import { diffWithCustom } from '../../custom-fields/diff-with-custom.js';
import type { CustomFieldRule, CustomValues } from '../../custom-fields/domain/custom-field.js';
import { judgeCustom } from './custom-columns.js';
import { type FieldTrouble, omit, ruleClient } from './client-row.js';
import type { PlannedUpdate, StagedRow } from './import-target.js';

export interface ClientUpdate extends PlannedUpdate {
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
  rules: readonly CustomFieldRule[],
): ClientUpdate | { troubles: FieldTrouble[] } | undefined {
  const before = { ...client, admExpiresOn: client.admExpiresOn && fromDateColumn(client.admExpiresOn) };
  const { custom, ...own } = omit(data.fields, data.defaulted) as StagedRow['data']['fields'];
  const { fields: given, troubles: broken } = ruleClient(own, client);
  const told = partDefaulted(custom as CustomValues | undefined, data.defaulted);
  const judged = judgeCustom(rules, told, client.custom as CustomValues);
  const troubles = [...broken, ...judged.troubles];
  if (troubles.length > 0) return { troubles };
  const after = { ...given, ...(told && { custom: judged.values }) };
  const changes = diffWithCustom(before, after);
  return Object.keys(changes).length === 0
    ? undefined
    : {
        row,
        id: client.id,
        after: { ...before, ...after },
        changes,
        undo: changes,
        version: client.version + 1,
      };
}

/** The admin's fields without those that nobody gave for this row. */
export function partDefaulted(
  custom: CustomValues | undefined,
  defaulted: readonly string[],
): CustomValues | undefined {
  return (
    custom &&
    Object.fromEntries(Object.entries(custom).filter(([key]) => !defaulted.includes(`custom.${key}`)))
  );
}
