import { DomainError, type FieldConflict } from '../errors/index.js';
import { assertFresh } from '../http/index.js';
import type { Tx } from '../prisma/prisma.service.js';
import { ANY_COLUMN, type ChangedField, changedSince, type EditedEntity } from './changed-fields.queries.js';

export interface Edit {
  entity: EditedEntity;
  /** The row as it is now, held by this transaction. */
  row: { id: string; version: number };
  /** The version that the editor had read; undefined: the edit is taken as it is. */
  ifMatch: number | undefined;
  /** What the editor sent, and what the API answers for the row as it is now; custom fields below `custom`. */
  given: object;
  current: object;
  /** By field, what the edit would change in the row as it is now; custom fields as `custom.key`. */
  changes: object;
  /** The columns of fields that are not named after them. */
  columns?: Readonly<Record<string, string>>;
}

/**
 * Lets an edit of an older state through when nobody touched its fields since; otherwise names those that conflict.
 * A field that both set to the same value is no conflict.
 * @throws DomainError STALE (412)
 */
export async function refuseConflicts(tx: Tx, edit: Edit): Promise<void> {
  const { entity, row, ifMatch } = edit;
  if (ifMatch === undefined || ifMatch === row.version) return;
  // A version that was never sent says nothing of what the editor saw.
  if (ifMatch > row.version) assertFresh(row, ifMatch);
  const touched = new Map(
    (await changedSince(tx, entity, row.id, ifMatch)).map((change) => [change.column, change]),
  );
  const conflicts = Object.keys(edit.changes).flatMap((field) => conflictIn(field, edit, touched));
  if (conflicts.length === 0) return;
  throw new DomainError(
    'stale',
    'STALE',
    `Somebody changed the same since: ${conflicts.map(({ field }) => field).join(', ')}. Nothing was written.`,
    { members: { currentVersion: row.version, conflicts } },
  );
}

/** A step on a record, such as a move: it sends no fields, and holds for the record as it was seen. */
export type Step = Pick<Edit, 'entity' | 'row' | 'ifMatch'> & {
  /** What the API answers for the row as it is now; asked for only when it is told. */
  current: () => Promise<object>;
  /** Whether a change of this field is the reader's to know. */
  tells?: (field: string) => boolean;
};

/**
 * Refuses a step on an older state, and names what somebody changed since.
 * @throws DomainError STALE (412)
 */
export async function refuseStaleStep(tx: Tx, { entity, row, ifMatch, current, tells }: Step): Promise<void> {
  if (ifMatch === undefined || ifMatch === row.version) return;
  const conflicts: Omit<FieldConflict, 'yours'>[] = [];
  const now = await current();
  for (const { column, at, byId, by } of await changedSince(tx, entity, row.id, ifMatch)) {
    const field = fieldOf(column);
    const value = valueOf(now, field);
    if (value === undefined || tells?.(field) === false) continue;
    conflicts.push({ field, current: value, changedAt: at, changedById: byId, changedBy: by });
  }
  assertFresh(row, ifMatch, { conflicts });
}

function conflictIn(
  field: string,
  { given, current, columns }: Edit,
  touched: ReadonlyMap<string, ChangedField>,
): FieldConflict[] {
  const yours = valueOf(given, field);
  const change = touched.get(columns?.[field] ?? columnOf(field)) ?? touched.get(ANY_COLUMN);
  if (yours === undefined || !change) return [];
  const { at, byId, by } = change;
  return [
    {
      ...{ field, yours, current: valueOf(current, field) ?? null },
      ...{ changedAt: at, changedById: byId, changedBy: by },
    },
  ];
}

/** `custom.colour` lies one step down. */
function valueOf(from: object, field: string): unknown {
  const [name = '', key] = field.split('.', 2);
  const value = (from as Record<string, unknown>)[name];
  if (key === undefined) return value;
  return (value as Record<string, unknown> | undefined)?.[key];
}

/** Columns are named as the fields are, in snake case; the keys of custom fields stay as they are. */
function columnOf(field: string): string {
  return field.startsWith('custom.')
    ? field
    : field.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

/** The other way round. */
function fieldOf(column: string): string {
  return column.startsWith('custom.')
    ? column
    : column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
