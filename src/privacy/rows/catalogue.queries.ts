import type { Tx } from '../../platform/prisma/prisma.service.js';

/** A column as the database knows it. */
export interface CatalogueColumn {
  table: string;
  name: string;
  /** `text`, `jsonb`, `text[]`, `boolean` … */
  type: string;
  nullable: boolean;
}

export async function readColumns(tx: Tx): Promise<CatalogueColumn[]> {
  return tx.$queryRaw<CatalogueColumn[]>`
    SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
    WHERE a.attnum > 0 AND NOT a.attisdropped
    ORDER BY c.relname, a.attnum`;
}
