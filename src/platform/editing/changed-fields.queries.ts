import { Prisma } from '../prisma/generated/client.js';
import type { Tx } from '../prisma/prisma.service.js';

/** The tables whose rows remember which version changed each of their columns. */
const TABLES = {
  client: Prisma.sql`clients`,
  contact: Prisma.sql`contacts`,
  opportunity: Prisma.sql`opportunities`,
  activity: Prisma.sql`activities`,
  visit: Prisma.sql`visits`,
} as const;

export type EditedEntity = keyof typeof TABLES;

/** Stands for every column of a row that was there before changes were remembered. */
export const ANY_COLUMN = '*';

export interface ChangedField {
  /** `opening_hours`, `custom.colour`, or {@link ANY_COLUMN}. */
  column: string;
  /** The last change; null: not known. */
  at: Date | null;
  byId: string | null;
  by: string | null;
}

/** The columns that were changed after a version, each with its last change. */
export function changedSince(
  tx: Tx,
  entity: EditedEntity,
  id: string,
  version: number,
): Promise<ChangedField[]> {
  return tx.$queryRaw<ChangedField[]>`
    SELECT c.key AS column, (c.value ->> 'at')::timestamptz AS at, u.id AS "byId", u.full_name AS by
    FROM ${TABLES[entity]} r
    CROSS JOIN LATERAL jsonb_each(
      coalesce(r.field_changes, jsonb_build_object(${ANY_COLUMN}::text, jsonb_build_object('version', r.version)))) AS c
    LEFT JOIN users u ON u.id = (c.value ->> 'byId')::uuid
    WHERE r.id = ${id}::uuid AND (c.value ->> 'version')::int > ${version}
    ORDER BY c.key`;
}
