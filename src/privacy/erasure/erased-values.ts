import { Prisma } from '../../platform/prisma/generated/client.js';
import { ERASED } from '../domain/scrub-facts.js';
import type { ClassifiedTable } from '../classification/classified-table.js';
import type { CatalogueColumn } from '../rows/catalogue.queries.js';

/** Begins the name of somebody who was erased; the end of the row's id follows. */
export const PSEUDONYM = 'erased-';

/**
 * What a column holds once it is erased: nothing where the database allows that, otherwise an empty value of its type; a
 * name that must be there becomes a pseudonym.
 * @throws Error for a column that has no empty value: it needs a rule here
 */
export function erasedValue(
  { name, type, nullable }: Pick<CatalogueColumn, 'name' | 'type' | 'nullable'>,
  { columns, without }: ClassifiedTable,
  ids: readonly string[],
): Prisma.Sql {
  const shared = without?.[name];
  if (shared) return shared(ids);
  if (type.endsWith('[]')) return Prisma.sql`'{}'`;
  if (nullable) return Prisma.sql`NULL`;
  if (type === 'jsonb') return Prisma.sql`'{}'::jsonb`;
  if (type === 'boolean') return Prisma.sql`false`;
  if (type === 'text')
    return columns[name] === 'free-text'
      ? Prisma.sql`${ERASED}`
      : Prisma.sql`${PSEUDONYM} || right(t.id::text, 12)`;
  throw new Error(`nothing is known to stand for an erased ${name} of type ${type}`);
}

/** A changed row is a new version, where rows have versions. */
export function touchedColumns(columns: readonly string[]): { column: string; value: Prisma.Sql }[] {
  return [
    ...(columns.includes('version') ? [{ column: 'version', value: Prisma.sql`t.version + 1` }] : []),
    ...(columns.includes('updated_at') ? [{ column: 'updated_at', value: Prisma.sql`now()` }] : []),
  ];
}
