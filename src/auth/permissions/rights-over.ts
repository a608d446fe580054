import { type Principal, PERMISSIONS, type Rights, type ScopeLevel } from '../../platform/access/index.js';

/** Where an account stands: whose rows come with it. */
export interface AccountPlace {
  /** null: it is being made, and has no rows yet. */
  readonly id: string | null;
  readonly teamId: string | null;
}

/**
 * What an actor holds as seen from an account. Whoever can set its password or its team reads what it reads: a scope of
 * `team` is one only over accounts of the actor's own team, and `own` over nobody else's rows.
 */
export function heldOver(actor: Principal, { id, teamId }: AccountPlace): Rights {
  const isTeammate = actor.teamId !== null && actor.teamId === teamId;
  const otherwise = id === null || id === actor.userId ? 'own' : undefined;
  return withScopes(actor.rights, (scope) => {
    if (scope === 'all') return 'all';
    return scope === 'team' && isTeammate ? 'team' : otherwise;
  });
}

/** What rights come to at a place: without a team, `team` is no more than `own`. */
export function rightsAt(rights: Rights, { teamId }: AccountPlace): Rights {
  return withScopes(rights, (scope) => (scope === 'team' && teamId === null ? 'own' : scope));
}

function withScopes(rights: Rights, scopeFor: (scope: ScopeLevel) => ScopeLevel | undefined): Rights {
  const entries = PERMISSIONS.flatMap((permission) => {
    const held = rights.permissions[permission];
    const scope = held && scopeFor(held);
    return scope ? [[permission, scope] as const] : [];
  });
  return { ...rights, permissions: Object.fromEntries(entries) };
}
