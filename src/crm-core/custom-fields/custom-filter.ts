import { Prisma } from '../../platform/prisma/generated/client.js';
import type { CustomCondition } from './domain/custom-condition.js';

/**
 * Conditions on a column of custom fields. Equality is asked as containment, which the GIN indexes answer; they leave
 * out the rows without any custom field, and so does the condition. Values of one key are of one type, and jsonb
 * compares numbers as numbers and dates, which are written year first, as text.
 * @param column such as `Prisma.sql`c.custom``
 */
export function customConditions(column: Prisma.Sql, conditions: readonly CustomCondition[]): Prisma.Sql[] {
  if (conditions.length === 0) return [];
  return [Prisma.sql`${column} <> '{}'`, ...conditions.map((condition) => conditionSql(column, condition))];
}

function conditionSql(column: Prisma.Sql, { key, is, value }: CustomCondition): Prisma.Sql {
  const stored = Prisma.sql`${column} -> ${key}`;
  const bound = Prisma.sql`${JSON.stringify(value)}::jsonb`;
  switch (is) {
    case 'equal':
      return Prisma.sql`${column} @> ${JSON.stringify({ [key]: value })}::jsonb`;
    case 'at-least':
      return Prisma.sql`${stored} >= ${bound}`;
    case 'at-most':
      return Prisma.sql`${stored} <= ${bound}`;
    case 'before':
      return Prisma.sql`${stored} < ${bound}`;
  }
}
