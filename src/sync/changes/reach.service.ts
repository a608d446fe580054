import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import type { AccessScope, Permission, Principal } from '../../platform/access/index.js';
import { CHANGE_TYPES, type ChangeType } from './domain/change-type.js';

const PERMISSION: Readonly<Record<ChangeType, Permission>> = {
  client: 'client:read',
  contact: 'contact:read',
  opportunity: 'opportunity:read',
  activity: 'activity:read',
  visit: 'visit:read',
  pipeline: 'pipeline:read',
};

/** Whose records of each type a reader may see; null: everybody's. A type that is not here is not the reader's to follow. */
export type Reach = ReadonlyMap<ChangeType, ReadonlySet<string> | null>;

@Injectable()
export class ReachService {
  constructor(private readonly users: UserDirectory) {}

  /**
   * @param types those that are asked for; undefined: all that the reader may see
   * @throws DomainError FORBIDDEN (403) when one that is named is not the reader's to see
   */
  async of(actor: Principal, types: readonly ChangeType[] | undefined): Promise<Reach> {
    const wanted = types ?? CHANGE_TYPES.filter((type) => actor.can(PERMISSION[type]));
    const scopes = wanted.map((type) => [type, actor.scope(PERMISSION[type])] as const);
    const team = scopes.find(([, { kind }]) => kind === 'team')?.[1];
    const members = new Set(team ? await this.users.idsWithin(team) : []);
    return new Map(scopes.map(([type, scope]) => [type, ownersIn(scope, members)]));
  }
}

function ownersIn(scope: AccessScope, members: ReadonlySet<string>): ReadonlySet<string> | null {
  switch (scope.kind) {
    case 'own':
      return new Set([scope.userId]);
    case 'team':
      return members;
    case 'all':
      return null;
  }
}

/** Everybody whose records of whatever type the reader may see; null: everybody's. */
export function ownersOfAny(reach: Reach): string[] | null {
  const sets = [...reach].flatMap(([type, owners]) => (type === 'pipeline' ? [] : [owners]));
  if (sets.includes(null)) return null;
  return [...new Set(sets.flatMap((owners) => [...(owners ?? [])]))];
}
