import { Prisma } from '../prisma/generated/client.js';

/** Whose rows may be seen or touched. What lies outside does not exist for the reader. */
export type AccessScope =
  | { readonly kind: 'own'; readonly userId: string }
  | { readonly kind: 'team'; readonly teamId: string }
  | { readonly kind: 'all' };

interface OwnerFilter {
  id?: string;
  teamId?: string;
}

/** A condition on the user who owns a row; Prisma's words. */
export function ownerFilter(scope: AccessScope): OwnerFilter | undefined {
  switch (scope.kind) {
    case 'own':
      return { id: scope.userId };
    case 'team':
      return { teamId: scope.teamId };
    case 'all':
      return undefined;
  }
}

/**
 * The `where` that keeps a query inside a scope: AND it into every read, update and delete.
 * @param path the relation(s) that lead from the row to its owning user, such as `owner` or `client.owner`;
 * of several, any one suffices
 */
export function within<Where>(scope: AccessScope, ...paths: string[]): Where {
  const filter = ownerFilter(scope);
  if (!filter) return {} as Where;
  const conditions = paths.map((path) =>
    path
      .split('.')
      .reduceRight<Record<string, unknown>>((inner, relation) => ({ [relation]: inner }), { ...filter }),
  );
  return (conditions.length === 1 ? conditions[0] : { OR: conditions }) as Where;
}

/**
 * The same for a list over rows that carry their owner's team (`team_id`) beside the owner: each scope is then one
 * equality, and so an index in the list's order.
 * @param row the alias of such a table
 */
export function withinRows(scope: AccessScope, row: Prisma.Sql): Prisma.Sql {
  switch (scope.kind) {
    case 'own':
      return Prisma.sql`${row}.owner_id = ${scope.userId}::uuid`;
    case 'team':
      return Prisma.sql`${row}.team_id = ${scope.teamId}::uuid`;
    case 'all':
      return Prisma.sql`TRUE`;
  }
}

/** For raw SQL: a condition on a column that holds the owner's id, such as `Prisma.sql`k.owner_id``. */
export function withinSql(scope: AccessScope, ownerColumn: Prisma.Sql): Prisma.Sql {
  switch (scope.kind) {
    case 'own':
      return Prisma.sql`${ownerColumn} = ${scope.userId}::uuid`;
    case 'team':
      return Prisma.sql`${ownerColumn} IN (SELECT id FROM users WHERE team_id = ${scope.teamId}::uuid)`;
    case 'all':
      return Prisma.sql`TRUE`;
  }
}
