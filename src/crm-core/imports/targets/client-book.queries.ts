import { type AccessScope, withinSql } from '../../../platform/access/index.js';
import { Prisma } from '../../../platform/prisma/generated/client.js';
import type { PrismaService, Tx } from '../../../platform/prisma/prisma.service.js';

export interface NamedClient {
  text: string;
  id: string;
  /** From the surest way of naming to the vaguest. */
  rank: number;
}

/**
 * The living clients within the scope that these texts name. The external key and the id of a client that was merged
 * into another one name the survivor, unless a living client has taken them over. A P.IVA may lack the zeros at its
 * beginning, which spreadsheets take.
 */
export function findNamedClients(
  tx: PrismaService | Tx,
  scope: AccessScope,
  texts: readonly string[],
): Promise<NamedClient[]> {
  return tx.$queryRaw<NamedClient[]>`
    SELECT w.text, c.id, c.rank FROM (
      SELECT text, CASE WHEN text ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN text::uuid END AS uuid,
        CASE WHEN vat ~ '^[0-9]{8,10}$' THEN lpad(vat, 11, '0') ELSE vat END AS vat
      FROM unnest(${[...texts]}::text[]) AS given(text)
      CROSS JOIN LATERAL regexp_replace(upper(text), '^IT|[ .]', '', 'g') AS vat) AS w
    CROSS JOIN LATERAL (
      SELECT id, owner_id, 1 AS rank FROM clients WHERE deleted_at IS NULL AND external_id = w.text
      UNION ALL SELECT id, owner_id, 2 FROM clients WHERE deleted_at IS NULL AND id = w.uuid
      UNION ALL SELECT id, owner_id, 3 FROM clients WHERE deleted_at IS NULL AND vat_number = w.vat
      UNION ALL
      SELECT survivor.id, survivor.owner_id, 4 FROM clients m
      CROSS JOIN LATERAL (
        WITH RECURSIVE way AS (
          SELECT m.id, m.merged_into_id
          UNION SELECT c.id, c.merged_into_id FROM way JOIN clients c ON c.id = way.merged_into_id)
        SELECT c.id, c.owner_id FROM way JOIN clients c ON c.id = way.id
        WHERE way.merged_into_id IS NULL AND c.deleted_at IS NULL) AS survivor
      WHERE m.merged_into_id IS NOT NULL AND (m.external_id = w.text OR m.id = w.uuid)
      UNION ALL SELECT id, owner_id, 5 FROM clients WHERE deleted_at IS NULL AND fold(name) = fold(w.text)
    ) c
    WHERE ${withinSql(scope, Prisma.sql`c.owner_id`)}`;
}

/**
 * Where clients are by now that rows named before: their own ids, or those of the clients that took them in.
 * @returns by the id that was named; those that are gone, or out of the scope, are left out
 */
export async function findLivingClients(
  tx: PrismaService | Tx,
  ids: readonly string[],
  scope: AccessScope,
  hold: boolean,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const found = await tx.$queryRaw<{ named: string; id: string }[]>`
    WITH RECURSIVE way AS (
      SELECT id AS named, id, merged_into_id FROM clients WHERE id = ANY(${[...ids]}::uuid[])
      UNION
      SELECT way.named, c.id, c.merged_into_id FROM way JOIN clients c ON c.id = way.merged_into_id)
    SELECT way.named, c.id FROM way JOIN clients c ON c.id = way.id
    WHERE way.merged_into_id IS NULL AND c.deleted_at IS NULL AND ${withinSql(scope, Prisma.sql`c.owner_id`)}
    ORDER BY c.id ${hold ? Prisma.sql`FOR KEY SHARE OF c` : Prisma.empty}`;
  return new Map(found.map(({ named, id }) => [named, id]));
}
