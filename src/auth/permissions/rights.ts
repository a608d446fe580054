import {
  admits,
  exceeding,
  isPermission,
  type Permission,
  type PermissionTable,
  SCOPE_LEVELS,
} from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Role } from '../../platform/prisma/generated/client.js';
import { ROLE_PERMISSIONS, type SeededRole } from './role-permissions.js';

/** What a role allows. */
export type RightsRow = Pick<Role, 'key' | 'seeded' | 'permissions'>;

/** The columns that {@link permissionsOf} reads. */
export const RIGHTS_COLUMNS = { key: true, seeded: true, permissions: true } as const;

/** From code for a seeded role, else from its row; what the vocabulary no longer has is not allowed. */
export function permissionsOf({ key, seeded, permissions }: RightsRow): PermissionTable {
  if (seeded) return ROLE_PERMISSIONS[key as SeededRole];
  const entries = Object.entries(permissions as Record<string, unknown>).flatMap(([name, level]) => {
    const scope = SCOPE_LEVELS.find((known) => known === level);
    return isPermission(name) && scope && admits(name, scope) ? [[name, scope] as const] : [];
  });
  return Object.fromEntries(entries);
}

/**
 * Nobody makes, changes, gives or takes what they don't hold themselves.
 * @throws DomainError ABOVE_OWN_RIGHTS (403), naming the permissions
 */
export function assertNotAbove(held: PermissionTable, wanted: PermissionTable): void {
  const above = exceeding(wanted, held);
  if (above.length === 0) return;
  const names = above.map((permission: Permission) => `${permission} (${wanted[permission]})`);
  throw new DomainError(
    'forbidden',
    'ABOVE_OWN_RIGHTS',
    `This goes beyond your own rights: ${names.join(', ')}.`,
    {
      members: { permissions: names },
    },
  );
}
