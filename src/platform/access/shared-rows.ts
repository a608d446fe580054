import { type AccessScope, within } from './access-scope.js';
import type { Permission } from './permission.js';
import type { Principal } from './principal.js';

/**
 * Rows that their owner may share (`owner`, `visibility`) and that one may use: those within one's scope, those of one's
 * team's members for the team, the public ones.
 */
export function usableBy<Where>(actor: Principal, permission: Permission): Where {
  const scope: AccessScope = actor.scope(permission);
  if (scope.kind === 'all') return {} as Where;
  const ofTeam = actor.teamId ? [{ visibility: 'TEAM', owner: { teamId: actor.teamId } }] : [];
  return { OR: [within(scope, 'owner'), ...ofTeam, { visibility: 'PUBLIC' }] } as Where;
}
