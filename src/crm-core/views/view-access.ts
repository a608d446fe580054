import { type Permission, type Principal, within } from '../../platform/access/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';

/** Views that one may use: those within one's scope, those of one's team's members for the team, the public ones. */
export function usableBy(actor: Principal): Prisma.SavedViewWhereInput {
  const scope = actor.scope('view:read');
  if (scope.kind === 'all') return {};
  const ofTeam = actor.teamId ? [{ visibility: 'TEAM' as const, owner: { teamId: actor.teamId } }] : [];
  return {
    OR: [within<Prisma.SavedViewWhereInput>(scope, 'owner'), ...ofTeam, { visibility: 'PUBLIC' }],
  };
}

/** Views that one may change: seeing one is not enough. */
export function changeableBy(actor: Principal, permission: Permission): Prisma.SavedViewWhereInput {
  return within(actor.scope(permission), 'owner');
}
