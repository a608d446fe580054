import {
  admits,
  exceeding,
  HIDEABLE_FIELDS,
  isPermission,
  type PermissionTable,
  type Rights,
  SCOPE_LEVELS,
} from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Role } from '../../platform/prisma/generated/client.js';
import { ROLE_PERMISSIONS, type SeededRole } from './role-permissions.js';

/** The columns of a role that its rights are made of. */
export type RightsRow = Pick<Role, 'key' | 'seeded' | 'permissions' | 'hiddenFields'>;

/** For a query that asks for no more. */
export const RIGHTS_COLUMNS = { key: true, seeded: true, permissions: true, hiddenFields: true } as const;

/** From code for a seeded role, else from its row; what the vocabulary no longer has is not allowed. */
export function rightsOf({ key, seeded, permissions, hiddenFields }: RightsRow): Rights {
  if (seeded) return { permissions: ROLE_PERMISSIONS[key as SeededRole], hiddenFields: new Set() };
  return {
    permissions: knownPermissions(permissions as Record<string, unknown>),
    hiddenFields: new Set(HIDEABLE_FIELDS.filter((field) => hiddenFields.includes(field))),
  };
}

/** What a stored table allows; what the vocabulary no longer has is not allowed. */
export function knownPermissions(permissions: Record<string, unknown>): PermissionTable {
  const entries = Object.entries(permissions).flatMap(([name, level]) => {
    const scope = SCOPE_LEVELS.find((one) => one === level);
    return isPermission(name) && scope && admits(name, scope) ? [[name, scope] as const] : [];
  });
  return Object.fromEntries(entries);
}

/**
 * Nobody makes, changes, gives or takes what they don't hold themselves, nor lets others see what they don't.
 * @throws DomainError ABOVE_OWN_RIGHTS (403), naming the permissions and the fields
 */
export function assertNotAbove(held: Rights, wanted: Rights): void {
  const permissions = exceeding(wanted.permissions, held.permissions).map(
    (permission) => `${permission} (${wanted.permissions[permission]})`,
  );
  const fields = [...held.hiddenFields].filter((field) => !wanted.hiddenFields.has(field));
  const above = [...permissions, ...fields];
  if (above.length === 0) return;
  const detail = `This goes beyond your own rights: ${above.join(', ')}.`;
  throw new DomainError('forbidden', 'ABOVE_OWN_RIGHTS', detail, { members: { permissions, fields } });
}
