import { SCOPE_LEVELS, type ScopeLevel, VOCABULARY } from './vocabulary.js';

/** What a route asks for, `resource:action`. */
export type Permission = keyof typeof VOCABULARY;

type Parts<P> = P extends `${infer R}:${infer A}` ? [R, A] : never;
export type Resource = Parts<Permission>[0];
export type Action = Parts<Permission>[1];

/** The permissions of one role: what is not named is not allowed. */
export type PermissionTable = Readonly<Partial<Record<Permission, ScopeLevel>>>;

export const PERMISSIONS = Object.keys(VOCABULARY) as Permission[];
export const RESOURCES = [...new Set(PERMISSIONS.map((permission) => partsOf(permission).resource))];
export const ACTIONS = [...new Set(PERMISSIONS.map((permission) => partsOf(permission).action))];

export function partsOf(permission: Permission): { resource: Resource; action: Action } {
  const [resource, action] = permission.split(':') as Parts<Permission>;
  return { resource, action };
}

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(VOCABULARY, name);
}

/** Whether a permission can be given with this scope. */
export function admits(permission: Permission, scope: ScopeLevel): boolean {
  return VOCABULARY[permission].scopes.includes(scope);
}

/** The permissions of one table that another lacks or holds more narrowly. */
export function exceeding(wanted: PermissionTable, held: PermissionTable): Permission[] {
  return PERMISSIONS.filter((permission) => breadth(wanted[permission]) > breadth(held[permission]));
}

function breadth(level: ScopeLevel | undefined): number {
  return level === undefined ? -1 : SCOPE_LEVELS.indexOf(level);
}
