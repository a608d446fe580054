import type { PermissionTable, Permission, ScopeLevel } from '#app/platform/access/index.js';

/** A table of permissions as the API takes them. */
export function permissionList(table: PermissionTable): object[] {
  return (Object.entries(table) as [Permission, ScopeLevel][]).map(([permission, scope]) => {
    const [resource, action] = permission.split(':');
    return { resource, action, scope };
  });
}
