import { partsOf, type Permission, type PermissionTable, PERMISSIONS } from './permission.js';
import { SCOPE_LEVELS, type ScopeLevel } from './vocabulary.js';

/** What decides who may do and learn what: only people change it, with a session of their own. */
const GOVERNING: readonly string[] = ['user', 'team', 'role', 'webhook'];

/**
 * Whether an API key can hold a permission. None that manages accounts, rights or keys: a leaked key must not be able to
 * make itself another way in, or one out. And no import, for that goes on after the request with the rights of the user.
 */
export function isForKeys(permission: Permission): boolean {
  const { resource, action } = partsOf(permission);
  if (resource === 'apikey' || resource === 'import') return false;
  return !GOVERNING.includes(resource) || action === 'read';
}

/** What two tables both allow, each permission with the narrower of its scopes. */
export function common(one: PermissionTable, other: PermissionTable): PermissionTable {
  const entries = PERMISSIONS.flatMap((permission) => {
    const scope = narrower(one[permission], other[permission]);
    return scope ? [[permission, scope] as const] : [];
  });
  return Object.fromEntries(entries);
}

function narrower(one: ScopeLevel | undefined, other: ScopeLevel | undefined): ScopeLevel | undefined {
  if (!one || !other) return undefined;
  return SCOPE_LEVELS.find((level) => level === one || level === other);
}
