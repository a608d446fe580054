import type { EmptyDatabase } from './empty-database.ts';

/** One fact of a database's structure. */
export interface CatalogueItem {
  text: string;
  /** Written by hand in a migration because Prisma's schema can't say it. */
  beyondPrisma: boolean;
}

/** How a column is generated is beyond Prisma; that it is there, its schema may say. */
const COLUMNS = `
  SELECT format('%s.%s %s%s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
           CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
           CASE a.attgenerated WHEN '' THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) ELSE '' END,
           CASE a.attidentity WHEN '' THEN '' ELSE ' IDENTITY' END) AS text,
         a.attgenerated <> '' AS "beyondPrisma"
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE a.attnum > 0 AND NOT a.attisdropped`;

const ENUMS = `
  SELECT format('enum %s: %s', t.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)), false
  FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname`;

/** Primary, unique and foreign keys; checks, exclusions, and that a key is not enforced, are beyond Prisma. */
const CONSTRAINTS = `
  SELECT format('%s.%s %s', conrelid::regclass, conname, replace(pg_get_constraintdef(oid), ' NOT ENFORCED', '')),
    contype IN ('c', 'x')
  FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND contype IN ('p', 'u', 'f', 'c', 'x')`;

/** Partial indexes, those over expressions, of trigrams, with included columns, and the inside of an exclusion are beyond Prisma. */
const INDEXES = `
  SELECT pg_get_indexdef(i.indexrelid),
         i.indpred IS NOT NULL OR i.indexprs IS NOT NULL OR i.indisexclusion OR i.indnatts > i.indnkeyatts OR m.amname IN ('gin', 'gist', 'brin')
  FROM pg_index i
  JOIN pg_class x ON x.oid = i.indexrelid AND x.relnamespace = 'public'::regnamespace
  JOIN pg_am m ON m.oid = x.relam`;

/** The structure of the schema `public`, as comparable facts in a stable order. */
export async function readCatalogue(database: EmptyDatabase): Promise<CatalogueItem[]> {
  const rows = await database.query(
    `${COLUMNS} UNION ALL ${ENUMS} UNION ALL ${CONSTRAINTS} UNION ALL ${INDEXES} ORDER BY 1`,
  );
  return rows as unknown as CatalogueItem[];
}
