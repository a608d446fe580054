export const RESOURCES = [
  'client',
  'contact',
  'pipeline',
  'opportunity',
  'activity',
  'customfield',
  'import',
  'visit',
  'route',
  'analytics',
  'loyalty',
  'user',
  'team',
  'audit',
] as const;
export type Resource = (typeof RESOURCES)[number];

export const ACTIONS = ['read', 'create', 'update', 'delete', 'assign', 'export', 'plan', 'refresh'] as const;
export type Action = (typeof ACTIONS)[number];

/** What a route asks for, `resource:action`. */
export type Permission = `${Resource}:${Action}`;

/** Whose rows a permission reaches: one's own, one's team's, everybody's. */
export type ScopeLevel = 'own' | 'team' | 'all';

/** The permissions of one role: what is not named is not allowed. */
export type PermissionTable = Readonly<Partial<Record<Permission, ScopeLevel>>>;
