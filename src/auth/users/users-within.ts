import type { AccessScope } from '../../platform/access/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';

/** The accounts that a scope reaches. */
export function usersWithin(scope: AccessScope): Prisma.UserWhereInput {
  switch (scope.kind) {
    case 'own':
      return { id: scope.userId };
    case 'team':
      return { teamId: scope.teamId };
    case 'all':
      return {};
  }
}
