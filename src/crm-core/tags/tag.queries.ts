import { type AccessScope, withinRows } from '../../platform/access/index.js';
import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';

export interface CountedTag {
  tag: string;
  count: number;
  spellings: string[];
}

/** The tags of the living clients within a scope, the most used first; one tag is its spellings, case and accents aside. */
export async function countTags(
  tx: Tx,
  scope: AccessScope,
  { q, limit }: { q?: string; limit: number },
): Promise<CountedTag[]> {
  const begins = q === undefined ? Prisma.empty : Prisma.sql`WHERE starts_with(fold(t.tag), fold(${q}))`;
  return tx.$queryRaw<CountedTag[]>`
    SELECT mode() WITHIN GROUP (ORDER BY t.tag) AS tag, count(DISTINCT t.id)::int AS count,
      array_agg(DISTINCT t.tag ORDER BY t.tag) AS spellings
    FROM (
      SELECT c.id, unnest(c.tags) AS tag FROM clients c
      WHERE c.deleted_at IS NULL AND c.tags <> '{}' AND ${withinRows(scope, Prisma.sql`c`)}) t
    ${begins}
    GROUP BY fold(t.tag) ORDER BY count DESC, tag LIMIT ${limit}`;
}

export interface RetaggedClient {
  id: string;
  ownerId: string;
  tags: string[];
}

/** Holds the living clients within a scope that have any of these tags, in any spelling; no more than `most`. */
export async function lockTagged(
  tx: Tx,
  scope: AccessScope,
  tags: readonly string[],
  most: number,
): Promise<RetaggedClient[]> {
  return tx.$queryRaw<RetaggedClient[]>`
    SELECT c.id, c.owner_id AS "ownerId", c.tags FROM clients c
    WHERE c.deleted_at IS NULL AND ${withinRows(scope, Prisma.sql`c`)} AND ${hasTag(tags)}
    ORDER BY c.id LIMIT ${most} FOR NO KEY UPDATE`;
}

/** The condition of clients with any of these tags, case and accents aside; an index answers it. */
export function hasTag(tags: readonly string[]): Prisma.Sql {
  return Prisma.sql`c.tags <> '{}' AND fold_all(c.tags) && fold_all(${[...tags]}::text[])`;
}

/** Writes the new tags of many clients with one statement. */
export async function writeTags(
  tx: Tx,
  userId: string,
  now: Date,
  rows: readonly Pick<RetaggedClient, 'id' | 'tags'>[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE clients c SET tags = ARRAY(SELECT jsonb_array_elements_text(r.tags)), version = c.version + 1,
      updated_at = ${now}::timestamptz, updated_by_id = ${userId}::uuid
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, tags jsonb)
    WHERE c.id = r.id`;
}
