import type { AccessScope } from '../../platform/access/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';

/** The teams that a scope reaches. */
export function teamsWithin(scope: AccessScope): Prisma.TeamWhereInput {
  switch (scope.kind) {
    case 'own':
      return { members: { some: { id: scope.userId } } };
    case 'team':
      return { id: scope.teamId };
    case 'all':
      return {};
  }
}
